"""Answers about care under stable names: what the command line prints as JSON and programs are given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from soyte.measures.care.answer import Answer, Value


def record(answer: Answer) -> dict[str, Any]:
    """An answer with its pedigree; amounts as text, so that no digit is lost. `select` of a row are options of `care dossiers`."""
    told = answer.pedigree
    return {
        "name": answer.name,
        "title": answer.title,
        "fields": [{"name": one.name, "label": one.label, "kind": one.kind} for one in answer.fields],
        "rows": [
            {**{name: plain(value) for name, value in found.items()}, "select": answer.selects(row)}
            for found, row in zip(answer.records(), answer.rows, strict=True)
        ],
        "totals": [{"label": label, "value": plain(value), "kind": kind} for label, value, kind in answer.totals],
        "notes": list(answer.notes),
        "pedigree": {
            "as_of": told.as_of,
            "moment": told.moment.isoformat() if told.moment else None,
            "submissions": told.submissions,
            "dossiers": told.dossiers,
            "period": told.period,
            "facility": told.facility,
            "tables": list(told.tables),
            "definition": told.definition,
            "definition_hash": told.hash,
            "source": told.source,
        },
    }


def plain(value: Value) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 6) if isinstance(value, float) else value
