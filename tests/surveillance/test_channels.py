"""Hidden states, endemic channels, the moving epidemic method and the reproduction number, against figures worked out by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from soyte.surveillance.detectors.case import detect
from soyte.surveillance.detectors.endemic_channel import endemic_channel
from soyte.surveillance.detectors.hmm import hmm
from soyte.surveillance.detectors.moving_epidemic import epidemic_weeks, moving_epidemic, thresholds
from soyte.surveillance.detectors.reproduction import reproduction, serial_interval

PAST = [2.0, 4, 6, 8, 10]


def by_week(values: list[float], now: float) -> np.ndarray:
    """A year of two counts, the first of them those that matter."""
    return np.array([[one for value in [*values, now] for one in (value, 99.0)][:-1]])


@pytest.mark.parametrize(
    ("method", "lower", "middle", "upper"),
    [
        ("quartiles", 4, 6, 8),
        ("mean_sd", 0, 6, 6 + 2 * 10**0.5),
        ("geometric", 2.3633, 5.3588, 11.0217),  # e^(1.8498 ± 2.7764 · 0.5129 / √5) − 1
    ],
)
def test_a_channel_of_five_years(method: str, lower: float, middle: float, upper: float) -> None:
    found = endemic_channel(by_week(PAST, 13), method, frequency=2, moments=[10])  # type: ignore[arg-type]
    assert found.more["lower"][0, 0] == pytest.approx(lower, abs=1e-3)
    assert found.more["expected"][0, 0] == pytest.approx(middle, abs=1e-3)
    assert found.upperbound[0, 0] == pytest.approx(upper, abs=1e-3)
    assert found.alarm[0, 0]


def test_epidemic_years_are_left_out_and_two_years_are_not_enough() -> None:
    data = by_week([2, 4, 600, 8, 10], 13)
    found = endemic_channel(data, "mean_sd", frequency=2, excluded=data > 500, moments=[10])
    assert found.more["expected"][0, 0] == 6
    assert not endemic_channel(data, excluded=(data > 500) | (data < 5), frequency=2, moments=[10]).tested[0, 0]


def test_a_channel_finds_the_week_by_its_date() -> None:
    days = [date(2019, 1, 7) + timedelta(weeks=number) for number in range(314)]
    data = np.array([[float(day.isocalendar().week) for day in days]])
    found = endemic_channel(data, "quartiles", dates=days, moments=[313])
    assert abs(found.more["expected"][0, 0] - data[0, 313]) <= 1


@pytest.mark.parametrize("method", ["endemicChannel", "movingEpidemic"])
def test_channels_can_be_asked_for_as_a_case(method: str) -> None:
    season = [2, 3, 3, 2, 10, 40, 60, 40, 10, 3, 2, 2]
    series = {"observed": [*season * 6, 2, 500], "freq": 12}
    found = detect({"series": series, "method": method, "control": {}, "range": [73, 74]})["result"]
    assert found["alarm"][1]
    assert all(found["tested"])


def test_the_epidemic_are_the_weeks_that_hold_most_cases() -> None:
    begin, length = epidemic_weeks(np.array([[[1.0, 1, 10, 40, 40, 10, 1, 1]]]))
    assert (begin[0, 0], length[0, 0]) == (2, 4)


def test_thresholds_come_from_the_weeks_outside_the_epidemic() -> None:
    season = [1.0, 3, 10, 40, 40, 10, 2, 2]
    found = thresholds(np.array([[season, season]]), highest=4)
    assert found.before[0] == pytest.approx(2 + 1.6449 * (4 / 3) ** 0.5, rel=1e-4)
    assert found.after[0] == 2
    assert found.medium[0] == found.high[0] == pytest.approx(40)
    weeks = np.array([season * 5 + [9.0, np.nan]])
    now = moving_epidemic(weeks, frequency=8, moments=[40, 41])
    assert now.alarm.tolist() == [[True, False]]
    assert now.tested.tolist() == [[True, False]]


def test_a_steady_epidemic_reproduces_itself_once() -> None:
    weights = serial_interval(4, 2, 40)
    assert weights.sum() == pytest.approx(1)
    assert (np.arange(40) * weights).sum() == pytest.approx(4)
    found = reproduction(np.full((2, 120), 1000.0), weights)
    assert found.mean[:, -1] == pytest.approx([1, 1], rel=1e-3)
    assert (found.quantiles[0, :, -1] < 1).all()
    assert (found.quantiles[2, :, -1] > 1).all()
    assert np.isnan(found.mean[0, 0]) == (found.end[0] + 1 <= 4)


def test_a_hidden_state_of_many_cases_is_an_outbreak() -> None:
    data = np.random.default_rng(3).poisson(4, (2, 60)).astype(float)
    data[:, 20:24] = data[0, 57:] = 15
    data[1, 59] = np.nan
    together = hmm(data, trend=False, harmonics=0, moments=[56, 58, 59])
    assert together.alarm.tolist() == [[False, True, True], [False, False, False]]
    assert together.tested.tolist() == [[True, True, True], [True, True, False]]
    alone = hmm(data[0], trend=False, harmonics=0, moments=[56, 58, 59])
    np.testing.assert_allclose(together.more["level"][0], alone.more["level"][0], rtol=1e-12)


@pytest.mark.needs_shared
def test_reproduction_numbers_are_those_of_epiestim(seeds: Path) -> None:
    folder = seeds.parent / "reference" / "surveillance"
    for case in json.loads((folder / "epiestim-discr_si.json").read_text("utf-8"))["cases"]:
        assert serial_interval(case["mu"], case["sigma"], len(case["k"])) == pytest.approx(case["w"], abs=1e-12)
    for case in json.loads((folder / "epiestim.json").read_text("utf-8"))["cases"]:
        of, days = case["config"], len(case["incidence"])
        weights = of.get("si_distr") or serial_interval(of["mean_si"], of["std_si"], days + 1)
        first, last = np.array(of["t_start"]) - 1, np.array(of["t_end"]) - 1
        found = reproduction(
            case["incidence"], weights, starts=first, ends=last, prior_mean=of["mean_prior"], prior_sd=of["std_prior"]
        )
        rows = {"Mean(R)": found.mean[0], "Std(R)": found.sd[0], "Median(R)": found.quantiles[1, 0]}
        rows |= {"Quantile.0.025(R)": found.quantiles[0, 0], "Quantile.0.975(R)": found.quantiles[2, 0]}
        for name, row in rows.items():
            np.testing.assert_allclose(row, np.array(case["R"][name], dtype=float), rtol=1e-10, err_msg=name)
