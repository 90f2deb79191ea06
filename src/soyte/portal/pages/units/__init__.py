"""Administering units."""
