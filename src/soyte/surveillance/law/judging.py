"""The thresholds that hold on a day, tested on all places of one disease at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from soyte.catalogue.detection import Detection
from soyte.catalogue.threshold_model import AtLeast, Threshold, TimesRecent, UnitsMet
from soyte.periods import Kind, Period, month
from soyte.surveillance.detectors.outcome import Array, Flags, Positions
from soyte.surveillance.law.endemic import NO, UNKNOWN, endemic, epidemic_years
from soyte.surveillance.law.formulas import MET, UNTESTED, Judged, Known, judged
from soyte.surveillance.series.feed import Block
from soyte.surveillance.series.grid import Grid, middle_months

_ENDEMIC_REASON = 5  # the number of `unknown_endemic` among the reasons of `formulas`
_NEEDS_WEEKS = 4
_WEEKS = 52


@dataclass(frozen=True)
class Verdicts:
    """What a threshold says of each place: `applies` where it is meant for the disease there; `period` is what was counted."""

    threshold: Threshold
    period: Period
    count: Array
    judged: Judged
    applies: Flags

    @property
    def met(self) -> Flags:
        """Where it is met."""
        return np.asarray(self.applies & (self.judged.verdict == MET))

    @property
    def open(self) -> Flags:
        """Where it cannot be told."""
        return np.asarray(self.applies & (self.judged.verdict == UNTESTED))


@dataclass(frozen=True)
class Months:
    """Counts (places, months); the last month up to now."""

    grid: Grid
    counts: Array


def months_of(block: Block) -> Months:
    """Months out of weeks, each with the month of its fourth day. A month with an unknown week, or cut off at the beginning, is unknown."""
    of = middle_months(block.grid)
    starts = np.flatnonzero(np.diff(of, prepend=of[0] - 1))
    counts = np.add.reduceat(block.counts, starts, axis=1)
    counts[:, 0] = np.nan
    last = month(int(of[-1]) // 12, int(of[-1]) % 12 + 1)
    return Months(Grid(last, counts.shape[1]), counts)


def endemic_in(block: Block, province: Positions, settings: Detection) -> Positions:
    """For each place of a weekly or monthly block whether the disease is endemic in its province (a number; −1 none)."""
    length = _WEEKS if block.grid.grain == "week" else 12
    found = np.full(len(block.places), UNKNOWN, np.intp)
    before = block.counts[:, :-1]
    for one in np.unique(province[province >= 0]):
        rows = before[province == one]
        years = []
        for year in range(settings.endemic.years):
            end = rows.shape[1] - year * length
            part = rows[:, max(0, end - length) : max(0, end)]
            enough = part.shape[1] == length and (~np.isnan(part)).mean() >= settings.least_known
            total = float(np.nansum(part))
            years.append(total if enough or total > 0 else np.nan)
        found[province == one] = endemic(np.array(years), settings.endemic)
    return found


def judge(
    thresholds: Sequence[Threshold],
    week: Block | None,
    months: Months | None,
    of_place: Positions,
    settings: Detection,
) -> list[Verdicts]:
    """Each threshold on the last week or month. `of_place`: whether the disease is endemic there (`law.endemic`)."""
    found = []
    for one in thresholds:
        if isinstance(one.formula, UnitsMet):
            continue  # asked of verdicts on the units below: `districts`
        weekly = one.formula.window == "week"
        if weekly and week is None:
            continue
        grid, counts = (
            (week.grid, week.counts) if weekly and week else (months.grid, months.counts) if months else (None, None)
        )
        if grid is None or counts is None:
            continue
        verdict = judged(one.formula, _known(one, grid, counts, settings))
        found.append(_applied(one, grid.last, counts[:, -1], verdict, of_place))
    return found


def _known(one: Threshold, grid: Grid, counts: Array, settings: Detection) -> Known:
    now = counts[:, -1]
    if isinstance(one.formula, (AtLeast, UnitsMet)):
        return Known(now)
    if isinstance(one.formula, TimesRecent):
        return Known(now, recent=counts[:, -1 - one.formula.weeks : -1][:, ::-1])
    steps = grid.same_time_before(one.formula.years)
    past = np.column_stack([counts[:, step] if step >= 0 else np.full(len(now), np.nan) for step in steps])
    reported = ~np.isnan(counts)
    began = np.where(reported.any(axis=1), reported.argmax(axis=1), counts.shape[1])
    return Known(
        now, past, epidemic=epidemic_years(past, settings.epidemic_years), short=np.asarray(began > min(steps))
    )


def _applied(one: Threshold, period: Period, count: Array, verdict: Judged, of_place: Positions) -> Verdicts:
    applies = np.ones(len(count), np.bool_)
    if one.endemic is not None:
        unknown = of_place == UNKNOWN
        applies = np.asarray(unknown | ((of_place != NO) == one.endemic))
        verdict = replace(
            verdict,
            verdict=np.where(unknown, UNTESTED, verdict.verdict),
            reason=np.where(unknown & (verdict.reason < 0), _ENDEMIC_REASON, verdict.reason),
        )
    return Verdicts(one, period, count, verdict, applies)


def districts(one: Threshold, of: Verdicts, district: Positions, size: int) -> Verdicts:
    """A threshold on how many units below meet another one; `district` is that of each unit (−1 none). A district whose units cannot all
    be told is open unless enough are met."""
    assert isinstance(one.formula, UnitsMet)  # noqa: S101 (whoever calls has looked)
    inside = district >= 0
    met = np.bincount(district[inside], of.met[inside], minlength=size).astype(np.float64)
    open_ = np.bincount(district[inside], of.open[inside], minlength=size).astype(np.float64)
    verdict = judged(one.formula, Known(met))
    unsure = (met < one.formula.units) & (met + open_ >= one.formula.units)
    verdict = replace(
        verdict, verdict=np.where(unsure, UNTESTED, verdict.verdict), reason=np.where(unsure, 0, verdict.reason)
    )
    return Verdicts(one, of.period, met, verdict, np.ones(size, np.bool_))


def until(period: Period, week: Period) -> date:
    """The last day that was counted of a period: a month has only come as far as the week."""
    return min(period.end, week.end) if period.kind is Kind.MONTH else period.end
