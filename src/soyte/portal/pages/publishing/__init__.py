"""Choosing what the public sees."""
