"""What programs may call: the API, to read."""
