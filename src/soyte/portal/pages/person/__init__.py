"""One person, as an administrator sees them."""
