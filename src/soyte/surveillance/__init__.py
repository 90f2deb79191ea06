"""Seeing what is unusual: detectors on arrays, legal thresholds, signals."""
