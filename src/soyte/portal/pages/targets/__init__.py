"""Targets of a place and a year: verdicts, entering and changing them, explanations of misses, approval by a second person."""
