"""Showing a masked field."""
