"""A ledger with persons (invented), and what it answers that does not depend on how they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from handed_in import WITH_PERSONS, hand_in, mapping, rolled_up, table

from soyte.engine import Column, Count, CountDistinct
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.renaming import CONCERNED
from soyte.ledger.vault import IdentityKind
from soyte.receiving import Receipt

CITIZEN = IdentityKind.CITIZEN
HEADER = "tinh,thang,so_ca,cccd"
AN, BINH, CHI = "001099000001", "001099000002", "001099000003"


def sent(ledger: Ledger, *rows: tuple[str, int, str], name: str) -> Receipt:
    """Hand in a table of (month, cases, person)."""
    desk = ledger.home.folder.parent / "bàn làm việc"
    desk.mkdir(exist_ok=True)
    lines = [f"Thái Nguyên,{month},{cases},{person}" for month, cases, person in rows]
    path = table(desk, *lines, name=f"{name}.csv", header=HEADER)
    return hand_in(ledger, path, mapping=mapping(desk, WITH_PERSONS))


def peopled(folder: Path) -> Ledger:
    """Four files: a first one, two corrections of parts of it (the second one taken back), one with somebody else."""
    ledger = Ledger.create(folder)
    sent(ledger, ("T1/2024", 1, AN), ("T2/2024", 2, AN), ("T2/2024", 3, BINH), ("T3/2024", 4, ""), name="đầu")
    sent(ledger, ("T1/2024", 10, AN), name="sửa")
    again = sent(ledger, ("T2/2024", 30, BINH), ("T1/2024", 100, AN), name="sửa nữa")
    sent(ledger, ("T1/2024", 7, CHI), name="người khác")
    ledger.withdraw(again.act.submission_id, actor="người thử", reason="nhầm")
    return ledger


def rows(ledger: Ledger, as_of: AsOf = None) -> list[tuple[str, int]]:
    """Month and cases of every row that counts, sorted."""
    found = ledger.engine.collect(ledger.view(as_of).rows("observation").select("period_start", "value").steps)
    return sorted((f"{row['period_start']:%m}", int(row["value"])) for row in found.to_pylist())


def persons(ledger: Ledger, as_of: AsOf = None) -> int:
    """How many different persons count."""
    frame = ledger.view(as_of).rows("observation").group(n=CountDistinct(Column("person")), rows=Count())
    return int(ledger.engine.collect(frame.steps).to_pylist()[0]["n"])


def told(ledger: Ledger, until: int | None = None) -> list[Any]:
    """Rows, roll-up and number of persons as of every act."""
    head = ledger.state().head if until is None else until
    return [(rows(ledger, seq), rolled_up(ledger, seq), persons(ledger, seq)) for seq in range(head + 1)]


def listed(ledger: Ledger) -> set[str]:
    """How the pseudonyms begin that stand anywhere in a file that readers read."""
    return _beginnings(ledger, {name: ledger.stores[name].paths() for name in CONCERNED})


def on_disk(ledger: Ledger) -> set[str]:
    """How the pseudonyms begin that stand in any file of the tables."""
    files = {name: [path.name for path in ledger.stores[name].folder.glob("*.parquet")] for name in CONCERNED}
    return _beginnings(ledger, files)


def _beginnings(ledger: Ledger, files: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    for name, paths in files.items():
        for path in paths:
            stored = pq.read_table(ledger.stores[name].folder / path)
            for column in {"person", "row_key"} & set(stored.column_names):
                words = [word.rpartition("|")[2] for word in stored[column].to_pylist() if word]
                found |= {word.partition(":")[0] for word in words if word}
    return found
