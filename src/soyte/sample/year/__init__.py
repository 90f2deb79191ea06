"""The year 2025 of the invented province of Sao Mai: its own report, and the targets that were assigned to it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
PLACE, CODE = "Sao Mai", "99"
YEAR = 2025

__all__ = ["CODE", "PLACE", "YEAR", "report", "targets"]


def report() -> Path:
    """The report of the department: results beside targets, some of them not what they say."""
    return _HERE / "bao-cao-sao-mai-2025.txt"


def targets() -> Path:
    """A list of targets from the people's council and committee."""
    return _HERE / "chi-tieu-sao-mai-2025.csv"
