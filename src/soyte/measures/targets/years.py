"""Of which years anything is known of a place: for what a page opens with."""

from __future__ import annotations

from datetime import date

from soyte.catalogue import load_catalogue
from soyte.engine import Column, Max, Min
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.seen import claims_measured
from soyte.measures.targets.assigned import assigned
from soyte.measures.targets.stated import stated


def years_of_targets(ledger: Ledger, place: str, today: date, as_of: AsOf = None) -> tuple[int, ...]:
    """The years that end by this one for which a place has targets, the newest first."""
    catalogue = load_catalogue()
    targets = (
        *assigned(ledger, catalogue, place, today, as_of),
        *stated(ledger, catalogue, place, today, as_of).targets,
    )
    years = {year for one in targets for year in range(one.period.first_year, one.period.year + 1)}
    return tuple(sorted((year for year in years if year <= today.year), reverse=True))


def years_of_data(ledger: Ledger, today: date, as_of: AsOf = None) -> tuple[int, ...]:
    """The years of which there are rows of counts or statements of results, the newest first."""
    frame = ledger.view(as_of).derived("observation_by_place")
    ends = frame.group(first=Min(Column("period_start")), last=Max(Column("period_end")))
    row = ledger.engine.collect(ends.steps).to_pylist()[0]
    known = [(row["first"], row["last"])] if row["first"] is not None else []
    dossiers = claims_measured(ledger.view(as_of), ledger.engine)
    known += [dossiers] if dossiers else []
    if not known:
        return ()
    first, last = min(start.year for start, _ in known), max(end.year for _, end in known)
    return tuple(range(min(last, today.year), first - 1, -1))


def year_to_show(ledger: Ledger, place: str, today: date, as_of: AsOf = None) -> int:
    """This year if it has targets; else the last that has; else the last with data; else this one."""
    known = years_of_targets(ledger, place, today, as_of) or years_of_data(ledger, today, as_of)
    return known[0] if known else today.year
