"""The outputs: one module each, and none knows another."""
