"""Lists of assigned targets (CSV or a workbook) with fixed headings: rows accepted or set aside, each with its reason."""

from soyte.intake.targets.reading import HEADINGS, TargetReading, read_targets
from soyte.intake.targets.writing import COLUMNS, tried, write_targets

__all__ = ["COLUMNS", "HEADINGS", "TargetReading", "read_targets", "tried", "write_targets"]
