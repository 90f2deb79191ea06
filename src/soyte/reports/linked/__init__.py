"""Figures in Word files that know where they come from: written, read back after other programs saved the file, verified."""

from soyte.reports.linked.model import (
    Checked,
    CurrentFigure,
    LinkedDocument,
    LinkedFigure,
    PrintedFigure,
    State,
)
from soyte.reports.linked.read import read_linked
from soyte.reports.linked.verify import verify

__all__ = [
    "Checked",
    "CurrentFigure",
    "LinkedDocument",
    "LinkedFigure",
    "PrintedFigure",
    "State",
    "read_linked",
    "verify",
]
