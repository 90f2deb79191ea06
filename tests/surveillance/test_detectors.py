"""What holds for every detector: many series at once are as one by one, and what cannot be tested says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from soyte.surveillance.detectors.cdc import cdc
from soyte.surveillance.detectors.cusum import cusum
from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.farrington import farrington
from soyte.surveillance.detectors.farrington_flexible import Settings, farrington_flexible
from soyte.surveillance.detectors.glr import glr
from soyte.surveillance.detectors.glr_chart import Settings as Chart
from soyte.surveillance.detectors.outbreakp import outbreak_p
from soyte.surveillance.detectors.outcome import Outcome
from soyte.surveillance.detectors.rki import bayes, rki
from soyte.surveillance.detectors.rogerson import rogerson

Detector = Callable[..., Outcome]
WEEKS, NOW = 320, np.arange(310, 320)
DETECTORS: dict[str, Detector] = {
    "C1": lambda counts, **more: ears(counts, "C1", **more),
    "C2": lambda counts, **more: ears(counts, "C2", **more),
    "C3": lambda counts, **more: ears(counts, "C3", **more),
    "rki": lambda counts, **more: rki(counts, years=2, **more),
    "bayes": lambda counts, **more: bayes(counts, years=2, **more),
    "cdc": cdc,
    "cusum": cusum,
    "outbreakP": outbreak_p,
    "farrington": farrington,
    "rogerson": lambda counts, **more: rogerson(counts, 6.0, run_length=50, **more),
    "glr": lambda counts, **more: glr(counts, level=[6.0] * len(NOW), **more),
    "glr, negative binomial, in cases": lambda counts, **more: glr(
        counts, Chart(in_cases=True), level=[6.0] * len(NOW), alpha=0.1, **more
    ),
    "glr, epidemic": lambda counts, **more: glr(counts, Chart(change="epi"), level=[6.0] * len(NOW), **more),
    "flexible": lambda counts, **more: farrington_flexible(counts, Settings(least=(0, 4)), **more),
}
every = pytest.mark.parametrize("name", DETECTORS)


def counts(series: int = 4) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.random.default_rng(7).poisson(6, (series, WEEKS)).astype(float)


@every
def test_many_series_come_out_as_one_by_one(name: str) -> None:
    data = counts()
    together = DETECTORS[name](data, moments=NOW)
    for number, series in enumerate(data):
        alone = DETECTORS[name](series, moments=NOW)
        np.testing.assert_allclose(together.upperbound[number], alone.upperbound[0], rtol=1e-12)
        assert np.array_equal(together.alarm[number], alone.alarm[0])


@every
def test_a_missing_count_is_neither_an_alarm_nor_none(name: str) -> None:
    data = counts()
    data[1, 312] = np.nan
    found = DETECTORS[name](data, moments=NOW)
    assert not found.tested[1, 2]
    assert np.isnan(found.upperbound[1, 2])
    assert not found.alarm[1, 2]
    assert found.tested[0].all()


@pytest.mark.parametrize(
    "name",
    [name for name in DETECTORS if name not in ("cusum", "outbreakP", "rogerson") and not name.startswith("glr")],
)
def test_a_series_without_history_is_not_tested(name: str) -> None:
    found = DETECTORS[name](counts()[:, :6], moments=[5])
    assert not found.tested.any()
    assert not found.alarm.any()


@pytest.mark.parametrize("name", [name for name in DETECTORS if name != "outbreakP"])
def test_ten_times_the_usual_raises_an_alarm(name: str) -> None:
    data = counts()
    data[:, 317] *= 10
    data[:, 317] += 30
    assert DETECTORS[name](data, moments=NOW).alarm[:, 7].all()


def test_too_few_cases_lately_are_not_tested() -> None:
    data = np.random.default_rng(7).poisson(0.05, (3, WEEKS)).astype(float)
    data[:, 310:] = 0
    assert not farrington_flexible(data, moments=NOW[-1:]).tested.any()


def test_c3_of_the_paper_looks_at_the_count_of_today() -> None:
    data = np.array([[2.0, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 40]])
    assert ears(data, "C3").alarm[0, -1]
    assert not ears(data, "C3", compat="surveillance").alarm[0, -1]
