"""Lists of assigned targets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from soyte.catalogue import load_catalogue
from soyte.intake.targets import read_targets
from soyte.ledger.tables import QUARANTINE, TARGET
from soyte.receiving.order import Aside, Outcome, Pour, Progress


@dataclass(frozen=True)
class Targets:
    """A list of targets with fixed headings."""

    what: str = "targets"
    reading_hash: str = "targets"
    dataset: str = "chi_tieu_giao"
    owner: None = None

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """Every row becomes a target, or is set aside with the reason."""
        del submission_id
        progress("đọc", 0, None)
        reading = read_targets(path, load_catalogue(), name=name)
        if reading.rows:
            into(TARGET.name, _table(reading.rows, TARGET.schema))
        if reading.faults:
            kept = [{key: value for key, value in fault.items() if key != "value"} for fault in reading.faults]
            into(QUARANTINE.name, _table(kept, QUARANTINE.schema))
        aside = tuple(
            Aside(f"dòng {fault['line']}", _clause(fault["message"]), fault["remedy"], fault["value"])
            for fault in reading.faults
        )
        return Outcome(reading.rows_in, aside)


def _clause(message: str) -> str:
    """The cause before its remedy: a clause goes on with a semicolon, a sentence stands."""
    return message if message.endswith((".", "?")) else f"{message};"


def _table(rows: list[dict[str, object]], schema: pa.Schema) -> pa.Table:
    names = [name for name in schema.names if name in rows[0]]
    return pa.Table.from_pylist(rows, schema=pa.schema([schema.field(name) for name in names]))
