"""What the tests look with: a browser, validators, a server, tree digests."""
