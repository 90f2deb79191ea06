"""Signals under stable names."""

from __future__ import annotations

from math import isfinite
from typing import Any

from soyte.measures.spans import code
from soyte.surveillance.signals.model import KIND_VI, LEVEL_VI, Signal, Tests, Weekly


def record(one: Signal) -> dict[str, Any]:
    """A signal under stable names."""
    return {
        "id": one.subject,
        "key": one.key,
        "kind": one.kind,
        "kind_name": KIND_VI[one.kind],
        "state": one.state,
        "words": one.words,
        "disease": one.disease,
        "disease_name": one.disease_name,
        "level": one.level,
        "place": one.place,
        "place_name": one.place_name,
        "places": list(one.places),
        "week": one.week,
        "period": code(one.period),
        "period_start": one.period.start.isoformat(),
        "counted_to": one.counted_to.isoformat(),
        "calendar": str(one.source.calendar),
        "source": one.source.id,
        "method": one.method,
        "method_name": one.method_name,
        "count": _number(one.count),
        "expected": _number(one.expected),
        "bound": _number(one.bound),
        "p_value": _number(one.p_value),
        "q_value": _number(one.q_value),
        "legal_source": one.legal_source,
        "certainty": one.certainty,
        "notes": list(one.notes),
        "figure": one.figure,
        "rows": list(one.rows),
    }


def tested(one: Tests) -> dict[str, Any]:
    """What was tried, under stable names."""
    return {
        "source": one.source.id,
        "calendar": str(one.source.calendar),
        "level": one.level,
        "level_name": LEVEL_VI[one.level],
        "kind": one.kind,
        "method": one.method,
        "method_name": one.method_name,
        "tested": one.tested,
        "found": one.found,
        "expected_false": _number(one.expected_false),
        "untested": dict(one.untested),
    }


def document(weekly: Weekly) -> dict[str, Any]:
    """A week under stable names."""
    return {
        "week": code(weekly.week),
        "week_start": weekly.week.start.isoformat(),
        "week_end": weekly.week.end.isoformat(),
        "as_of": weekly.as_of,
        "expected_false": _number(weekly.expected_false),
        "signals": [record(one) for one in weekly.signals],
        "tests": [tested(one) for one in weekly.tests],
        "warnings": list(weekly.warnings),
    }


def _number(value: float | None) -> float | int | None:
    if value is None or not isfinite(value):
        return None
    return int(value) if value == int(value) else float(f"{value:.9g}")
