"""Shapes of units for maps: sent, looked at on a map, taken in with their source and licence."""
