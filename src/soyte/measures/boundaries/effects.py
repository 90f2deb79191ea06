"""What an act would do to what the ledger holds: rows, series and people, before anybody signs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from soyte.engine import Column, Compare, IsIn, Literal, Sum, When
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries.recorded import site
from soyte.measures.compute import figures
from soyte.measures.errors import MeasureError
from soyte.places import Act, Atlas, Change, Frame, Share, allocate, crosswalk, preview
from soyte.places.shares import Crosswalk

_POPULATION = "population"


@dataclass(frozen=True)
class PartOf:
    """What of a unit goes where: its share, None if nobody measured it, and the people in it if the ledger knows them."""

    code: str
    name: str
    share: Share
    people: Decimal | None = None


@dataclass(frozen=True)
class Effect:
    """What happens to one unit, and to what is kept of it.

    `before` and `after` are accepted rows of periods that begin before the day, and from it on; `series` are the different
    kinds of figures (dataset, measure, disease) among them; `targets` assigned targets. Rows `after` the day under a code
    that has ended are of no unit, and those under a code that goes on are read as of its new area.
    """

    change: Change
    parts: tuple[PartOf, ...]
    people: Decimal | None
    people_in: int | None  # the year of `people`
    before: int = 0
    after: int = 0
    series: int = 0
    targets: int = 0

    @property
    def broken(self) -> bool:
        """Whether figures that are kept under this code do not compare across the day."""
        return self.change.breaks and self.before > 0


def effects(ledger: Ledger, act: Act) -> tuple[Effect, ...]:
    """The effect on every unit that the act touches, by code. `PlaceError` if the act cannot be done."""
    here = site(ledger)
    changes = [change for change in preview(here.atlas, act) if change.kind != "kept"]
    codes = [change.code for change in changes]
    rows, targets = _rows(ledger, codes, act.on), _targets(ledger, codes)
    after = here.atlas.with_acts([act])
    found = []
    for change in changes:
        people, year = _people(ledger, change) if change.gave else (None, None)
        found.append(
            Effect(
                change,
                _parts(change, _crosswalk(after, change), people) if change.gave else (),
                people,
                year,
                *rows.get(change.code, (0, 0, 0)),
                targets.get(change.code, 0),
            )
        )
    return tuple(found)


def _crosswalk(after: Atlas, change: Change) -> Crosswalk:
    """Shares of one unit across one day."""
    unit = change.before
    assert unit is not None  # noqa: S101 (what gave area was there)
    eve = date.fromordinal(change.on.toordinal() - 1)
    frame: Frame = "sample" if unit.invented else "real"
    return crosswalk(unit.level, eve, change.on, within=unit.parent or None, frame=frame, atlas=after)


def _parts(change: Change, walk: Crosswalk, people: Decimal | None) -> tuple[PartOf, ...]:
    shares = walk.of(change.code)
    divided: Mapping[str, Decimal] = {}
    if people is not None:
        divided = allocate({change.code: people}, Crosswalk(walk.level, walk.start, walk.end, shares)).parts
    named = {unit.code: unit.full_name for unit in (*change.gave, *((change.after,) if change.after else ()))}
    return tuple(PartOf(one.new, named.get(one.new, one.new), one, divided.get(one.new)) for one in shares)


def _rows(ledger: Ledger, codes: list[str], on: date) -> dict[str, tuple[int, int, int]]:
    """Code → rows before, rows since, number of series."""
    begun = Compare(Column("period_start"), ">=", Literal(on))
    frame = ledger.view().derived("observation_by_place").filter(IsIn(Column("place"), tuple(codes)))
    counted = frame.group(
        *("place", "dataset", "measure", "disease"),
        rows=Sum(Column("n_rows")),
        since=Sum(When(begun, Column("n_rows"), Literal(0))),
    )
    found: dict[str, tuple[int, int, int]] = {}
    for row in ledger.engine.collect(counted.filter(Compare(Column("rows"), ">", Literal(0))).steps).to_pylist():
        before, since, series = found.get(row["place"], (0, 0, 0))
        found[row["place"]] = before + row["rows"] - row["since"], since + row["since"], series + 1
    return found


def _targets(ledger: Ledger, codes: list[str]) -> dict[str, int]:
    frame = ledger.view().rows("target").filter(IsIn(Column("place"), tuple(codes)))
    counted: dict[str, int] = {}
    for row in ledger.engine.collect(frame.select("place").steps).to_pylist():
        counted[row["place"]] = counted.get(row["place"], 0) + 1
    return counted


def _people(ledger: Ledger, change: Change) -> tuple[Decimal | None, int | None]:
    """The last population known of a unit before the day, if any source gives one."""
    try:
        found = figures(ledger, _POPULATION, place=change.code, by=["year"])
    except MeasureError:
        return None, None
    known = [one for one in found.computed if one.value is not None and one.period.start < change.on]
    return (known[-1].value, known[-1].period.year) if known else (None, None)
