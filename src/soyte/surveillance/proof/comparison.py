"""Detectors on invented series: how often they are wrong, and how many of the outbreaks they see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from soyte.surveillance.detectors.outcome import Flags
from soyte.surveillance.proof.contenders import Contender
from soyte.surveillance.proof.scenarios import CURRENT, WEEKS, YEAR, Scenario
from soyte.surveillance.proof.simulate import simulate

SIZES = ((0.0, 5.0), (5.0, 2.0), (5.0, 5.0), (5.0, 10.0))
"""Past and current outbreaks, in standard deviations of a week's count."""


@dataclass(frozen=True)
class Tally:
    """Counts over series of one scenario, one pair of sizes and one detector. Weeks are those of the judged time: `quiet` without a case of the
    current outbreak, with `wrong` alarms; `hit` alarms in `ill` weeks of it; `found` outbreaks of `outbreaks`, `at_once` in their first week."""

    scenario: int
    past: float
    current: float
    detector: str
    quiet: int
    wrong: int
    ill: int
    hit: int
    outbreaks: int
    found: int
    at_once: int
    tested: float


@dataclass(frozen=True)
class Rates:
    """False positive rate, probability of detection, the same in the first week, sensitivity by week, positive predictive value; None
    where nothing was there to count."""

    false_positive: float | None
    detection: float | None
    first_week: float | None
    sensitivity: float | None
    predictive: float | None


def compare(
    scenarios: Iterable[Scenario],
    contenders: Sequence[Contender],
    *,
    replicates: int = 50,
    sizes: Sequence[tuple[float, float]] = SIZES,
    seed: int = 2012,
) -> Iterator[Tally]:
    """A tally for each scenario, pair of sizes and detector. The series depend on the seed, the scenario and the sizes alone."""
    moments = np.arange(WEEKS - CURRENT, WEEKS)
    for scenario in scenarios:
        for past, current in sizes:
            generator = np.random.default_rng([seed, scenario.number, int(past * 10), int(current * 10)])
            made = simulate(scenario, replicates, generator, past=past, current=current)
            ill = made.outbreak[:, moments]
            for one in contenders:
                found = one.run(made.counts, moments, YEAR)
                key = (scenario.number, past, current, one.name)
                yield _tally(*key, found.alarm, found.tested, ill)


def _tally(scenario: int, past: float, current: float, name: str, alarm: Flags, tested: Flags, ill: Flags) -> Tally:
    there = ill.any(axis=1)
    first = ill.argmax(axis=1)
    caught = (alarm & ill).any(axis=1)
    at_once = there & alarm[np.arange(len(alarm)), first]
    quiet = ~ill
    return Tally(
        scenario, past, current, name,
        quiet=int(quiet.sum()), wrong=int((alarm & quiet).sum()), ill=int(ill.sum()), hit=int((alarm & ill).sum()),
        outbreaks=int(there.sum()), found=int(caught.sum()), at_once=int(at_once.sum()), tested=float(tested.mean()),
    )  # fmt: skip


def rates(several: Iterable[Tally]) -> Rates:
    """Averages over scenarios and sizes, each weighing the same, as the papers have them; predictive value of all alarms together."""
    every = list(several)
    alarms = sum(one.hit + one.wrong for one in every)
    return Rates(
        _mean([one.wrong / one.quiet for one in every if one.quiet]),
        _mean([one.found / one.outbreaks for one in every if one.outbreaks]),
        _mean([one.at_once / one.outbreaks for one in every if one.outbreaks]),
        _mean([one.hit / one.ill for one in every if one.ill]),
        sum(one.hit for one in every) / alarms if alarms else None,
    )


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None
