"""What a week's question is about: the state of the ledger, the feeds with their time axes, the levels with their units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from soyte import places
from soyte.catalogue.detection import Detection, Episodes
from soyte.catalogue.diseases import Diseases
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.visible import View
from soyte.measures.boundaries.recorded import site
from soyte.measures.kept import Kept, kept_mappings
from soyte.measures.where import Geography
from soyte.periods import Calendar, Kind, Period, PeriodError, holding, week
from soyte.periods.calendars import week_of
from soyte.surveillance.detectors.outcome import Positions
from soyte.surveillance.law.judging import Months, months_of
from soyte.surveillance.series.claims import claims_feed, contributions_feed
from soyte.surveillance.series.counts import count_feeds
from soyte.surveillance.series.feed import Block, Feed, block
from soyte.surveillance.series.grid import Grid
from soyte.surveillance.series.walk import Walk, walk
from soyte.surveillance.signals.statistics import LONGEST

LEVELS = ("commune", "facility", "district", "province")
_BELOW = "commune"


@dataclass(frozen=True)
class Level:
    """Units of one level in a feed: the way to them, or the facilities themselves; `day` is the one whose boundaries these are."""

    name: str
    day: date
    way: Walk | tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Their codes."""
        return self.way.units if isinstance(self.way, Walk) else self.way


@dataclass(frozen=True)
class Scope:
    """One week (Monday to Sunday) as of one state. Other calendars look at their own week of the same number."""

    ledger: Ledger
    week: Period
    settings: Detection
    rules: Episodes
    diseases: Diseases
    as_of: AsOf = None
    claims_calendar: Calendar = Calendar.WEEK_MONDAY
    wanted: frozenset[str] | None = None
    levels: Sequence[str] = LEVELS
    clusters: bool = True
    extra: int = 0  # steps of history beyond what the last one needs
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def view(self) -> View:
        """The rows that count."""
        return self.ledger.view(self.as_of)

    @cached_property
    def geography(self) -> Geography:
        """The places as the installation knew them."""
        return site(self.ledger, self.as_of).geography

    @cached_property
    def within(self) -> str | None:
        """The installation's own place."""
        return self.ledger.home.place

    @cached_property
    def first(self) -> date:
        """The first day that any method looks at."""
        return self.week.start - timedelta(weeks=LONGEST["week"] + self.extra + 5)

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """Everything that has cases by week or month."""
        engine, end = self.ledger.engine, self.own_week(self.claims_calendar).end
        plan = (self.view, engine, self.geography, self.diseases)
        claims = claims_feed(*plan, self.rules, self.first, end, self.claims_calendar)
        if claims is None:
            claims = contributions_feed(*plan, self.first, end, self.claims_calendar)
        counted, left = count_feeds(self.view, engine, self.geography, self.first, self.week.end + timedelta(days=6))
        self.warnings.extend(left)
        return tuple(self._titled(one) for one in (claims, *counted) if one is not None)

    def _titled(self, feed: Feed) -> Feed:
        """With the title that the newest mapping file gives its data set."""
        known = self._mappings.get(feed.source.dataset) if feed.source.kind == "counts" else None
        return replace(feed, source=replace(feed.source, title=known.title)) if known else feed

    @cached_property
    def _mappings(self) -> Mapping[str, Kept]:
        return kept_mappings(self.view, self.ledger.engine, self.geography)

    def own_week(self, calendar: Calendar) -> Period:
        """The week of the same number in a calendar."""
        year, number = week_of(Calendar.WEEK_MONDAY, self.week.start)
        try:
            return week(year, number, calendar)
        except PeriodError:  # a week 53 that this calendar does not have
            return holding(self.week.start + timedelta(days=3), Kind.WEEK, calendar)

    @property
    def own_month(self) -> Period:
        """The last month that was over by the end of the week."""
        day = self.week.end + timedelta(days=1)
        return holding(day.replace(day=1) - timedelta(days=1), Kind.MONTH)

    def grid(self, feed: Feed) -> Grid:
        """The time axis of a feed."""
        last = self.own_week(feed.source.calendar) if feed.source.grain == "week" else self.own_month
        return Grid(last, LONGEST[feed.source.grain] + self.extra)

    def levels_of(self, feed: Feed, day: date) -> Iterator[Level]:
        """The levels at which a feed has units. Districts are those before they were abolished."""
        own = self.within if feed.filled else None
        for name in self.levels:
            if name == "facility":
                if feed.facilities:
                    yield Level(name, day, feed.facilities)
                continue
            at = day if name != "district" else min(day, self._last_districts)
            units: Sequence[str] = sorted(self.geography.units(name, at, own)) if own is not None else ()
            way = walk(self.geography, feed.places, name, at, units, only=own is not None)
            if way.units:
                yield Level(name, at, way)

    @cached_property
    def _last_districts(self) -> date:
        ends = [unit.valid_to for unit in self.geography.atlas.at_level("district")]
        return max((end for end in ends if end is not None), default=date.max)

    def block(self, feed: Feed, disease: str, level: Level, grid: Grid) -> Block:
        """The series of a disease at a level."""
        least = 1.0 if level.name == _BELOW else self.settings.least_complete
        return block(feed, disease, grid, level.name, level.way, least, self.settings.claims_week)

    def months(self, feed: Feed, disease: str, level: Level, made: Block) -> Months:
        """The months up to the week: by days where days are known, else out of weeks."""
        if feed.source.kind == "counts":
            return months_of(made) if feed.source.grain == "week" else Months(made.grid, made.counts)
        last = (
            holding(made.grid.last.start + timedelta(days=3), Kind.MONTH)
            if made.grid.grain == "week"
            else made.grid.last
        )
        grid = Grid(last, LONGEST["month"])
        share = self.settings.claims_week
        monthly = block(feed, disease, grid, level.name, level.way, 1.0, share, to_date=made.grid.grain == "week")
        return Months(grid, monthly.counts)

    def province_of(self, level: Level) -> Positions:
        """A number for the province of each unit, −1 for those without."""
        if level.name == "facility":
            return np.full(len(level.units), -1, np.intp)
        above = [self.geography.above(unit, level.day).get("province", "") for unit in level.units]
        names = {name: number for number, name in enumerate(sorted(set(above) - {""}))}
        return np.array([names.get(name, -1) for name in above], np.intp)

    def name(self, level: Level, unit: str) -> str:
        """What a unit is called."""
        if level.name != "facility":
            return self.geography.name(unit, level.day)
        return self._facility_names.get(unit, f"cơ sở {unit}")

    @cached_property
    def _facility_names(self) -> dict[str, str]:
        atlas = self.geography.atlas
        known = (
            *places.facilities(self.week.end, atlas=atlas),
            *places.facilities(self.week.end, frame="sample", atlas=atlas),
        )
        return {one.code: one.name for one in known}
