"""Measures, indicators and figures: the one engine room behind every display."""

from soyte.measures.compute import figures
from soyte.measures.errors import MeasureError
from soyte.measures.expectations import Expected
from soyte.measures.figure import Completeness, Figure, Figures, Presence
from soyte.measures.tracing import trace
from soyte.measures.trail import Locator, Row, Source, Term, Trace
from soyte.measures.where import Break, Geography

__all__ = [
    "Break",
    "Completeness",
    "Expected",
    "Figure",
    "Figures",
    "Geography",
    "Locator",
    "MeasureError",
    "Presence",
    "Row",
    "Source",
    "Term",
    "Trace",
    "figures",
    "trace",
]
