"""Detectors give the numbers of the R package `surveillance` on every reference case, in the mode of that name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from conftest import SEEDS
from soyte.surveillance.detectors.case import METHODS, detect

FOLDER = SEEDS.parent / "reference" / "surveillance"
CASES = sorted(path for path in FOLDER.glob("*-s*.json") if path.name.split("-")[0] in METHODS)
TOLERANCE = {"farringtonFlexible": 1e-9, "farrington": 1e-9, "cusum": 1e-9, "outbreakP": 1e-9}
FITTED = {"glrnb-s04-salmNewport_DE": 1e-6}  # an iterative negative binomial fit is inside
OF_SMALL_SUMS = 1e-7  # what is left of a sum after subtracting nearly all of it has fewer digits

OTHER_STATE = {("hmm-s01-meningo_total", 7)}  # there R's optimiser took the low state for that of outbreaks


def numbers(values: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([np.nan if one is None else one for one in values], dtype=float)


@pytest.mark.needs_shared
@pytest.mark.parametrize("path", CASES or [None], ids=lambda path: path.stem if path else "no reference folder")
def test_a_reference_case_comes_out_the_same(path: Path | None, seeds: Path) -> None:
    assert path is not None, "the reference cases are not beside the real reports"
    case = json.loads(path.read_text("utf-8"))
    found, wanted = detect({**case, "result": None})["result"], case["result"]
    untested = ~np.array(found["tested"])
    alarms = np.array([bool(one) for one in wanted["alarm"]])
    for number in (number for stem, number in OTHER_STATE if stem == path.stem):
        alarms[number] = not alarms[number]
    assert np.array_equal(np.array(found["alarm"])[~untested], alarms[~untested])
    assert not np.array(found["alarm"])[untested].any()
    tolerance = FITTED.get(path.stem, TOLERANCE.get(path.name.split("-")[0], 1e-12))
    if "upperbound" in wanted:
        assert_near(found["upperbound"], wanted["upperbound"], tolerance)
    for name in sorted({"expected", "phi", "aggregate", "prob", "median", "mu0"} & wanted.keys() & found.keys()):
        assert_near(found[name], wanted[name], tolerance)
    if "pvalue" in wanted:
        np.testing.assert_allclose(numbers(found["pvalue"]), numbers(wanted["pvalue"]), atol=1e-9, rtol=0)
    if "cusum" in wanted:
        np.testing.assert_allclose(numbers(found["cusum"]), numbers(wanted["cusum"]), atol=OF_SMALL_SUMS, rtol=1e-8)


def assert_near(found: Any, wanted: Any, tolerance: float) -> None:
    np.testing.assert_allclose(numbers(found), numbers(wanted), rtol=tolerance, atol=1e-12, equal_nan=True)
