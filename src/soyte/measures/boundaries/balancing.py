"""Whether a change of places keeps the totals: what was counted below a place, on the boundaries before the act and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from soyte.engine import Column, Compare, Count, IsIn, Literal, Max
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries.recorded import site
from soyte.measures.compute import figures
from soyte.measures.definitions import Definitions
from soyte.measures.errors import MeasureError
from soyte.measures.figure import Figures
from soyte.measures.site import definitions_of
from soyte.measures.where import Geography
from soyte.places import Act

_MOST = 6


@dataclass(frozen=True)
class Balance:
    """A measure of a year, summed over the units below `place` before and after an act; `held_back` is the part of `after`
    that no single unit got because nobody knows the shares."""

    measure: str
    name: str
    unit: str
    dataset: str
    year: int
    place: str
    before: Decimal
    after: Decimal
    held_back: Decimal
    units_before: int
    units_after: int

    @property
    def even(self) -> bool:
        """Whether nothing was lost or gained."""
        return self.before == self.after


def balances(ledger: Ledger, act: Act) -> tuple[Balance, ...]:
    """The totals of the measures that have rows of the touched units, for their last year before the act. PlaceError if
    the act cannot be done."""
    here = site(ledger)
    after = Geography(here.atlas.with_acts([act]))
    codes = sorted({move.old for move in act.moves} | {move.new for move in act.moves})
    eve = act.on - timedelta(days=1)
    touched = [unit for code in codes if (unit := here.atlas.unit(code, eve))]
    if not touched:
        return ()
    level, parent = touched[0].level, touched[0].parent or ledger.home.place or ""
    definitions = definitions_of(ledger)
    found = []
    for measure, year in _measured(ledger, codes, eve.year, definitions):
        try:
            old = figures(
                ledger,
                measure,
                by=["year", level],
                place=parent,
                period=str(year),
                geography=here.geography,
                boundaries=eve,
            )
            new = figures(
                ledger, measure, by=["year", level], place=parent, period=str(year), geography=after, boundaries=act.on
            )
        except MeasureError:
            continue
        found += _balanced(definitions, measure, year, parent, old, new)
    return tuple(found)


def _measured(ledger: Ledger, codes: list[str], latest: int, definitions: Definitions) -> list[tuple[str, int]]:
    """The measures with the most rows of these units that add up over units, each with its last year until `latest`."""
    rows = ledger.view().derived("observation_by_place").filter(IsIn(Column("place"), tuple(codes)))
    counted = rows.filter(Compare(Column("n_rows"), ">", Literal(0))).group(
        "measure", rows=Count(), last=Max(Column("period_start"))
    )
    found = ledger.engine.collect(counted.steps).to_pylist()
    found.sort(key=lambda row: -row["rows"])
    names = definitions.measures
    return [
        (row["measure"], min(row["last"].year, latest))
        for row in found
        if row["measure"] in names and names.measure(row["measure"]).aggregate == "sum"
    ][:_MOST]


def _balanced(
    definitions: Definitions, measure: str, year: int, parent: str, old: Figures, new: Figures
) -> list[Balance]:
    made = []
    for dataset in dict.fromkeys(one.dataset for one in old.computed if one.value is not None):
        before = [one for one in old.computed if one.dataset == dataset and one.value is not None]
        after = [one for one in new.computed if one.dataset == dataset and one.value is not None]
        held = [one for one in after if one.group is not None]
        made.append(
            Balance(
                measure,
                definitions.name(measure),
                definitions.unit(measure),
                dataset,
                year,
                parent,
                sum((one.value or Decimal(0) for one in before), Decimal(0)),
                sum((one.value or Decimal(0) for one in after), Decimal(0)),
                sum((one.value or Decimal(0) for one in held), Decimal(0)),
                len(before),
                len(after) - len(held),
            )
        )
    return made
