"""Lists of assigned targets (CSV or a workbook) with fixed headings: rows accepted or set aside, each with its reason."""

from soyte.intake.targets.reading import HEADINGS, TargetReading, read_targets

__all__ = ["HEADINGS", "TargetReading", "read_targets"]
