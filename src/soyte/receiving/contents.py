"""What a submission brought: its rows, some at a time; what they sum to; what was set aside, by reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from soyte.engine import Column, Count, Literal, Min, Sum, When, equals
from soyte.engine.frame import Frame
from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import OBSERVATION, QUARANTINE, ROWS


@dataclass(frozen=True)
class Total:
    """What the counts of one measure and status in a submission come to. `value` is None if none of them was reported."""

    measure: str
    status: str
    rows: int
    reported: int
    value: Decimal | None


@dataclass(frozen=True)
class Reason:
    """Cells set aside for one and the same reason, with the first of them."""

    field: str
    reason: str
    message: str
    remedy: str
    cells: int


def tables_of(act: Act) -> dict[str, int]:
    """The tables that a submission brought rows to, with their number; those set aside left out."""
    found: dict[str, int] = {}
    for file in act.files:
        if file.table in ROWS and file.table != QUARANTINE.name:
            found[file.table] = found.get(file.table, 0) + file.rows
    return found


def rows_of(ledger: Ledger, act: Act, table: str, start: int = 0, count: int = 100) -> Sequence[dict[str, Any]]:
    """Rows of a submission in the order of its file, from number `start` (of the list, from 0) on."""
    frame = _all(ledger, act, table).sort("row_no", limit=start + count)
    found: list[dict[str, Any]] = ledger.engine.collect(frame.steps).slice(start).to_pylist()
    return found


def totals(ledger: Ledger, act: Act) -> tuple[Total, ...]:
    """What the counts of a submission come to, by measure and status; empty for other kinds."""
    if OBSERVATION.name not in tables_of(act):
        return ()
    grouped = _all(ledger, act, OBSERVATION.name).group(
        "measure",
        "status",
        rows=Count(),
        reported=Sum(When(equals("state", "reported"), Literal(1), Literal(0))),
        value=Sum(Column("value")),
    )
    found = ledger.engine.collect(grouped.sort("measure", "status").steps).to_pylist()
    return tuple(Total(**row) for row in found)


def reasons(ledger: Ledger, act: Act) -> tuple[Reason, ...]:
    """Why cells were set aside, the most frequent reason first."""
    if not act.rows_quarantined:
        return ()
    by = ("field", "reason", "message", "remedy")
    grouped = _all(ledger, act, QUARANTINE.name).group(*by, cells=Count(), first=Min(Column("row_no")))
    found = ledger.engine.collect(grouped.steps).to_pylist()
    found.sort(key=lambda row: (-row["cells"], row["first"]))
    return tuple(Reason(row["field"], row["reason"], row["message"], row["remedy"], row["cells"]) for row in found)


def places_of(ledger: Ledger, act: Act) -> int:
    """How many places the counts of a submission speak of."""
    if OBSERVATION.name not in tables_of(act):
        return 0
    return len(ledger.engine.collect(_all(ledger, act, OBSERVATION.name).distinct("place").steps))


def _all(ledger: Ledger, act: Act, table: str) -> Frame:
    return ledger.view().raw(table, [act.submission_id])
