"""Which pages there are, a group of page kinds a module: what each is given out of the whole catalogue."""
