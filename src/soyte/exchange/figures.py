"""Figures under stable names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from soyte.measures import Figure
from soyte.measures.spans import code


def record(figure: Figure) -> dict[str, Any]:
    """A figure under stable names; decimals as text, so that no digit is lost."""
    full = figure.completeness
    return {
        "id": figure.id,
        "kind": figure.kind,
        "indicator": figure.indicator,
        "name": figure.name,
        "place": figure.place,
        "place_name": figure.place_name,
        "period": code(figure.period),
        "period_name": figure.period.label_vi,
        "period_start": figure.period.start.isoformat(),
        "period_end": figure.period.end.isoformat(),
        "breakdown": figure.of,
        "value": _text(figure.value),
        "unit": figure.unit,
        "state": str(figure.state),
        "status": figure.status,
        "numerator": _text(figure.numerator),
        "denominator": _text(figure.denominator),
        "units_reported": full.units if full else None,
        "units_expected": full.units_expected if full else None,
        "reports_received": full.reports if full else None,
        "reports_expected": full.reports_expected if full else None,
        "periods_reported": full.periods if full else None,
        "periods_expected": full.periods_expected if full else None,
        "dataset": figure.dataset or None,
        "owner": figure.owner or None,
        "submission": figure.submission,
        "as_of": figure.as_of,
        "as_of_moment": figure.moment.isoformat() if figure.moment else None,
        "definition_hash": figure.definition_hash or None,
        "boundaries": figure.boundaries.isoformat() if figure.boundaries else None,
        "group": "+".join(figure.group) if figure.group is not None else None,
        "breaks": [{"place": b.place, "on": b.on.isoformat(), "words": b.words} for b in figure.breaks],
        "notes": list(figure.notes),
    }


def _text(value: Decimal | None) -> str | None:
    return f"{value:f}" if value is not None else None
