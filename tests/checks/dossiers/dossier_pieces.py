"""Pieces of dossiers as the examples of rules write them, made into the tables that reading gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from soyte.catalogue.claims import columns
from soyte.catalogue.claims.rules import Rows
from soyte.intake.claims.typed import typed

BASE = {
    "MA_LK": "VD.1",
    "STT": "1",
    "MA_CSKCB": "99901",
    "NGAY_VAO": "202508040800",
    "NGAY_RA": "202508041000",
}  # what every dossier has; an example says the rest


def tables(dossiers: Sequence[Rows]) -> dict[str, pa.Table]:
    """A batch of these dossiers. The first is VD.1, the next VD.2; `_path`, `_key` in a row of xml1 name another file, another key."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number, given in enumerate(dossiers, 1):
        main = {**BASE, "MA_LK": f"VD.{number}", **(given.get("xml1") or [{}])[0]}
        path, facility = str(main.pop("_path", "vi-du.xml")), str(main["MA_CSKCB"] or "99901")
        about = {"block": number, "path": path, "row_key": f"{facility}-{main['MA_LK']}", "facility": facility}
        about |= {
            "month": str(main["NGAY_RA"] or "")[:6],
            "decision": main.pop("_decision", "3176"),
            "signature": main.pop("_signature", "none"),
        }
        about["made_on"] = main.pop("_made_on", None)
        for table, rows in {**given, "xml1": [main]}.items():
            for line, row in enumerate(rows, 1):
                found.setdefault(table.upper(), []).append({"STT": str(line), **row, **about, "line": line})
    return {table: _table(table, rows) for table, rows in found.items()}


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    fields = [field.name for field in columns(name)]
    unknown = {key for row in rows for key in row} - {*fields, "block", "line", "path", "row_key", "facility", "month"}
    unknown -= {"decision", "signature", "made_on", "STT"}
    assert not unknown, f"{name} has no {', '.join(sorted(unknown))}"
    sent = {field: pa.array([_text(row.get(field)) for row in rows], pa.string()) for field in fields}
    made = typed(name, pa.table(sent))
    for column, kind in (("block", pa.int64()), ("line", pa.int64())):
        made = made.append_column(column, pa.array([row[column] for row in rows], kind))
    for column in (
        "path",
        "row_key",
        "facility",
        "month",
        *(("decision", "signature", "made_on") if name == "XML1" else ()),
    ):
        made = made.append_column(column, pa.array([row[column] for row in rows], pa.string()))
    return made


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
