"""Targets as objects, results beside them, and the verdict that follows from both."""
