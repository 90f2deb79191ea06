"""What belongs into a backup, listed so that it fits together although others write: first the journal, then the data.

Data files never change once they have their name, and an act is written after its files. So files that are listed after the
acts were read hold all that these acts call for; what belongs to later acts is left out or seen by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soyte.ledger.backup.archive import BackupError
from soyte.ledger.holdings import holdings
from soyte.ledger.home import MARK
from soyte.ledger.retention import OWN_POLICIES
from soyte.ledger.state import State
from soyte.ledger.store import Store

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

ATTEMPTS = 50


@dataclass(frozen=True)
class Snapshot:
    """The acts, and for each table the version of its log and the files to copy."""

    state: State
    tables: tuple[tuple[Store, int, tuple[str, ...]], ...]

    def files(self, home: Path) -> Iterator[tuple[str, Path, bool]]:
        """Name in the archive, path, and whether it must be there (files of loads under way may vanish)."""
        for name in (MARK, OWN_POLICIES):
            if (home / name).exists():
                yield name, home / name, True
        called = holdings(self.state)
        for store, version, paths in self.tables:
            log = store.folder / "_delta_log"
            for number in range(version + 1):
                yield f"ledger/{store.name}/_delta_log/{number:020}.json", log / f"{number:020}.json", True
            for checkpoint in sorted(log.glob("*.checkpoint*.parquet")):
                if int(checkpoint.name.split(".")[0]) <= version:
                    yield f"ledger/{store.name}/_delta_log/{checkpoint.name}", checkpoint, True
            for path in paths:
                needed = f"{store.name}/{path}" in called
                yield f"ledger/{store.name}/{path}", store.folder / path, needed


def snapshot(ledger: Ledger) -> Snapshot:
    """Everything as of one act. The lock keeps this machine's writers out for a moment, the second look other machines'."""
    journal = ledger.journal.store
    for _ in range(ATTEMPTS):
        with ledger.committer.lock():
            state = ledger.journal.state()
            tables = [(journal, state.version, tuple(journal.paths_at(state.version)))]
            for store in ledger.stores.values():
                table = store.opened()
                called = {held.file.path for held in holdings(state).values() if held.file.table == store.name}
                there = {path for path in called if (store.folder / path).exists()}
                tables.append((store, int(table.version()), tuple(sorted({*store.names(table), *there}))))
            if journal.version() == state.version:
                return Snapshot(state, tuple(tables))
    raise BackupError("Sổ đang được ghi liên tục từ máy khác nên chưa sao lưu được; hãy chạy lại sau ít phút.")
