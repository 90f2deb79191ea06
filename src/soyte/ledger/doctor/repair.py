"""Mending: rows from the originals, derived rows from rows, the journal from Delta's log. Nothing is overwritten: a new file
is written and verified, then an act says that it stands for the damaged one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.compaction import Overtaken, drop_unless_named, replace_files
from soyte.ledger.doctor.file_checks import damaged
from soyte.ledger.doctor.journal_repair import mend_journal
from soyte.ledger.doctor.recompute import derived_rows
from soyte.ledger.errors import LedgerError
from soyte.ledger.holdings import Holding, holdings, submissions_of
from soyte.ledger.invariants import differing, even_sample
from soyte.ledger.leases import Lease
from soyte.ledger.parts import divided
from soyte.ledger.settling import settle
from soyte.ledger.state import State
from soyte.ledger.store import JOINED, DataFile, Store, part_of
from soyte.ledger.tables import ROWS, SUPERSEDING, Table
from soyte.ledger.visible import View

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

Reread = Callable[[Act], Iterable[tuple[str, "pa.RecordBatch | pa.Table"]]]
"""The rows of a submission, table by table, read again from its original just as they were read when it was taken in, without
`submission_id`. Raises LedgerError, or whatever the vault or a reader raises, when that cannot be done."""


@dataclass(frozen=True)
class Repair:
    """What was mended (`table/path`), and what could not be, with the reason in Vietnamese."""

    mended: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Patched(Store):
    """A table as it would be with new files in the place of damaged ones."""

    new: dict[str, str] = field(default_factory=dict)

    def paths(self) -> list[str]:
        """The files of the newest version, and the new ones."""
        listed = super().paths()
        return [path for path in listed if path not in self.new] + sorted(self.new.values())


def repair(ledger: Ledger, reread: Reread, *, actor: str = "soyte") -> Repair:
    """Mend whatever can be mended. Again changes nothing. What a `check` afterwards still finds needs a backup."""
    try:
        mended = ["submission"] if mend_journal(ledger, actor) else []
    except LedgerError as problem:
        return Repair((), (("submission", str(problem)),))
    mended += settle(ledger)
    state = ledger.journal.state()
    bad = [holding for holding, _ in damaged(ledger, state, deep=True, step=lambda: None)]
    work = _Work(ledger, state, reread, actor)
    owner = f"{JOINED}{uuid.uuid4().hex[:20]}"
    lease = Lease(ledger.home.leases, owner)
    try:
        rows = [holding for holding in bad if holding.file.table in ROWS]
        keys = [holding for holding in bad if holding.file.table == SUPERSEDING.name]
        sums = [holding for holding in bad if holding not in rows and holding not in keys]
        for group in (rows, keys, sums):  # roll-ups are computed from rows and keys, so they come last
            made = {holding.key: file for holding in group if (file := work.attempt(owner, holding))}
            if group is rows:
                work.verify(made, {holding.file.table for holding in (*keys, *sums)})
            work.commit(made)
    finally:
        lease.release()
    return Repair((*mended, *work.mended), tuple(work.failed.items()))


@dataclass
class _Work:
    ledger: Ledger
    state: State
    reread: Reread
    actor: str
    mended: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def attempt(self, owner: str, holding: Holding) -> DataFile | None:
        """The new file, not yet called for by anything; None if it could not be made."""
        store = self.ledger.stores.get(holding.file.table)
        if store is None:
            self.failed[holding.key] = "thuộc một bảng mà chương trình này không biết; hãy nâng cấp Soyte."
            return None
        writer = store.writer(owner, part_of(holding.file.path))
        try:
            for table in self._rows(holding):
                writer.write(table)
            made = writer.close()
            if made is None or made.rows != holding.file.rows:
                drop_unless_named(self.ledger, [made] if made else [])
                raise LedgerError(
                    f"đọc lại được {made.rows if made else 0} dòng, lúc ghi có {holding.file.rows}; hãy khôi phục tệp "
                    "từ bản sao lưu."
                )
        except Exception as problem:  # whatever a reader may raise: this file cannot be mended, the next one may
            writer.abandon()
            self.failed[holding.key] = str(problem) or type(problem).__name__
            return None
        return made

    def _rows(self, holding: Holding) -> Iterable[pa.Table]:
        name = holding.file.table
        acts = submissions_of(holding, self.state)
        if name in ROWS:
            received = [act for act in acts if act.kind in (ActKind.ACCEPTED, ActKind.REJECTED)]
            for act in received:
                yield from self._read_again(act, name, part_of(holding.file.path))
        else:
            for act in acts:
                if act.act_id in holding.sources:
                    yield derived_rows(self.ledger.engine, self.ledger.stores, self.state, act, name)

    def _read_again(self, act: Act, name: str, part: str) -> Iterable[pa.Table]:
        expected = sum(file.rows for file in act.files if file.table == name and part_of(file.path) == part)
        count = 0
        for table, rows in self.reread(act):
            if table == name:
                named = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
                named = dict(divided(ROWS[name], named)).get(part, named.slice(0, 0))
                count += len(named)
                yield named.append_column("submission_id", pa.repeat(pa.scalar(act.submission_id), len(named)))
        if count != expected:
            raise LedgerError(
                f"tệp gốc của lần gửi số {act.seq} ({act.name}) đọc lại cho {count} dòng, lúc nhận có {expected}; hãy khôi "
                "phục từ bản sao lưu."
            )

    def verify(self, made: dict[str, DataFile], doubtful: set[str]) -> None:
        """Leave out new rows whose sums are not what the roll-ups say, where those are sound."""
        by_table: dict[str, dict[str, str]] = {}
        for key, file in made.items():
            by_table.setdefault(file.table, {})[key.removeprefix(f"{file.table}/")] = file.path
        for name, new in by_table.items():
            table = ROWS[name]
            lost = any(key.startswith(f"{name}/") for key in self.failed)
            if lost or doubtful & {SUPERSEDING.name, *(rollup.name for rollup in table.rollups)}:
                continue  # the rows that are left do not add up anyway; the counts have been compared
            store = self.ledger.stores[name]
            stores = {**self.ledger.stores, name: Patched(store.root, store.name, store.schema, store.bounded, new)}
            replaced = {f"{name}/{path}" for path in new}
            if not self._adds_up(stores, table, replaced):
                for path in new:
                    self.failed[f"{name}/{path}"] = (
                        "tệp gốc đọc lại cho các tổng khác với lúc nhận (bộ đọc đã thay đổi?); hãy khôi phục từ bản sao lưu."
                    )
                    drop_unless_named(self.ledger, [made.pop(f"{name}/{path}")])

    def _adds_up(self, stores: Mapping[str, Store], table: Table, replaced: set[str]) -> bool:
        """As of now, and as of each submission concerned: just after it came, all of its rows counted."""
        concerned = {
            act.seq
            for held in holdings(self.state).values()
            if held.key in replaced
            for act in submissions_of(held, self.state)
        }
        for seq in even_sample([*sorted(concerned), self.state.head]):
            view = View(stores, self.state.at_seq(seq))
            if any(differing(self.ledger.engine, view, table, rollup).num_rows for rollup in table.rollups):
                return False
        return True

    def commit(self, made: dict[str, DataFile]) -> None:
        """An act for each new file; Delta follows."""
        for key, file in made.items():
            reason = f"dựng lại tệp bị hỏng {key}"
            try:
                replace_files(self.ledger, ActKind.REPAIRED, self.actor, [file], (key,), reason)
                self.mended.append(key)
            except (LedgerError, Overtaken) as problem:
                self.failed[key] = str(problem) or "tệp vừa được thay bởi một lệnh khác; hãy chạy lại."
                drop_unless_named(self.ledger, [file])
        settle(self.ledger)
        with suppress(LedgerError):
            self.state = self.ledger.journal.state()
