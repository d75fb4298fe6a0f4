"""The page kinds: one module a kind, its frozen context, its artifacts."""
