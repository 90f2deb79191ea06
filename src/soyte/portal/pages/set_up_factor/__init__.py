"""Setting up the second factor."""
