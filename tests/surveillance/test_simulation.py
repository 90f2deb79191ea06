"""Invented series are what they say, and the detectors do on them about what the papers found."""

from __future__ import annotations

import numpy as np
import pytest

from soyte.surveillance.proof import CONTENDERS, SCENARIOS, Contender, compare, rates, simulate
from soyte.surveillance.proof.scenarios import CURRENT, PAST, WEEKS


def test_there_are_42_scenarios_in_the_order_of_the_paper() -> None:
    assert [one.number for one in SCENARIOS] == list(range(1, 43))
    assert (SCENARIOS[9].level, SCENARIOS[9].slope, SCENARIOS[9].harmonics) == (-2.0, 0.005, 0)
    assert (SCENARIOS[16].level, SCENARIOS[16].slope, SCENARIOS[16].harmonics) == (1.5, 0.003, 1)
    assert SCENARIOS[0].mean() == pytest.approx(np.exp(0.1))


@pytest.mark.parametrize("number", [14, 24])
def test_counts_have_the_mean_and_the_dispersion_of_their_scenario(number: int) -> None:
    scenario = SCENARIOS[number - 1]
    made = simulate(scenario, 400, np.random.default_rng(1))
    pearson = (made.counts - made.mean) ** 2 / made.mean
    assert made.counts.mean() == pytest.approx(made.mean.mean(), rel=0.02)
    assert pearson.mean() == pytest.approx(scenario.dispersion, rel=0.05)
    assert not made.outbreak.any()


def test_outbreaks_lie_where_they_should_and_past_ones_are_not_told() -> None:
    scenario = SCENARIOS[36]
    made = simulate(scenario, 50, np.random.default_rng(2), current=10)
    week = np.flatnonzero(made.outbreak.any(axis=0))
    assert week.min() >= WEEKS - CURRENT
    assert made.outbreak.any(axis=1).all()
    with_past = simulate(scenario, 50, np.random.default_rng(2), past=10)
    early, late = with_past.counts[:, : PAST[0]], with_past.counts[:, PAST[0] : PAST[1]]
    assert late.mean() > early.mean() + 1
    assert not with_past.outbreak.any()


def test_a_detector_that_always_cries_is_always_right_and_always_wrong() -> None:
    from_all = Contender("mọi tuần", next(one.run for one in CONTENDERS if one.name == "OutbreakP"))

    def always(counts: np.ndarray, moments: np.ndarray, frequency: int) -> object:
        found = from_all.run(counts[:, -5:], np.arange(len(moments)) % 5, frequency)
        yes = np.ones((len(counts), len(moments)), dtype=bool)
        return type(found)(found.upperbound, yes, yes)

    tallies = list(compare(SCENARIOS[:2], [Contender("mọi tuần", always)], replicates=3, sizes=((0, 5),)))  # type: ignore[arg-type]
    found = rates(tallies)
    assert (found.false_positive, found.detection, found.first_week, found.sensitivity) == (1, 1, 1, 1)


@pytest.mark.slow
def test_false_alarms_come_as_often_as_alpha_says_and_large_outbreaks_are_seen() -> None:
    """Eight scenarios with trend and season and without; the papers' detectors with α 0.01 had false positive rates near it."""
    some = [one for one in SCENARIOS if one.number in (1, 5, 13, 17, 25, 29, 31, 37)]
    names = ("Farrington cải tiến, α 0,01, không đòi số ca", "OutbreakP")
    contenders = [one for one in CONTENDERS if one.name in names]
    tallies = list(compare(some, contenders, replicates=8, sizes=((0, 10),)))
    flexible, everything = (rates([one for one in tallies if one.detector == name]) for name in names)
    assert flexible.false_positive is not None
    assert 0.004 < flexible.false_positive < 0.025
    assert flexible.detection is not None
    assert flexible.detection > 0.7
    assert everything.false_positive is not None
    assert everything.false_positive > 0.5  # it knows neither season nor trend
