"""What a scanner saw, before the years that a text leaves out are filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from soyte.periods.calendars import Calendar
from soyte.periods.period import Period

OfYear = Callable[[int, Calendar | None], Period]


@dataclass(frozen=True, slots=True)
class Mention:
    """A date, time or period in a text: `text[start:end]`. `as_of` is the cut-off date of `tính đến …`."""

    start: int
    end: int
    kind: str
    period: Period | None = None
    as_of: date | None = None


@dataclass(slots=True)
class Hit:
    """A mention whose period is still to be computed: from a year by `of_year`, or from the anchor by `of_anchor`."""

    start: int
    end: int
    kind: str
    year: int | None = None
    of_year: OfYear | None = None
    of_anchor: Callable[[Period], Period] | None = None
    closing: bool = False
    calendar: Calendar | None = None
