"""Shapes of units for maps: GeoJSON checked, matched to the units of a day, and made small enough for a page."""

from soyte.intake.boundaries.reading import BoundaryReading, read_boundaries

__all__ = ["BoundaryReading", "read_boundaries"]
