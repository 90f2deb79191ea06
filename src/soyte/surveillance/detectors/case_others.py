"""Cases of what is no chart of one series: clusters in space and time, correction for late reports, reproduction number.

`spaceTimeScan`: `series.observed` has a row of whole counts for each place, beside `latitude`, `longitude` and `names` of the places;
`control` has `neighbours` (15), `radiusKm`, `longest` (4), `leastCases` (3), `replications` (999), `level` (0.05) and `seed` (1).

`nowcast`: `series.triangle` has for each period a row of cases by delay, null where it is not yet time; `control` has `window`, `coverage`
(0.95), `samples` (0) and `seed` (1).

`reproduction`: `series.observed` are new cases a day; `control` has `mean_si` and `std_si`, or `si_distr` from day 0 on, `window` (7) or `t_start`
and `t_end` (from 1), `mean_prior` and `std_prior` (5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from soyte.surveillance.detectors.nowcast import nowcast
from soyte.surveillance.detectors.outcome import Array
from soyte.surveillance.detectors.reproduction import reproduction, serial_interval
from soyte.surveillance.detectors.scan import nearest, scan

Json = Mapping[str, Any]


def _table(values: Any) -> Array:
    """Rows of numbers; None is NaN. ValueError for rows of different lengths and for what is no count."""
    found = np.array([[np.nan if one is None else float(one) for one in row] for row in values])
    if found.ndim != 2 or np.isinf(found).any() or (found < 0).any():
        raise ValueError("rows must be as long as each other and hold counts from 0 up")
    return found


def _listed(values: Array) -> list[float | None]:
    return [float(one) if np.isfinite(one) else None for one in values]


def _scan(series: Json, control: Json) -> dict[str, Any]:
    counts = _table(series["observed"])
    around = nearest(
        series["latitude"],
        series["longitude"],
        most=int(control.get("neighbours", 15)),
        radius=float(control.get("radiusKm") or np.inf),
    )
    if len(around) != len(counts):
        raise ValueError("latitude and longitude must be given for every place")
    found = scan(
        counts,
        around,
        np.random.default_rng(int(control.get("seed", 1))),
        longest=int(control.get("longest", 4)),
        replications=int(control.get("replications", 999)),
        least_cases=int(control.get("leastCases", 3)),
        level=float(control.get("level", 0.05)),
    )
    names = series.get("names") or [str(number + 1) for number in range(len(counts))]
    clusters = [
        {
            "places": [number + 1 for number in one.places], "names": [names[number] for number in one.places], "length": one.length,
            "cases": one.cases, "expected": one.expected, "logRatio": one.log_ratio, "pvalue": one.p_value, "recurrence": one.recurrence,
        }
        for one in found
    ]  # fmt: skip
    return {"clusters": clusters}


def _nowcast(series: Json, control: Json) -> dict[str, Any]:
    samples, window = int(control.get("samples", 0)), control.get("window")
    found = nowcast(
        _table(series["triangle"])[None],
        window=None if window is None else int(window),
        coverage=float(control.get("coverage", 0.95)),
        samples=samples,
        generator=np.random.default_rng(int(control.get("seed", 1))) if samples else None,
    )
    return {name: _listed(getattr(found, name)[0]) for name in ("reported", "expected", "lower", "upper", "share")}


def _reproduction(series: Json, control: Json) -> dict[str, Any]:
    counts = _table([series["observed"]])
    weights = control.get("si_distr")
    if weights is None:
        weights = serial_interval(float(control["mean_si"]), float(control["std_si"]), counts.shape[1] + 1)
    starts, ends = control.get("t_start"), control.get("t_end")
    found = reproduction(
        counts,
        weights,
        window=int(control.get("window", 7)),
        starts=None if starts is None else np.asarray(starts) - 1,
        ends=None if ends is None else np.asarray(ends) - 1,
        prior_mean=float(control.get("mean_prior", 5)),
        prior_sd=float(control.get("std_prior", 5)),
    )
    low, middle, high = (_listed(one[0]) for one in found.quantiles)
    told = {"end": [int(one) + 1 for one in found.end], "mean": _listed(found.mean[0]), "sd": _listed(found.sd[0])}
    return told | {"lower": low, "median": middle, "upper": high}


OTHERS: dict[str, Callable[[Json, Json], dict[str, Any]]] = {
    "spaceTimeScan": _scan,
    "nowcast": _nowcast,
    "reproduction": _reproduction,
}
