"""Places side by side: what the reports of each state about one indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from soyte.catalogue import load_catalogue
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.statements import statements
from soyte.measures.targets.model import Result
from soyte.measures.targets.stated import code_of, period_of, stated
from soyte.places import unit


@dataclass(frozen=True)
class Compared:
    """A place and what its reports state: the value that stands for it, and others that differ."""

    place: str
    name: str
    result: Result
    others: tuple[Result, ...] = ()


def compared(ledger: Ledger, indicator: str, year: int | None = None, as_of: AsOf = None) -> list[Compared]:
    """One entry a place, by name; of the year, or of the last year that each place states."""
    catalogue = load_catalogue()
    known = catalogue.indicator(indicator)
    named = [row for row in statements(ledger, as_of) if row["indicator"] == known.id]
    codes: dict[str, date] = {}
    for row in named:
        period = period_of(row)
        code = code_of(row["place"], period.end) if row["place"] and period else None
        if code is not None and period is not None:
            codes[code] = max(period.end, codes.get(code, period.end))
    made = []
    for code, on in sorted(codes.items()):
        results = [
            r
            for r in stated(ledger, catalogue, code, on, as_of).results
            if r.indicator == known.id and r.value is not None
        ]
        wanted = [r for r in results if year is None or r.period.year == year]
        if not wanted:
            continue
        last = max(r.period.year for r in wanted)
        first, *rest = [r for r in wanted if r.period.year == last]
        where = unit(code, on)
        others = tuple(r for r in rest if (r.value, r.unit) != (first.value, first.unit))
        made.append(Compared(code, where.full_name if where else code, first, others))
    return sorted(made, key=lambda one: (one.place != "VN", one.name))
