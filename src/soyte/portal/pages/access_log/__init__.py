"""Searching the access log."""
