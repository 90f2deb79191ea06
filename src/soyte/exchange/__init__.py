"""Outward formats: what programs get, from the command line and from the API alike."""
