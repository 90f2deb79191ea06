"""Alarms held against outbreaks: how many were found, how soon, and how often an alarm was none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.outcome import Flags, Outcome
from soyte.surveillance.proof.outbreaks import Outbreaks

NEVER = -1
_NEAR = 1  # periods before an outbreak and after it in which an alarm is neither right nor wrong


@dataclass(frozen=True)
class Alarms:
    """(series, time) each: an alarm, and whether the detector could test that moment."""

    alarm: Flags
    tested: Flags

    @classmethod
    def of(cls, outcome: Outcome, moments: npt.NDArray[np.intp], length: int) -> Alarms:
        """What a detector said of `moments`, on the whole time axis."""
        alarm = np.zeros((len(outcome.alarm), length), dtype=np.bool_)
        tested = np.zeros_like(alarm)
        alarm[:, moments], tested[:, moments] = outcome.alarm, outcome.tested
        return cls(alarm, tested)


@dataclass(frozen=True)
class Score:
    """Of some series together: outbreaks that began in the tested time, those with an alarm in them, those of which no period could be tested;
    periods from the beginning of each found one to its first alarm; false alarms in so many series-years without an outbreak, tested or not (what
    cannot be tested costs nobody time, and finds nothing); the share of periods that could be tested."""

    outbreaks: int
    found: int
    untested: int
    delays: tuple[int, ...]
    false_alarms: int
    quiet_years: float
    tested: float

    @property
    def detection(self) -> float | None:
        """Probability of detection; what could not be tested was not found."""
        return self.found / self.outbreaks if self.outbreaks else None

    @property
    def at_once(self) -> float | None:
        """Share of outbreaks found in their first period or the next."""
        return sum(one <= 1 for one in self.delays) / self.outbreaks if self.outbreaks else None

    @property
    def false_per_year(self) -> float | None:
        """False alarms a year of one series."""
        return self.false_alarms / self.quiet_years if self.quiet_years else None

    @property
    def delay(self) -> float | None:
        """Mean periods to the first alarm, of those found."""
        return float(np.mean(self.delays)) if self.delays else None


def score(alarms: Alarms, truth: Outbreaks, frequency: int, since: int, rows: Flags | None = None) -> Score:
    """Alarms from position `since` on, of the series in `rows` (None: all)."""
    chosen = np.ones(len(alarms.alarm), dtype=np.bool_) if rows is None else rows
    counted = chosen[truth.row] & (truth.first >= since)
    row, first, last = truth.row[counted], truth.first[counted], truth.last[counted]
    following = _next_alarm(alarms.alarm)[row, first]
    caught = (following != NEVER) & (following <= last)
    upto = np.concatenate([np.zeros((len(alarms.tested), 1)), np.cumsum(alarms.tested, axis=1)], axis=1)
    untested = upto[row, last + 1] == upto[row, first]
    quiet = truth.known & ~_widened(truth.inside) & chosen[:, None]
    quiet[:, :since] = False
    whole = truth.known & chosen[:, None]
    whole[:, :since] = False
    return Score(
        len(row),
        int(caught.sum()),
        int(untested.sum()),
        tuple((following - first)[caught].tolist()),
        int((alarms.alarm & quiet).sum()),
        float(quiet.sum()) / frequency,
        float((alarms.tested & whole).sum() / max(1, whole.sum())),
    )


def _next_alarm(alarm: Flags) -> npt.NDArray[np.intp]:
    """Position of the first alarm at or after each one."""
    length = alarm.shape[1]
    here = np.where(alarm, np.arange(length), length)
    found = np.minimum.accumulate(here[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.where(found == length, NEVER, found), dtype=np.intp)


def _widened(inside: Flags) -> Flags:
    found = inside.copy()
    for step in range(1, _NEAR + 1):
        found[:, :-step] |= inside[:, step:]
        found[:, step:] |= inside[:, :-step]
    return found
