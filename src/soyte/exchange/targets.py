"""Assigned targets, results and verdicts under stable names."""

from __future__ import annotations

from typing import Any

from soyte.measures.targets.judging import Measured
from soyte.measures.targets.model import Result


def measured_record(one: Measured) -> dict[str, Any]:
    """An indicator with its result and its targets."""
    return {
        "indicator": one.indicator,
        "result": _result(one.result),
        "previous": _result(one.previous),
        "others": [_result(other) for other in one.others],
        "notes": list(one.notes),
        "targets": [
            {
                "id": j.target.id,
                "operator": str(j.target.operator),
                "strict": j.target.strict,
                "value": j.target.value,
                "high": j.target.high,
                "unit": j.target.unit,
                "body": str(j.target.body),
                "document": j.target.source.document,
                "verdict": str(j.mark),
                "provisional": j.provisional,
                "distance": j.distance,
                "reason": j.reason,
                "notes": list(j.notes),
                "explanation": j.explanation.__dict__ if j.explanation else None,
            }
            for j in one.judgements
        ],
    }


def _result(result: Result | None) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "value": result.value,
        "unit": result.unit,
        "period": result.period.iso,
        "status": str(result.status),
        "computed": result.computed,
        "source": result.source.figure,
        "document": result.source.document,
        "owner": result.source.owner,
        "as_of": result.source.as_of,
        "quote": result.quote,
    }
