"""Traces under stable names: from a figure down to the lines of files."""

from __future__ import annotations

from typing import Any

from soyte.exchange.figures import record
from soyte.measures import Row, Term, Trace


def trace_record(found: Trace) -> dict[str, Any]:
    """The figure's record with its terms, submissions and first rows."""
    return {
        "figure": record(found.figure),
        "formula": found.words,
        "legal_source": found.legal_source,
        "certainty": found.certainty,
        "adds_up": found.adds_up,
        "terms": [_term(term) for term in found.terms],
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "measure": term.measure,
        "words": term.words,
        "value": f"{term.value:f}" if term.value is not None else None,
        "dataset": term.dataset,
        "owner": term.owner,
        "rows": term.rows,
        "adds_up": term.adds_up,
        "submissions": [
            {
                "number": one.act.seq,
                "submission": one.act.submission_id,
                "file": one.act.name,
                "sender": one.act.sender,
                "actor": one.act.actor,
                "recorded_at": one.act.recorded_at.isoformat(),
                "sha256": one.act.content_hash,
                "rows": one.rows,
                "value": f"{one.value:f}" if one.value is not None else None,
                "status": one.status,
                "status_now": one.status_now,
            }
            for one in term.sources
        ],
        "parts": [
            {
                "place": one.place,
                "place_name": one.place_name,
                "on": one.on.isoformat() if one.on else None,
                "value": f"{one.value:f}" if one.value is not None else None,
                "part": f"{one.part:f}" if one.part is not None else None,
                "millionths": one.millionths,
                "moved": one.moved,
                "basis": list(one.basis),
            }
            for one in term.parts
        ],
        "first_rows": [row_record(row) for row in term.first],
    }


def row_record(row: Row) -> dict[str, Any]:
    return {
        "number": row.act.seq,
        "file": row.act.name,
        "row_no": row.row_no,
        "locator": row.locator.words,
        "place": row.place,
        "place_name": row.place_name,
        "period_start": row.start.isoformat(),
        "period_end": row.end.isoformat(),
        "breakdown": dict(row.breakdown),
        "state": row.state,
        "status": row.status,
        "value": f"{row.value:f}" if row.value is not None else None,
        "words": row.words,
    }
