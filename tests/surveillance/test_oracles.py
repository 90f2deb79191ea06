"""Detectors give the numbers of the R package `surveillance` on invented series (`oracles/make.R` makes the file)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soyte.surveillance.detectors.case import detect
from soyte.surveillance.detectors.run_length import average_run_length, decision_limit

ORACLES = json.loads((Path(__file__).parent / "oracles" / "oracles.json").read_text("utf-8"))
CASES = ORACLES["cases"]
COMPARED = ("upperbound", "expected", "prob", "median", "phi", "mu0", "pvalue")


def numbers(values: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([np.nan if one is None else one for one in values], dtype=float)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{number}-{CASES[number]['method']}")
def test_an_invented_case_comes_out_as_in_r(number: int) -> None:
    case = {**CASES[number], "series": ORACLES["series"][CASES[number]["series"]]}
    found, wanted = detect({**case, "result": None})["result"], case["result"]
    tested = np.array(found["tested"])
    assert np.array_equal(np.array(found["alarm"]), np.array(wanted["alarm"]) & tested)
    for name in (name for name in COMPARED if name in wanted):
        np.testing.assert_allclose(
            numbers(found[name]), numbers(wanted[name]), rtol=case.get("tolerance", 1e-9), atol=1e-12, err_msg=name
        )


def test_run_lengths_and_limits_of_a_cusum_are_those_of_r() -> None:
    for h, k, level, *wanted in ORACLES["run_lengths"]:
        assert average_run_length(h, k, level) == pytest.approx(wanted, rel=1e-9)
    for h, k, share, trials, *wanted in ORACLES["run_lengths_of_shares"]:
        assert average_run_length(h, k, share, trials=trials) == pytest.approx(wanted, rel=1e-9)
    for level, h, k, length in ORACLES["limits"]:
        found = decision_limit(level, 200)
        assert (found.h, found.k) == (h, k)
        assert found.run_length == pytest.approx(length, rel=1e-9)
