"""Periods and cut-off dates of figures, as far as they can be read."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from soyte import periods
from soyte.periods import Period


@lru_cache(maxsize=4096)
def period_of(label: str | None) -> Period | None:
    """The period that a figure's label names, None when there is none or it is no period."""
    if not label:
        return None
    try:
        return periods.parse(label)
    except periods.PeriodError:
        return None


@lru_cache(maxsize=4096)
def day_of(label: str | None) -> date | None:
    """The day that an ISO date names."""
    try:
        return date.fromisoformat(label) if label else None
    except ValueError:
        return None
