"""The methods of a case, by their name in the R package `surveillance`, with the names and defaults of its settings.

`endemicChannel` and `movingEpidemic` are not in that package: their settings are `b` (years), `method`, `deviations`, `excluded` (a flag for each
count) and `seasonStart` (a position), `delta`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np

from soyte.surveillance.detectors.cdc import cdc
from soyte.surveillance.detectors.cusum import cusum
from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.endemic_channel import endemic_channel
from soyte.surveillance.detectors.farrington import Settings as Classic
from soyte.surveillance.detectors.farrington import farrington
from soyte.surveillance.detectors.farrington_flexible import Settings, farrington_flexible
from soyte.surveillance.detectors.glr import glr
from soyte.surveillance.detectors.glr_chart import Settings as Chart
from soyte.surveillance.detectors.glr_level import Level
from soyte.surveillance.detectors.hmm import hmm
from soyte.surveillance.detectors.moving_epidemic import moving_epidemic
from soyte.surveillance.detectors.outbreakp import outbreak_p
from soyte.surveillance.detectors.outcome import Array, Compat, Outcome
from soyte.surveillance.detectors.rki import bayes, rki
from soyte.surveillance.detectors.rogerson import rogerson
from soyte.surveillance.detectors.run_length import Limit

Json = Mapping[str, Any]


class CaseError(ValueError):
    """A case that cannot be read; the message is Vietnamese and names the field."""


def _dates(series: Json) -> list[date] | None:
    if not series.get("epoch_as_date"):
        return None
    try:
        return [date.fromisoformat(one) for one in series["dates"]]
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError("series.dates: thiếu hoặc có ngày không đúng dạng 2024-12-31.") from error


def _ears(observed: Array, moments: Any, _: Json, control: Json, compat: Compat) -> Outcome:
    return ears(
        observed,
        control.get("method", "C1"),
        baseline=int(control.get("baseline", 7)),
        min_sigma=float(control.get("minSigma", 0)),
        alpha=control.get("alpha"),
        moments=moments,
        compat=compat,
    )


def _rki(observed: Array, moments: Any, series: Json, control: Json, _: Compat) -> Outcome:
    return rki(observed, **_compared(series, control), moments=moments)


def _bayes(observed: Array, moments: Any, series: Json, control: Json, _: Compat) -> Outcome:
    return bayes(observed, **_compared(series, control), alpha=float(control.get("alpha", 0.05)), moments=moments)


def _compared(series: Json, control: Json) -> dict[str, Any]:
    return {
        "years": int(control.get("b", 0)),
        "half_width": int(control.get("w", 6)),
        "this_year": bool(control.get("actY", True)),
        "frequency": int(series.get("freq", 52)),
    }


def _cdc(observed: Array, moments: Any, series: Json, control: Json, _: Compat) -> Outcome:
    return cdc(
        observed,
        years=int(control.get("b", 5)),
        neighbours=int(control.get("m", 1)),
        alpha=float(control.get("alpha", 0.025)),
        frequency=int(series.get("freq", 52)),
        moments=moments,
    )


def _cusum(observed: Array, moments: Any, series: Json, control: Json, compat: Compat) -> Outcome:
    return cusum(
        observed,
        k=float(control.get("k", 1.04)),
        h=float(control.get("h", 2.26)),
        level=control.get("m"),
        transformation=control.get("trans", "standard"),
        dispersion=float(control.get("alpha") or 0.1),
        frequency=int(series.get("freq", 52)),
        start=int(series.get("start", [0, 1])[1]),
        moments=moments,
        compat=compat,
    )


def _outbreak_p(observed: Array, moments: Any, _: Json, control: Json, compat: Compat) -> Outcome:
    return outbreak_p(
        observed,
        k=float(control.get("k", 100)),
        in_cases=control.get("ret", "value") == "cases",
        most=int(control.get("maxUpperboundCases", 100_000)),
        moments=moments,
        compat=compat,
    )


def _flexible(observed: Array, moments: Any, series: Json, control: Json, compat: Compat) -> Outcome:
    left_out = control.get("pastWeeksNotIncluded", 26)
    settings = Settings(
        years=int(control.get("b", 5)),
        half_width=int(control.get("w", 3)),
        parts=int(control.get("noPeriods", 1)),
        left_out=None if left_out is None else int(left_out),
        alpha=float(control.get("alpha", 0.05)),
        trend=bool(control.get("trend", True)),
        trend_p=float(control.get("pThresholdTrend", 0.05)),
        reweight=bool(control.get("reweight", True)),
        weights_threshold=float(control.get("weightsThreshold", 2.58)),
        least=tuple(control.get("limit54", (5, 4))),
        power=control.get("powertrans", "2/3"),
        threshold=control.get("thresholdMethod", "delta"),
    )
    population = series.get("population") if control.get("populationOffset") else None
    return farrington_flexible(
        observed,
        settings,
        population=population,
        frequency=int(series.get("freq", 52)),
        dates=_dates(series),
        moments=moments,
        compat=compat,
        every_fit=True,
    )


def _farrington(observed: Array, moments: Any, series: Json, control: Json, compat: Compat) -> Outcome:
    settings = Classic(
        years=int(control.get("b", 5)),
        half_width=int(control.get("w", 3)),
        alpha=float(control.get("alpha", 0.05)),
        trend=bool(control.get("trend", True)),
        reweight=bool(control.get("reweight", True)),
        least=tuple(control.get("limit54", (5, 4))),
        power=control.get("powertrans", "2/3"),
    )
    by_population = str(control.get("fitFun", "")).endswith("populationOffset")
    return farrington(
        observed,
        settings,
        population=series.get("population") if by_population else None,
        frequency=int(series.get("freq", 52)),
        dates=_dates(series),
        moments=moments,
        compat=compat,
    )


def _glr(observed: Array, moments: Any, series: Json, control: Json, compat: Compat, alpha: float | None) -> Outcome:
    given, back, theta = control.get("mu0"), int(control.get("M", -1)), control.get("theta")
    settings = Chart(
        threshold=float(control.get("c.ARL", 5)),
        change=control.get("change", "intercept"),
        theta=None if theta is None else float(theta),
        decrease=control.get("dir", "inc") == "dec",
        look_back=None if back < 0 else back,
        least=int(control.get("Mtilde", 1)),
        in_cases=control.get("ret", "value") == "cases",
        most=int(control.get("xMax", 10_000)),
    )
    level = given
    if not isinstance(given, list):
        plan = given or {}
        level = Level(int(plan.get("S", 1)), bool(plan.get("trend", False)), bool(plan.get("refit", False)))
    return glr(
        observed,
        settings,
        level=level,
        alpha=alpha,
        frequency=int(series.get("freq", 52)),
        moments=moments,
        compat=compat,
    )


def _glrpois(observed: Array, moments: Any, series: Json, control: Json, compat: Compat) -> Outcome:
    return _glr(observed, moments, series, control, compat, 0.0)


def _glrnb(observed: Array, moments: Any, series: Json, control: Json, compat: Compat) -> Outcome:
    alpha = control.get("alpha", 0.0)
    return _glr(observed, moments, series, control, compat, None if alpha is None else float(alpha))


def _rogerson(observed: Array, moments: Any, _: Json, control: Json, compat: Compat) -> Outcome:
    limits = [
        Limit(one["theta0"], one["h"], one["k"], one.get("ARL", np.nan), one.get("n"))
        for one in control.get("hValues") or ()
    ]
    limit = control.get("limit")
    return rogerson(
        observed,
        control["theta0t"],
        run_length=float(control.get("ARL0") or 500),
        shift=float(control.get("s") or 1),
        limits=limits,
        head_start=bool(control.get("FIR", False)),
        limit=None if limit is None else float(limit),
        digits=int(control.get("digits", 1)),
        trials=_trials(control),
        moments=moments,
        compat=compat,
    )


def _trials(control: Json) -> Any:
    """How many were examined, for binomial counts."""
    if control.get("distribution", "poisson") != "binomial":
        return None
    if control.get("nt", control.get("n")) is None:
        raise CaseError(
            "control.nt: chuỗi nhị thức cần số người được xét ở mỗi thời điểm (nt) hoặc chung cho cả chuỗi (n)."
        )
    return control.get("nt", control.get("n"))


def _hmm(observed: Array, moments: Any, series: Json, control: Json, _: Compat) -> Outcome:
    back = int(control.get("Mtilde", -1))
    return hmm(
        observed,
        states=int(control.get("noStates", 2)),
        trend=bool(control.get("trend", True)),
        harmonics=int(control.get("noHarmonics", 1)),
        shared=bool(control.get("covEffectEqual", False)),
        look_back=None if back < 0 else back,
        frequency=int(series.get("freq", 52)),
        moments=moments,
    )


def _endemic_channel(observed: Array, moments: Any, series: Json, control: Json, _: Compat) -> Outcome:
    return endemic_channel(
        observed,
        control.get("method", "mean_sd"),
        years=int(control.get("b", 5)),
        deviations=float(control.get("deviations", 2)),
        excluded=control.get("excluded"),
        frequency=int(series.get("freq", 52)),
        dates=_dates(series),
        moments=moments,
    )


def _moving_epidemic(observed: Array, moments: Any, series: Json, control: Json, _: Compat) -> Outcome:
    return moving_epidemic(
        observed,
        years=int(control.get("b", 5)),
        season_start=int(control.get("seasonStart", 1)) - 1,
        slope=float(control.get("delta", 2.8)),
        frequency=int(series.get("freq", 52)),
        moments=moments,
    )


METHODS: dict[str, Callable[[Array, Any, Json, Json, Compat], Outcome]] = {
    "earsC": _ears,
    "endemicChannel": _endemic_channel,
    "movingEpidemic": _moving_epidemic,
    "hmm": _hmm,
    "rki": _rki,
    "rogerson": _rogerson,
    "bayes": _bayes,
    "cdc": _cdc,
    "cusum": _cusum,
    "outbreakP": _outbreak_p,
    "farrington": _farrington,
    "glrnb": _glrnb,
    "glrpois": _glrpois,
    "farringtonFlexible": _flexible,
}
