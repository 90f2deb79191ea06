"""From the ledger to a scorecard: judged targets and results of a place and year, by domain, with last year and the trend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from soyte.catalogue import Catalogue
from soyte.catalogue.files import ROOT
from soyte.catalogue.hashing import definition_hash
from soyte.catalogue.tables import Domain, read_tables
from soyte.ledger.clock import VIETNAM
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.state import State
from soyte.measures.targets.amounts import in_unit, same_size
from soyte.measures.targets.computed import computed_results
from soyte.measures.targets.judging import Ground, Measured
from soyte.measures.targets.model import Judgement, Result, Status
from soyte.places import unit
from soyte.reports.scorecard.model import Point, Row, Scorecard, Section

TREND_YEARS = 5
Years = Mapping[int, Mapping[str, Measured]]


def compose(ledger: Ledger, place: str, year: int, *, as_of: AsOf = None, today: date | None = None) -> Scorecard:
    """The scorecard of the place with this code. The same state of the ledger and day give the same scorecard.

    `today` is the date printed on the document; left out, it is the day of the last act that the scorecard saw.
    """
    state = ledger.state(as_of)
    first, on = year - TREND_YEARS + 1, date(year, 12, 31)
    computed = computed_results(ledger, place, first - 1, year, as_of)
    ground = Ground.read(ledger, place, on, as_of=as_of, computed=computed)
    years = {of: {one.indicator: one for one in ground.judged(of)} for of in range(first, year + 1)}
    rows = {indicator: _row(one, years, ground.catalogue) for indicator, one in years[year].items()}
    where = unit(place, on)
    seen = state.recorded_at or datetime.fromtimestamp(0, UTC)
    return Scorecard(
        place=place,
        place_name=where.full_name if where else place,
        issuer="Sở Y tế",
        parent=f"UBND {where.full_name if where else place}",
        year=year,
        sections=tuple(_sections(rows, ground.catalogue)),
        as_of_seq=state.head,
        as_of=seen,
        today=today or seen.astimezone(VIETNAM).date(),
        catalogue_hash=_hash_of(rows, ground.catalogue),
        sources=tuple(_sources(years[year], state)),
    )


@cache
def _domains() -> tuple[Domain, ...]:
    return tuple(read_tables(ROOT).domains.values())


def _sections(rows: Mapping[str, Row], catalogue: Catalogue) -> Iterator[Section]:
    for domain in _domains():
        within = tuple(rows[one.id] for one in catalogue if one.id in rows and catalogue.domains[one.id] == domain.id)
        if within:
            yield Section(domain.id, domain.name_vi, within)


def _row(one: Measured, years: Years, catalogue: Catalogue) -> Row:
    indicator = catalogue.indicator(one.indicator)
    change = _change(one.result, one.previous, indicator.unit)
    printed = _unit_of(one.result, indicator.unit)
    points = tuple(_point(of, years[of].get(one.indicator), indicator.unit, printed) for of in sorted(years))
    return Row(
        figure_id=one.indicator,
        indicator=one.indicator,
        name=indicator.name_vi,
        unit=printed,
        result=one.result,
        previous=one.previous,
        change=change,
        change_words=None if change is None else "tăng" if change > 0 else "giảm" if change < 0 else "không đổi",
        judgements=tuple(_with_unit(judgement, indicator.unit, printed) for judgement in one.judgements),
        others=one.others,
        trend=points if sum(point.value is not None for point in points) > 1 else (),
        notes=one.notes,
    )


def _change(now: Result | None, before: Result | None, unit_: str) -> Decimal | None:
    if now is None or before is None or now.value is None or before.value is None:
        return None
    return now.value - before.value if (now.unit or unit_) == (before.unit or unit_) else None


def _unit_of(result: Result | None, usual: str) -> str:
    """What the row's numbers are in: a result keeps the unit that its report uses where that is of another size."""
    return usual if result is None or not result.unit or same_size(result.unit, usual) else result.unit


def _with_unit(judgement: Judgement, usual: str, printed: str) -> Judgement:
    """A target without a unit is in the indicator's, whatever the result is printed in."""
    target = judgement.target
    return judgement if target.unit or printed == usual else replace(judgement, target=replace(target, unit=usual))


def _point(year: int, one: Measured | None, usual: str, printed: str) -> Point:
    result = one.result if one else None
    if result is None or result.value is None:
        return Point(year, None)
    return Point(year, in_unit(result.value, result.unit or usual, printed), estimate=result.status is not Status.FINAL)


def _hash_of(rows: Mapping[str, Row], catalogue: Catalogue) -> str:
    """One hash for all the definitions that the scorecard uses."""
    hashes = (definition_hash(catalogue.indicator(name)) for name in sorted(rows))
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _sources(measured: Mapping[str, Measured], state: State) -> Iterator[str]:
    """The submissions behind the results and targets, each once, in the order of their numbers."""
    numbers = {
        source.submission
        for one in measured.values()
        for source in (
            *(result.source for result in (one.result, one.previous, *one.others) if result is not None),
            *(judgement.target.source for judgement in one.judgements),
        )
        if source.submission is not None
    }
    for act in state.acts:
        if act.seq in numbers:
            sender = f", {act.sender} gửi" if act.sender else ""
            yield f"{act.name} (lần gửi số {act.seq}{sender}, nhận {act.recorded_at.astimezone(VIETNAM):%d/%m/%Y})"
