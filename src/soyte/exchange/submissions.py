"""Submissions under stable names."""

from __future__ import annotations

from typing import Any

from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.state import State
from soyte.ledger.tables import LOCATOR, OBSERVATION_DIMENSIONS, QUARANTINE
from soyte.measures.trail import Locator

_OPEN = {  # what of a row goes out: no pseudonym, no free text of a report
    "observation": (
        *("dataset", "measure", "place", "period_start", "period_end", "grain"),
        *(*OBSERVATION_DIMENSIONS, "state", "value", "status"),
    ),
    "statement": ("number", "indicator", "place", "period", "as_of", "role", "qualifier", "value", "high", "unit"),
    "target": (
        *("indicator", "place", "period", "operator", "value", "high", "unit"),
        *("body", "document", "owner", "deadline"),
    ),
    "definition": ("kind", "name", "hash"),
    "claim": ("kind", "assertion"),
    "event": ("kind", "subject"),
}


def submission_record(act: Act, state: State) -> dict[str, Any]:
    """A submission and what became of it."""
    by = state.superseded.get(act.submission_id)
    return {
        "submission": act.seq,
        "submission_id": act.submission_id,
        "status": state.status(act.submission_id),
        "recorded_at": act.recorded_at.isoformat(),
        "actor": act.actor,
        "sender": act.sender,
        "channel": act.channel,
        "what": act.what,
        "dataset": act.dataset,
        "owner": act.owner,
        "name": act.name,
        "sha256": act.content_hash,
        "rows_in": act.rows_in,
        "rows_accepted": act.rows_accepted,
        "rows_quarantined": act.rows_quarantined,
        "supersedes": state.accepted[act.supersedes].seq if act.supersedes else None,
        "superseded_by": state.accepted[by].seq if by else None,
        "reason": act.reason,
    }


def aside_records(ledger: Ledger, act: Act) -> list[dict[str, Any]]:
    """The cells and rows that it set aside: where, why, what to do."""
    frame = ledger.view(act.seq).raw(QUARANTINE.name, [act.submission_id]).sort("row_no")
    words = {"sheet": "trang tính", "line": "dòng", "column": "cột"}
    return [
        {
            "where": ", ".join(f"{word} {row[name]}" for name, word in words.items() if row[name] not in (None, "")),
            **{
                name: row[name]
                for name in ("row_no", "sheet", "line", "column", "field", "reason", "message", "remedy")
            },
        }
        for row in ledger.engine.collect(frame.steps).to_pylist()
    ]


def table_record(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row that a submission brought to a table of the ledger: where it stood, what it says."""
    where = Locator(**{name: row.get(name) for name in LOCATOR}).words
    return {"row_no": row["row_no"], "where": where, **{name: row[name] for name in _OPEN.get(table, ())}}
