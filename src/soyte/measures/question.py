"""A question about figures, made exact: which places, which periods, which breakdowns, as of when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa

from soyte.catalogue.formula import Formula
from soyte.catalogue.measure_model import CLAIMS, Measure
from soyte.engine import types
from soyte.ledger.contribution import DATASET
from soyte.measures.errors import MeasureError
from soyte.measures.where import LEVELS, Geography
from soyte.periods import Period
from soyte.periods.cuts import CUTS

if TYPE_CHECKING:
    from soyte.measures.recast import Recast

Conditions = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Cut:
    """What a question is cut by: one kind of period, one level of places, any breakdowns."""

    time: str | None
    place: str | None  # a level, or `place` for whatever lies next below
    breakdowns: tuple[str, ...]

    @staticmethod
    def of(by: Sequence[str], known: Sequence[str]) -> Cut:
        """Sorted out of names; `known` are the breakdowns that exist."""
        time = [name for name in by if name in CUTS]
        place = [name for name in by if name == "place" or name in LEVELS]
        rest = tuple(name for name in by if name not in (*time, *place))
        strange = [name for name in rest if name not in known]
        if strange:
            raise MeasureError(
                f"Không chia số liệu theo “{strange[0]}” được; có thể chia theo place, province, district, commune, "
                f"{', '.join(CUTS)} hoặc {', '.join(known)}."
            )
        if len(time) > 1 or len(place) > 1:
            raise MeasureError(f"Chỉ chia theo một loại thời gian và một cấp địa bàn, không thể cả {', '.join(by)}.")
        return Cut(time[0] if time else None, place[0] if place else None, tuple(dict.fromkeys(rest)))


@dataclass(frozen=True)
class Scope:
    """Which rows belong to which figure.

    `lookup` gives for each place that has rows the unit that it counts for and its own level, in each era of places;
    `buckets` are the periods asked for.
    """

    place: str
    level: str
    buckets: tuple[Period, ...]
    lookup: pa.Table
    places: frozenset[str]
    every: bool  # no place that has rows is left out
    # On boundaries of another day: those, and the scope of everything on its own boundaries.
    recast: Recast | None = None
    own: Scope | None = None

    @property
    def start(self) -> date:
        """The first day asked for."""
        return min(bucket.start for bucket in self.buckets)

    @property
    def end(self) -> date:
        """The last day asked for."""
        return max(bucket.end for bucket in self.buckets)


LOOKUP = pa.schema({"place": types.TEXT, "era": types.INTEGER, "unit": types.TEXT, "level": types.TEXT})


def scope_of(
    geography: Geography, seen: Sequence[str], place: str, cut: str | None, buckets: tuple[Period, ...]
) -> Scope:
    """The scope of a place and periods, over the places that have rows (`seen`)."""
    start, end = min(b.start for b in buckets), max(b.end for b in buckets)
    own = geography.level(place)
    levels = {code: geography.level(code) for code in seen}
    # Rows of what began before the first bucket (a year that holds the months asked for) lie in earlier eras.
    within: list[tuple[str, int, dict[str, str]]] = []
    for era, day in geography.eras(date(start.year, 1, 1), end):
        above = ((code, geography.above_in(era, code, day)) for code in seen)
        within += [(code, era, found) for code, found in above if found.get(own) == place]
    level = cut or own
    if cut == "place":
        level = _below(own, {levels[code] for code, *_ in within})
    rows = [(code, era, found[level], levels[code]) for code, era, found in within if level in found]
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    lookup = pa.table([pa.array(c, f.type) for c, f in zip(columns, LOOKUP, strict=True)], schema=LOOKUP)
    places = frozenset(columns[0])
    return Scope(place, level, buckets, lookup, places, len(places) == len(levels))


def _below(own: str, found: set[str]) -> str:
    lower = LEVELS[LEVELS.index(own) + 1 :]
    return next((level for level in lower if level in found), own)


@dataclass(frozen=True)
class Leaf:
    """One measure under its conditions: those of the formula, and those of the question that it can be asked under."""

    measure: Measure = field(hash=False)
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    breakdowns: tuple[str, ...]
    dataset: str | None = None

    @staticmethod
    def of(formula: Formula, measure: Measure, asked: Conditions, cut: Cut) -> Leaf:
        """What the measure cannot be broken down by is left out: the population is the same for every disease."""
        conditions = [(name, codes) for name, codes in sorted(formula.conditions.items())]
        conditions += [(name, tuple(codes)) for name, codes in sorted(asked.items()) if name in measure.asked_by]
        return Leaf(measure, tuple(conditions), tuple(name for name in cut.breakdowns if name in measure.asked_by))

    @property
    def fields(self) -> frozenset[str]:
        """The columns of a row that the leaf looks at."""
        of_where = self.measure.where.fields if self.measure.where else frozenset()
        return of_where | {name for name, _ in self.conditions} | set(self.breakdowns)

    def feeds(self, area: str) -> tuple[Leaf, ...]:
        """The same for each kind of rows that can give it: those of tables that somebody sends, and those of dossiers.

        `area` is the column of dossiers that says where they count: `place` (of the facility) or `residence` (of the patient).
        """
        asked = {name for name, _ in self.conditions} | set(self.breakdowns)
        dossiers = self.measure.on_claims
        found = [self] if asked <= set(self.measure.breakdowns) and self.dataset != DATASET else []
        if dossiers is not None and asked <= set(dossiers.breakdowns) and self.dataset in (None, DATASET):
            found.append(replace(self, measure=dossiers.model_copy(update={"place": area})))
        return tuple(found)

    @property
    def of_dossiers(self) -> bool:
        """Whether its rows are dossiers: events, each of which is said once, by nobody else."""
        return self.measure.table == CLAIMS

    def in_time(self, buckets: Iterable[Period]) -> Leaf:
        """With the columns of time that tell these periods apart: dossiers count by month where that is enough, else by day."""
        if not self.of_dossiers or all(_of_months(one) for one in buckets):
            return self
        return replace(self, measure=self.measure.model_copy(update={"time": ("day", "day")}))


def _of_months(period: Period) -> bool:
    return period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
