"""What living reports state, row by row, with people's corrections of the readings laid over the rows.

The reading stays as it is; a correction is an event about `submission/number` that names a field and its right value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

from soyte.engine import Column, IsNull, Not
from soyte.ledger.events import Event, events
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import STATEMENT

CORRECTION = "correction"
_NUMBERS = {"value", "high", "precision"}
# The statements after an act, for the last act that was asked about.
_known: WeakKeyDictionary[Ledger, tuple[str, Sequence[dict[str, Any]]]] = WeakKeyDictionary()


def statements(ledger: Ledger, as_of: AsOf = None) -> Sequence[dict[str, Any]]:
    """Every statement with a value that counts, by submission and number; `corrected` names the fields set right."""
    view = ledger.view(as_of)
    accepted = view.state.accepted
    if not any(file.table == STATEMENT.name for name in view.state.living for file in accepted[name].files):
        return ()
    chain, known = _known.get(ledger, ("", ()))
    if chain != view.state.chain:
        frame = view.rows(STATEMENT.name).filter(Not(IsNull(Column("value"))))
        rows = ledger.engine.collect(frame.steps).to_pylist()
        rows.sort(key=lambda row: (accepted[row["submission_id"]].seq, row["number"]))
        known = _corrected(rows, events(ledger, CORRECTION, as_of=as_of))
        _known[ledger] = view.state.chain, known
    return known


def _corrected(rows: list[dict[str, Any]], corrections: Iterable[Event]) -> list[dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {}
    for event in corrections:
        changes.setdefault(event.subject, {})[event.body["field"]] = event.body["value"]
    made = []
    for row in rows:
        said = changes.get(f"{row['submission_id']}/{row['number']}", {})
        typed = {
            name: Decimal(value) if name in _NUMBERS and value is not None else value for name, value in said.items()
        }
        made.append({**row, **typed, "corrected": tuple(said)})
    return made
