"""Changing the pseudonym key of a kind: the vault gives new pseudonyms, the files of the ledger that hold old ones are written anew.

Rows and the keys of `superseding` cannot change in one step, for Delta is atomic for one table only. So `superseding` first gets
the new keys beside the old ones, then the rows change at once, then the old keys go. Whoever dies in between leaves a ledger that
answers rightly; until the command is run again, files with persons of this kind are refused (`Vault.check_current`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Intent
from soyte.ledger.compaction import Overtaken, drop_unless_named
from soyte.ledger.errors import LedgerError, Swept, disk_trouble
from soyte.ledger.files import sha256_of
from soyte.ledger.holdings import Holding, holdings, key_of, replaced
from soyte.ledger.renaming import CONCERNED, Renaming, looked_at
from soyte.ledger.settling import settle
from soyte.ledger.state import State
from soyte.ledger.store import ROW_GROUP, DataFile, owner_of, part_of
from soyte.ledger.tables import SUPERSEDING

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.ledger.vault import IdentityKind

BATCH = 4 * ROW_GROUP
Progress = Callable[[str, int, int], object]
"""Called with what is done (Vietnamese), how many files are done and how many there are."""
Change = Callable[[str, pa.Table], pa.Table]


@dataclass(frozen=True)
class Rekeyed:
    """The act that replaced the rows' pseudonyms (None if there were none), how many rows and files were written anew."""

    act: Act | None
    rows: int
    files: int


def rekey(ledger: Ledger, kind: IdentityKind, *, actor: str, progress: Progress | None = None) -> Rekeyed:
    """Change the key of a kind, or finish a change that was interrupted. Nobody else commits on this machine meanwhile.

    LedgerError if a file is damaged (before anything is changed) or the disk is full; VaultError from the vault.
    """
    from soyte.ledger.vault import Reader  # noqa: PLC0415 (encryption is not needed to look at figures)

    work = _Work(ledger, kind, actor, progress or (lambda *_: None))
    with ledger.committer.lock():
        settle(ledger, locked=True)
        if kind in ledger.vault.rotations() and not ledger.vault.rewriting(kind):
            ledger.vault.finish_rotation(kind)  # all but the end had been done
            return Rekeyed(None, 0, 0)
        work.check_sound()
        mapping = ledger.vault.rotate_pseudonym_key(kind, Reader(actor, "thay khóa mã thay thế"))
        beginning = ledger.vault.rewriting(kind)
        assert beginning is not None  # noqa: S101 (the change is under way)
        work.rewrite(Renaming(*beginning, mapping, lambda old: ledger.vault.successors(kind, old)))
        ledger.vault.finish_rotation(kind)
    return Rekeyed(work.act, work.rows, work.files)


def drop_replaced(ledger: Ledger) -> list[str]:
    """Delete replaced files that can hold pseudonyms now, instead of keeping them for some days; `table/path`.

    Whoever is reading them just then gets an error and has to ask again.
    """
    with ledger.committer.lock():
        settle(ledger, locked=True)
        state = ledger.journal.state()
        called = holdings(state)
        gone = [name for name in replaced(state) if name.partition("/")[0] in CONCERNED and name not in called]
        listed = {f"{name}/{path}" for name in CONCERNED for path in ledger.stores[name].paths()}
        removed = []
        for name in gone:
            path = ledger.home.ledger / name
            if name in listed or not path.exists():
                continue
            try:
                path.unlink()
            except OSError as error:
                raise disk_trouble(error, path) from error
            removed.append(name)
        return removed


@dataclass
class _Work:
    ledger: Ledger
    kind: IdentityKind
    actor: str
    progress: Progress
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    act: Act | None = None
    rows: int = 0
    files: int = 0

    def check_sound(self) -> None:
        """Damage must not be passed on, and once the key is changed it is harder to mend."""
        files = [held for held in holdings(self.ledger.journal.state()).values() if held.file.table in CONCERNED]
        for done, held in enumerate(files):
            self.progress("kiểm tra tệp", done, len(files))
            path = self.ledger.home.ledger / held.key
            try:
                sound = sha256_of(path) == held.file.sha256
            except OSError:
                sound = False
            if not sound:
                raise LedgerError(
                    f"{path}: tệp bị hỏng hoặc không còn; hãy chạy “soyte doctor --repair” rồi thay khóa lại. Chưa có gì thay đổi."
                )

    def rewrite(self, renaming: Renaming) -> None:
        """Until no file that an act calls for holds an old pseudonym. Another machine may bring some meanwhile: look again."""
        while True:
            state = self.ledger.journal.state()
            old = [held for held in holdings(state).values() if self._counts(held, renaming)[0]]
            rows = [held for held in old if held.file.table != SUPERSEDING.name]
            keys = [held for held in old if held.file.table == SUPERSEDING.name]
            both = {held.key for held in keys if self._has_both(held, renaming)}
            if not old:
                return
            try:
                if rows:
                    # Delta follows in the order in which the act names its files: the keys of either form come first.
                    single = [held for held in keys if held.key not in both]
                    steps = [(held, renaming.beside) for held in single]
                    self.act = self._replace(state, [*steps, *((held, renaming.rows) for held in rows)])
                    self.rows += sum(held.file.rows for held in rows)
                else:
                    self._replace(
                        state, [(held, renaming.without if held.key in both else renaming.rows) for held in keys]
                    )
            except Overtaken:
                continue
            settle(self.ledger, locked=True)

    def _replace(self, state: State, steps: Sequence[tuple[Holding, Change]]) -> Act:
        """The act by which new files stand for these. Overtaken if there are other files meanwhile than those looked at."""
        made: list[DataFile] = []
        names = tuple(held.key for held, _ in steps)
        looked = _concerned(state)

        def check(now: State) -> Act | None:
            if _concerned(now) != looked:
                raise Overtaken
            if {key_of(file) for file in made} & {
                name for act in now.acts if act.kind is ActKind.SWEPT for name in act.replaced
            }:
                raise Swept(
                    "Việc thay khóa đã bị dọn từ máy khác vì tưởng là đã dừng; hãy chạy lại lệnh này để làm nốt."
                )
            return None

        try:
            for done, (held, change) in enumerate(steps):
                self.progress("viết lại tệp", done, len(steps))
                made += self._written(held, change)
            said = {"replaced": names, "reason": f"thay khóa mã thay thế của {self.kind.label}"}
            intent = Intent(ActKind.REKEYED, "", self.actor, said, tuple(made), check)
            act = self.ledger.committer.commit(intent, locked=True)[0]
        except BaseException:
            drop_unless_named(self.ledger, made)
            raise
        self.files += len(made)
        return act

    def _written(self, held: Holding, change: Change) -> list[DataFile]:
        store = self.ledger.stores[held.file.table]
        writer = store.writer(owner_of(held.file.path), part_of(held.file.path), anew=True)
        try:
            for rows in self._read(held):
                writer.write(change(held.file.table, rows))
            made = writer.close()
        except BaseException:
            writer.abandon()
            raise
        return [made] if made else []

    def _has_both(self, held: Holding, renaming: Renaming) -> bool:
        """Whether a file of keys has each of its keys in either form: nobody else brings new ones before all are changed."""
        old, new = self._counts(held, renaming)
        return 0 < old <= new

    def _counts(self, held: Holding, renaming: Renaming) -> tuple[int, int]:
        """Rows with an old pseudonym, and with a new one. Files never change, so each is looked at once."""
        if held.file.table not in CONCERNED:
            return 0, 0
        if held.key not in self.seen:
            old = new = 0
            for rows in self._read(held, looked_at(held.file.table)):
                old += renaming.count(held.file.table, rows, renaming.old)
                new += renaming.count(held.file.table, rows, renaming.new)
            self.seen[held.key] = old, new
        return self.seen[held.key]

    def _read(self, held: Holding, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        path = self.ledger.home.ledger / held.key
        try:
            with pq.ParquetFile(path) as source:
                for batch in source.iter_batches(BATCH, columns=columns):
                    yield pa.Table.from_batches([batch])
        except (OSError, pa.ArrowException) as error:
            raise LedgerError(
                f"{path}: không đọc được ({error}); hãy chạy “soyte doctor --repair” rồi chạy lại lệnh này để làm nốt."
            ) from error


def _concerned(state: State) -> frozenset[str]:
    return frozenset(name for name, held in holdings(state).items() if held.file.table in CONCERNED)
