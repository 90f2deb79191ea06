"""A case: one series, a method with its settings, the moments to test. Read from and written to JSON in one format.

`series` holds `observed` (null: unknown), `freq`, `start`, `dates` with `epoch_as_date`, `population`; `method` and `control` name
the detector and its settings as the R package `surveillance` does; `range` are the tested positions, from 1. `result` is the answer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from soyte.surveillance.detectors.case_methods import METHODS, CaseError, Json
from soyte.surveillance.detectors.case_others import OTHERS
from soyte.surveillance.detectors.outcome import Array, Compat, Outcome

__all__ = ["METHODS", "CaseError", "detect"]


def detect(case: Json, compat: Compat = "surveillance") -> dict[str, Any]:
    """The case with its `result`, and the mode in which it was computed. CaseError says what is wrong with it."""
    method = str(case.get("method")).removeprefix("algo.")
    if method in OTHERS:
        return {**case, "mode": "textbook", "result": _other(case, method)}
    if method not in METHODS:
        every = ", ".join(sorted(METHODS | OTHERS))
        raise CaseError(f"method: “{method}” không có; hãy chọn một trong {every}.")
    observed = _counts(case)
    moments = _moments(case, len(observed))
    try:
        found = METHODS[method](observed, moments, case.get("series", {}), _control(case), compat)
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError(f"control: không dùng được cho {method} ({error}).") from error
    return {**case, "mode": compat, "result": _result(found)}


def _other(case: Json, method: str) -> dict[str, Any]:
    try:
        return OTHERS[method](case.get("series") or {}, _control(case))
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError(
            f"series, control: không dùng được cho {method} ({error}); xem “soyte detect --help”."
        ) from error


def _counts(case: Json) -> Array:
    values = case.get("series", {}).get("observed")
    if not isinstance(values, list) or not values:
        raise CaseError("series.observed: thiếu dãy số đếm; hãy ghi một mảng số, null là tuần không rõ.")
    try:
        found: Array = np.array([np.nan if one is None else float(one) for one in values])
    except (TypeError, ValueError) as error:
        raise CaseError("series.observed: có phần tử không phải là số; hãy sửa lại.") from error
    if np.isinf(found).any() or (found < 0).any():
        raise CaseError("series.observed: số đếm phải từ 0 trở lên.")
    return found


def _moments(case: Json, length: int) -> np.ndarray[Any, np.dtype[np.intp]]:
    values = case.get("range")
    if not isinstance(values, list) or not all(isinstance(one, int) and 1 <= one <= length for one in values):
        raise CaseError(f"range: phải là các vị trí từ 1 đến {length}; hãy sửa lại.")
    return np.array(values, dtype=np.intp) - 1


def _control(case: Json) -> dict[str, Any]:
    control = case.get("control") or {}
    if not isinstance(control, dict):
        raise CaseError("control: phải là một đối tượng JSON.")
    return control


def _result(found: Outcome) -> dict[str, Any]:
    values = {"upperbound": found.upperbound, **{name: one for name, one in found.more.items() if one.size}}
    told: dict[str, Any] = {"alarm": found.alarm[0].tolist(), "tested": found.tested[0].tolist()}
    for name, one in values.items():
        row = np.asarray(one, dtype=np.float64)[0]
        told[name] = [float(value) if np.isfinite(value) else None for value in row]
    if "alpha_used" in told:  # one for the whole series
        told["alpha_used"] = told["alpha_used"][0] if told["alpha_used"] else None
    if "h" in told:
        told["h"] = told["h"][:1]
    return told
