"""Of which places there is anything: tables that somebody sent, and dossiers of the claim feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from soyte.engine import Column, Compare, Engine, Frame, IsIn, Literal, Sum
from soyte.ledger.visible import View
from soyte.measures.source import SEEN_SINCE

OBSERVED = "observation_by_place"
_OF_AREA = {"place": "contribution_by_place", "residence": "contribution_by_home"}
AREAS = tuple(_OF_AREA)


def places_seen(view: View, engine: Engine, area: str) -> list[str]:
    """Every place of which there are rows; dossiers count where `area` says."""
    return sorted({code for frame in _frames(view, area) for code in _column(engine, frame.distinct("place"))})


def starts_seen(view: View, engine: Engine, area: str) -> Iterator[tuple[str, date]]:
    """The places with the first days of the periods of which they have rows."""
    for frame in _frames(view, area):
        found = engine.collect(frame.distinct("place", "period_start").steps).to_pydict()
        yield from zip(found["place"], found["period_start"], strict=True)


def spans_seen(view: View, engine: Engine, area: str, codes: Sequence[str]) -> Iterator[tuple[str, date, date]]:
    """The stretches of days of which these places have rows."""
    for frame in _frames(view, area):
        kept = frame.filter(IsIn(Column("place"), tuple(codes))).distinct("place", "period_start", "period_end")
        found = engine.collect(kept.steps).to_pydict()
        yield from zip(found["place"], found["period_start"], found["period_end"], strict=True)


def measures_seen(view: View, engine: Engine) -> frozenset[object]:
    """The measures of which somebody sent counts."""
    return frozenset(engine.collect(view.derived(OBSERVED).distinct("measure").steps).column("measure").to_pylist())


def values_seen(view: View, engine: Engine, name: str) -> set[str]:
    """The codes that stand in a column: `disease`, `facility`."""
    frames = [view.derived(OBSERVED)] + ([view.derived(_OF_AREA["place"])] if name == "facility" else [])
    return {code for frame in frames for code in _column(engine, frame.select(place=Column(name)).distinct("place"))}


def claims_measured(view: View, engine: Engine) -> tuple[date, date] | None:
    """The first and last day of which dossiers speak; None if there are none."""
    frame = view.derived(_OF_AREA["place"]).group("period_start", "period_end", n=Sum(Column("n_rows")))
    found = engine.collect(frame.filter(Compare(Column("n"), ">", Literal(0))).steps)
    days = [day for name in ("period_start", "period_end") for day in found.column(name).to_pylist() if day]
    return (min(days), max(days)) if days else None


def _frames(view: View, area: str) -> Iterable[Frame]:
    yield view.derived(OBSERVED).select("place", "period_start", "period_end")
    dossiers = view.derived(_OF_AREA[area])
    named = dossiers.select(place=Column(area), period_start=Column("period_start"), period_end=Column("period_end"))
    # Dossiers without a day count in no period, those without a place in none that anybody could ask for.
    yield named.filter(Compare(Column("period_start"), ">=", Literal(SEEN_SINCE))).filter(
        Compare(Column("place"), "!=", Literal(""))
    )


def _column(engine: Engine, frame: Frame) -> list[str]:
    return [code for code in engine.collect(frame.steps).column("place").to_pylist() if code]
