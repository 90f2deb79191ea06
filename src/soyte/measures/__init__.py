"""Measures, indicators and figures: the one engine room behind every display."""
