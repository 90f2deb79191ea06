"""Signals of a week: every commune of the country and 80 diseases, five years of cases; beside one series after another."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.record import Record
from soyte.catalogue.detection import detection, episodes
from soyte.catalogue.diseases import load_diseases
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries.recorded import site
from soyte.measures.where import Geography
from soyte.periods import Calendar, week
from soyte.surveillance.series.claims import eras_of
from soyte.surveillance.series.feed import Block, Feed, Received, Source
from soyte.surveillance.series.grid import numbered
from soyte.surveillance.signals.finding import signals_in
from soyte.surveillance.signals.model import Weekly
from soyte.surveillance.signals.scope import Scope
from soyte.surveillance.signals.statistics import examined

WEEK = week(2026, 34)
FIRST = date(2021, 6, 1)
DISEASES, CASES = 80, 3_000_000


def run(quick: bool) -> list[Record]:
    """All communes of the country at once, from cases to signals without clusters, and the detectors in a loop."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder) / "kho")
        geography = site(ledger).geography
        feed = cases(geography, CASES // (30 if quick else 1))
        name = f"{len(feed.day):,} invented cases of {DISEASES} diseases since {FIRST:%m/%Y}, in the communes of their time"
        scope = asked(ledger, feed, ("commune",))
        seconds, found = timed(scope)
        series = sum(one.tested + sum(one.untested.values()) for one in found.tests if one.kind == "statistic")
        other = looped(scope, feed, 20 if quick else 200) * series
        data = f"{series:,} series of communes; {name}"
        against = "detectors alone, one series after another"
        return [Record("signals of a week, every commune", seconds, other, "s", data, against, "lower")]


def timed(scope: Scope) -> tuple[float, Weekly]:
    """Wall time: two cores share the work."""
    begun = time.perf_counter()
    found = signals_in(scope)
    return time.perf_counter() - begun, found


def asked(ledger: Ledger, feed: Feed, levels: tuple[str, ...]) -> Scope:
    """A question about this feed instead of what the ledger holds."""
    scope = Scope(ledger, WEEK, detection(), episodes(), load_diseases(), levels=levels, clusters=False)
    scope.__dict__["feeds"] = (feed,)
    return scope


def looped(scope: Scope, feed: Feed, number: int) -> float:
    """Seconds that a series takes on its own."""
    level = next(iter(scope.levels_of(feed, WEEK.end)))
    made = scope.block(feed, feed.diseases[0], level, scope.grid(feed))
    rows = np.linspace(0, len(made.places) - 1, number).astype(int)
    begun = time.perf_counter()
    for row in rows:
        examined(
            Block(made.source, made.disease, made.level, (made.places[row],), made.grid, made.counts[row : row + 1]),
            scope.settings,
        )
    return (time.perf_counter() - begun) / number


def cases(geography: Geography, number: int) -> Feed:
    """Cases with a season; most diseases are rare nearly everywhere, and each lies in a commune of its day."""
    chance = np.random.default_rng(8)
    share = chance.lognormal(0.0, 1.5, DISEASES)
    disease = chance.choice(DISEASES, number, p=share / share.sum())
    first, last = numbered(FIRST), numbered(WEEK.end)
    day = chance.integers(first, last + 1, number)
    starts = np.array([numbered(one) for one in geography.days])
    era = np.searchsorted(starts, day, side="right")
    places: list[tuple[str, int]] = []
    place = np.zeros(number, np.intp)
    for one in np.unique(era):
        codes = sorted(geography.units("commune", geography.day_in(int(one)), "VN"))
        weight = chance.lognormal(0.0, 0.7, len(codes))
        here = era == one
        place[here] = len(places) + chance.choice(len(codes), int(here.sum()), p=weight / weight.sum())
        places += [(code, int(one)) for code in codes]
    days = np.arange(first, last + 1)
    received = Received(np.zeros(len(days), np.intp), days, np.full(len(days), 100_000))
    names = tuple(one for one in load_diseases().all)[:DISEASES]
    return Feed(
        Source("claims", "xml1", "week", Calendar.WEEK_MONDAY), names, tuple(places), (), disease.astype(np.intp), place,
        np.full(number, -1, np.intp), day, np.ones(number), True, received, None, eras_of(geography, tuple(places)),
    )  # fmt: skip
