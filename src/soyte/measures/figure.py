"""Figures: values with their pedigree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from soyte.measures.where import Break
from soyte.periods import Period


class Presence(StrEnum):
    """Whether there is a number: zero is `reported`, and none of the others is a zero.

    `held_back`: on boundaries of another day nobody knows this unit's part; a group of units has it.
    """

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    HELD_BACK = "held_back"


@dataclass(frozen=True)
class Completeness:
    """Who has answered, of those who should. Expected numbers are None where nobody said who should.

    A report is one unit's answer for one sub-period (`grain`), whatever it says. `periods` are the sub-periods for which
    anybody answered: 11 of 12 months.
    """

    units: int
    units_expected: int | None
    reports: int
    reports_expected: int | None
    periods: int
    periods_expected: int
    grain: str | None

    @property
    def whole(self) -> bool:
        """Nothing that was expected is missing."""
        return self.periods >= self.periods_expected and (
            self.reports_expected is None or self.reports >= self.reports_expected
        )


@dataclass(frozen=True)
class Figure:
    """A value with its pedigree. `id` is its address: asked again, it gives the same figure.

    `value` is exact; a ratio is carried to 34 digits and never rounded for display. `numerator` and `denominator` are the
    sums of which it was made. `status` is that of the least final row (final, provisional, estimate). `breakdown` pairs
    columns with codes; an empty code is what the source did not break down. `as_of` is the number of the last act that
    was seen, `moment` when it was written. `kind` is `stated` for what a report claims. `boundaries` is the day whose units
    these are, None for those of the period itself; `group` are the units that only together have a number, none of them
    if nothing of that level is there any more.
    """

    id: str
    indicator: str
    name: str
    place: str
    place_name: str
    period: Period
    breakdown: tuple[tuple[str, str], ...]
    value: Decimal | None
    unit: str
    state: Presence
    status: str | None
    completeness: Completeness | None
    numerator: Decimal | None
    denominator: Decimal | None
    as_of: int
    moment: datetime | None
    definition_hash: str
    owner: str
    dataset: str
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "computed"
    submission: str | None = None
    boundaries: date | None = None
    group: tuple[str, ...] | None = None

    @property
    def of(self) -> Mapping[str, str]:
        """The breakdown by column."""
        return dict(self.breakdown)


@dataclass(frozen=True)
class Figures:
    """An answer: figures in order of indicator, source, place, breakdown and period; what whoever reads them must know."""

    items: tuple[Figure, ...]
    warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Figure:
        return self.items[index]

    @property
    def computed(self) -> tuple[Figure, ...]:
        """Those reckoned from rows."""
        return tuple(one for one in self.items if one.kind == "computed")

    @property
    def stated(self) -> tuple[Figure, ...]:
        """Those that reports claim."""
        return tuple(one for one in self.items if one.kind == "stated")

    @property
    def held_back(self) -> tuple[Figure, ...]:
        """Those of groups of units: what could not be divided among them."""
        return tuple(one for one in self.items if one.group is not None)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Every break in any of the series, once, by day."""
        return tuple(sorted({one for figure in self.items for one in figure.breaks}, key=lambda b: (b.on, b.place)))
