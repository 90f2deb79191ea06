"""Conditions of the law and rules of thumb, tested on counts. Not statistics: `detectors` are those, and are shown apart."""
