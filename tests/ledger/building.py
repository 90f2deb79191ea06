"""Small ledgers for tests: a table of counts, a load of them, what the ledger then answers."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from soyte.engine import Column, Count, Sum
from soyte.ledger.acts import Act
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.tables import QUANTITY

DAY = date(2024, 1, 1)


def new_ledger(folder: Path) -> Ledger:
    """An empty installation."""
    return Ledger.create(folder, name="Sở Y tế thử nghiệm")


def copied(made: Path, to: Path) -> Ledger:
    """A copy of an installation: quicker than to build it anew for each test."""
    shutil.copytree(made, to)
    return Ledger.open(to)


def counts(values: Mapping[str, int | None]) -> pa.Table:
    """Rows of the table `observation`: key → number of cases, null for a cell that was not reported."""
    keys = list(values)
    numbers = [None if value is None else Decimal(value) for value in values.values()]
    return pa.table(
        {
            "row_no": pa.array(range(len(keys)), pa.int64()),
            "row_key": pa.array(keys, pa.string()),
            "dataset": ["benh"] * len(keys),
            "measure": ["mac"] * len(keys),
            "place": [key[:2] for key in keys],
            "period_start": pa.array([DAY] * len(keys)),
            "period_end": pa.array([date(2024, 1, 31)] * len(keys)),
            "grain": ["month"] * len(keys),
            "state": ["not_reported" if value is None else "reported" for value in numbers],
            "value": pa.array(numbers, QUANTITY),
            "status": ["final"] * len(keys),
            "line": pa.array(range(len(keys)), pa.int64()),
        }
    )


def load(
    ledger: Ledger,
    values: Mapping[str, int | None],
    *,
    name: str = "",
    supersedes: str | None = None,
    quarantined: int = 0,
    before_commit: Callable[[], object] = lambda: None,
) -> Act:
    """Take a file of these counts in; its original goes into the vault."""
    content = (name or repr(sorted(values.items()))).encode()
    kept = ledger.vault.keep_bytes(content)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    ticket = Ticket(
        "counts", name or "tep.csv", "canbo", "cli", kept.sha256, size=kept.size, dataset="benh", supersedes=supersedes
    )
    with ledger.loading(ticket) as loading:
        if values:
            loading.write("observation", counts(values))
        if quarantined:
            loading.write(
                "quarantine",
                pa.table({"row_no": pa.array(range(quarantined), pa.int64()), "reason": ["x"] * quarantined}),
            )
        before_commit()
        return loading.commit(len(values) + quarantined)[0]


def answers(ledger: Ledger, as_of: AsOf = None) -> dict[str, Any]:
    """What counts: key → value."""
    view = ledger.view(as_of)
    table = ledger.engine.collect(view.rows("observation").select("row_key", "value").steps)
    assert len(table) == len(set(table["row_key"].to_pylist()))
    found = dict(sorted(zip(table["row_key"].to_pylist(), table["value"].to_pylist(), strict=True)))
    asked = ledger.engine.collect(view.rows_asked(ledger.engine, "observation", "value", "row_key").steps)
    assert dict(sorted(zip(asked["row_key"].to_pylist(), asked["value"].to_pylist(), strict=True))) == found
    assert len(asked) == len(table)
    return found


def total(ledger: Ledger, as_of: AsOf = None) -> tuple[int, Any]:
    """What the roll-up says: rows and cases."""
    frame = ledger.view(as_of).derived("observation_by_place")
    row = ledger.engine.collect(frame.group(n=Sum(Column("n_rows")), s=Sum(Column("value"))).steps).to_pylist()[0]
    return row["n"] or 0, row["s"] or Decimal(0)


def everything(ledger: Ledger) -> list[tuple[dict[str, Any], tuple[int, Any]]]:
    """What the ledger answers as of every act there was."""
    return [(answers(ledger, seq), total(ledger, seq)) for seq in range(ledger.state().head + 1)]


def stored_rows(ledger: Ledger, submissions: Sequence[str]) -> int:
    """How many rows of these submissions lie in the table."""
    frame = ledger.view().raw("observation", submissions)
    return int(ledger.engine.collect(frame.group(n=Count()).steps).to_pylist()[0]["n"])


def rewritten(ledger: Ledger, number: int, **said: object) -> None:
    """Change the row of an act in the journal's table, as somebody would who wants to hide something."""
    path = ledger.home.ledger / "submission" / f"{ledger.state().acts[number - 1].act_id}-0.parquet"
    table = pq.read_table(path)
    (row,) = table.to_pylist()
    pq.write_table(pa.Table.from_pylist([{**row, **said}], schema=table.schema), path)
