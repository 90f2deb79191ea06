"""The library as a whole, charts of falls and of shares, and cases that are no chart of one series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from soyte.surveillance import detectors
from soyte.surveillance.detectors import ChartSettings, glr, rogerson
from soyte.surveillance.detectors.case import CaseError, detect


def test_every_detector_can_be_had_from_the_package_and_says_what_it_does() -> None:
    for name in detectors.__all__:
        assert getattr(detectors, name).__doc__, name


def test_the_bound_of_a_fall_is_the_greatest_count_that_would_alarm() -> None:
    counts = np.array([6.0] * 10 + [3, 2, 2])
    settings = ChartSettings(threshold=3, decrease=True, in_cases=True)
    found = glr(counts, settings, level=[6.0] * 13, moments=np.arange(13))
    assert found.upperbound[0, 9] == 1
    for moment in range(9, 12):
        bound = found.upperbound[0, moment]
        for count, wanted in ((bound, True), (bound + 1, False)):
            changed = counts[: moment + 1].copy()
            changed[moment] = count
            assert (
                glr(changed, settings, level=[6.0] * (moment + 1), moments=np.arange(moment + 1)).alarm[0, -1] == wanted
            )
    assert found.alarm[0].tolist() == [False] * 12 + [True]


def test_no_count_may_be_low_enough_for_a_fall() -> None:
    settings = ChartSettings(threshold=3, decrease=True, in_cases=True)
    assert glr([1.0, 1.0], settings, level=[1.0, 1.0], moments=[0, 1]).upperbound[0].tolist() == [-np.inf, -np.inf]


def test_shares_are_watched_whatever_number_was_examined() -> None:
    generator = np.random.default_rng(1)
    examined = generator.integers(80, 84, 60)
    positive = generator.binomial(examined, 0.05).astype(float)
    positive[50:] = np.round(examined[50:] * 0.2)
    positive[20] = np.nan
    found = rogerson(positive, 0.05, trials=examined, run_length=200)
    assert found.alarm[0, 50:53].any()
    assert found.alarm[0, :50].sum() <= 1
    assert not found.tested[0, 20]
    case = {"series": {"observed": [4, 5, 20]}, "method": "rogerson", "range": [1, 2, 3]}
    control = {"theta0t": 0.05, "distribution": "binomial", "n": 80, "ARL0": 100}
    assert detect({**case, "control": control})["result"]["alarm"] == [False, False, True]
    with pytest.raises(CaseError, match="nt"):
        detect({**case, "control": {"theta0t": 0.05, "distribution": "binomial"}})


SCAN: dict[str, Any] = {
    "method": "spaceTimeScan",
    "series": {
        "observed": [[1, 0, 1, 0, 6], [0, 1, 0, 1, 5], [3, 4, 4, 4, 0], [4, 3, 3, 4, 1]],
        "latitude": [10, 10.1, 12, 12.1], "longitude": [106, 106.1, 108, 108.1], "names": ["A", "B", "C", "D"],
    },
    "control": {"longest": 1, "replications": 99},
}  # fmt: skip


def test_a_scan_a_nowcast_and_a_reproduction_number_as_cases() -> None:
    (cluster,) = detect(SCAN)["result"]["clusters"]
    assert (cluster["names"], cluster["cases"], cluster["pvalue"]) == (["B", "A"], 11, 0.01) or cluster["names"] == [
        "A",
        "B",
    ]
    late = {"method": "nowcast", "series": {"triangle": [[5, 5], [4, 4], [6, 6], [5, None]]}}
    found = detect(late)["result"]
    assert found["expected"] == [10, 8, 12, 10]
    assert found["lower"][3] < 10 < found["upper"][3]
    steady = {"method": "reproduction", "series": {"observed": [100] * 60}, "control": {"mean_si": 4, "std_si": 2}}
    assert detect(steady)["result"]["mean"][-1] == pytest.approx(1, rel=0.01)


@pytest.mark.parametrize(
    "case",
    [
        {**SCAN, "series": {"observed": [[1, 2], [3]]}},
        {**SCAN, "series": {**SCAN["series"], "latitude": [1]}},
        {"method": "nowcast", "series": {}},
        {"method": "reproduction", "series": {"observed": [1, 2]}, "control": {}},
    ],
)
def test_what_is_missing_from_such_a_case_is_told(case: dict[str, Any]) -> None:
    with pytest.raises(CaseError, match=case["method"]):
        detect(case)
