"""What a scorecard says, before it is printed in any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from soyte.measures.targets.model import Judgement, Result


@dataclass(frozen=True)
class Point:
    """A value of a series: the year and what is known of it."""

    year: int
    value: Decimal | None
    estimate: bool = False


@dataclass(frozen=True)
class Row:
    """An indicator: its result, last year's, the change between them, each target judged, the series for the trend.

    `figure_id` (at most 40 characters) names the printed result in the file; targets and last year have ids of their own.
    """

    figure_id: str
    indicator: str
    name: str
    unit: str
    result: Result | None
    previous: Result | None
    change: Decimal | None
    change_words: str | None
    judgements: tuple[Judgement, ...]
    others: tuple[Result, ...] = ()  # other owners' values for the same thing, side by side
    trend: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A domain, in the order in which such reports name them."""

    domain: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Scorecard:
    """Everything that is printed. `as_of_seq` and `as_of` say of which state of the ledger; same inputs, same bytes."""

    place: str
    place_name: str
    issuer: str
    parent: str
    year: int
    sections: tuple[Section, ...]
    as_of_seq: int
    as_of: datetime
    today: date
    catalogue_hash: str = ""
    sources: tuple[str, ...] = ()
