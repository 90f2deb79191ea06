"""Taking a submission in, whole or not at all: rows are written first and count for nothing until the act is there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Intent
from soyte.ledger.derive import repeated_keys
from soyte.ledger.errors import LedgerError, Swept
from soyte.ledger.leases import Lease
from soyte.ledger.part_files import PartFiles
from soyte.ledger.renaming import all_begin, beginnings
from soyte.ledger.state import State
from soyte.ledger.store import ROW_GROUP, DataFile
from soyte.ledger.tables import QUARANTINE, ROWS, sent_rows
from soyte.ledger.visible import View
from soyte.ledger.waiting import Waiting

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger


@dataclass(frozen=True)
class Ticket:
    """What is known of a submission before it is read.

    `content_hash` is the SHA-256 of the file, which may also be told later (`Loading.identify`); `reading_hash` says how it is
    read (the mapping's hash, the reader's name), so that one file may be taken in under two mappings. `supersedes` is the id of
    the submission that this one replaces.
    With `once` the same content is never accepted again, not even after it was withdrawn.
    """

    what: str
    name: str
    actor: str
    channel: str
    content_hash: str = ""
    reading_hash: str | None = None
    size: int | None = None
    dataset: str | None = None
    owner: str | None = None
    sender: str | None = None
    supersedes: str | None = None
    once: bool = False
    submission_id: str = field(default_factory=lambda: f"s{uuid.uuid4().hex[:20]}")


Keep = Callable[[pa.Table], pa.Array]
"""Which of some rows are to be kept."""

_AT_ONCE = 2  # tables written at the same time; each takes up to thrice the memory of rows handed on together
_SAID = ("channel", "what", "dataset", "owner", "sender", "name", "content_hash", "reading_hash", "size")


class Loading:
    """A submission on its way in. Use as a context: leaving it without `commit` leaves nothing that anybody sees."""

    def __init__(self, ledger: Ledger, ticket: Ticket) -> None:
        self._ledger = ledger
        self.ticket = ticket
        self._begun: dict[str, PartFiles] = {}  # by table
        self._waiting = Waiting(ledger.home.leases, ticket.submission_id)
        self._files: list[DataFile] = []
        self._lease: Lease | None = None
        self._committed = False
        self._pseudonyms: frozenset[str] = frozenset()  # how those in the rows begin: their kind and key

    def __enter__(self) -> Loading:
        self._lease = Lease(self._ledger.home.leases, self.ticket.submission_id)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give_up()
        # Interrupted just after the act was appended, the submission is accepted although nobody was told.
        if not self._committed and self._ledger.journal.surely_without(self.ticket.submission_id):
            self._ledger.committer.discard(self._files)
        if self._lease:
            self._lease.release()

    def _give_up(self) -> None:
        """Leave nothing of what was not written to its end."""
        for files in self._begun.values():
            files.abandon()
        self._begun.clear()
        self._waiting.forget()

    def identify(self, content_hash: str) -> None:
        """Say what the content was; before `commit` or `reject`."""
        self.ticket = replace(self.ticket, content_hash=content_hash)

    def write(self, table: str, rows: pa.RecordBatch | pa.Table) -> None:
        """Rows of a table, without `submission_id`; columns by name, missing ones null."""
        named = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
        if table not in self._begun:
            self._begun[table] = PartFiles(self._ledger.stores[table], self.ticket.submission_id)
            self._begun[table].begin(named)
        self._remember(table, named)
        self._waiting.add(table, named)

    def drop(self, obsolete: Mapping[str, Keep]) -> dict[str, int]:
        """Take back rows that were written: of each table those for which its function is false. How many that were."""
        self._check_swept(self._ledger.journal.state())
        return self._flush({table: keep for table, keep in obsolete.items() if table in self._begun})

    def _flush(self, tables: Mapping[str, Keep | None]) -> dict[str, int]:
        """Write the rows that wait, of these tables those that are to be kept; how many are not.

        All of a table together, and some tables at the same time, for that takes long and needs no lock of the interpreter's.
        """
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="write") as pool:
            jobs = {table: pool.submit(self._written, table, keep) for table, keep in tables.items()}
        gone = {}
        for table, job in jobs.items():
            files, gone[table] = job.result()
            self._files += files
        return gone

    def _written(self, table: str, keep: Keep | None) -> tuple[list[DataFile], int]:
        files, dropped = self._begun[table], 0
        for rows in self._waiting.taken(table, ROW_GROUP):
            dropped += len(rows)
            if keep is not None:  # under the same name: what was is needed no more
                rows = filtered(rows, keep(rows))  # noqa: PLW2901
            dropped -= len(rows)
            column = pa.repeat(pa.scalar(self.ticket.submission_id), len(rows))
            files.write(rows.append_column("submission_id", column))
        made = files.close()
        del self._begun[table]
        return made, dropped

    def _remember(self, table: str, rows: pa.Table) -> None:
        """How the pseudonyms of these rows begin."""
        seen: set[str] = set()
        for column in ROWS[table].pseudonyms:
            if column in rows.column_names and not all_begin(rows[column], self._pseudonyms):
                seen |= beginnings(rows[column])
        if not seen <= self._pseudonyms:
            self._pseudonyms |= seen
            self._check_pseudonyms()  # the sooner the better; what counts is the look just before the act

    def reject(self, reason: str) -> Act:
        """Record that nothing could be read, and why. Rows written so far are taken back."""
        self._give_up()
        said = {**self._said(), "reason": reason}
        submission, actor = self.ticket.submission_id, self.ticket.actor
        intent = Intent(ActKind.REJECTED, submission, actor, said, (), self._check_refused)
        return self._ledger.committer.commit(intent)[0]

    def commit(self, rows_in: int) -> tuple[Act, bool]:
        """Accept the submission; the act and whether it is new. Refused if the counts do not agree."""
        self._check_swept(self._ledger.journal.state())
        self._flush(dict.fromkeys(self._begun))
        for name in sorted({file.table for file in self._files}):
            self._ledger.stores[name].commit([file for file in self._files if file.table == name])
        kept = sent_rows(self._files)
        set_aside = sum(file.rows for file in self._files if file.table == QUARANTINE.name)
        if rows_in != kept + set_aside:
            raise LedgerError(
                f"{self.ticket.name}: đọc vào {rows_in} dòng nhưng nhận {kept} và để riêng {set_aside}; không ghi nhận gì. "
                "Đây là lỗi của chương trình, hãy báo cho nơi hỗ trợ kèm tệp này."
            )
        self._check_keys()
        said = {**self._said(), "supersedes": self.ticket.supersedes}
        said |= {"rows_in": rows_in, "rows_accepted": kept, "rows_quarantined": set_aside}
        submission, actor = self.ticket.submission_id, self.ticket.actor
        intent = Intent(ActKind.ACCEPTED, submission, actor, said, tuple(self._files), self._check)
        act, new = self._ledger.committer.commit(intent)
        self._committed = new
        return act, new

    def _said(self) -> dict[str, Any]:
        return {name: getattr(self.ticket, name) for name in _SAID}

    def _check_refused(self, state: State) -> Act | None:
        return state.refused(self.ticket.content_hash, self.ticket.reading_hash)

    def _check(self, state: State) -> Act | None:
        self._check_swept(state)
        same = already_in(state, self.ticket)
        if same is not None:
            return same
        check_supersedes(state, self.ticket.supersedes)
        # Whoever changes a key first changes the ring, then reads the acts. So either the key is seen to be changed here,
        # or the act that follows is seen there, or it finds itself overtaken and comes here again.
        self._check_pseudonyms()
        return None

    def _check_pseudonyms(self) -> None:
        if self._pseudonyms:
            self._ledger.vault.check_current(self._pseudonyms)

    def _check_swept(self, state: State) -> None:
        if self.ticket.submission_id in state.swept:
            raise Swept(f"{self.ticket.name}: lần nhận này đã bị dọn vì tưởng là đã dừng; hãy nhận lại tệp.")

    def _check_keys(self) -> None:
        view = View(self._ledger.stores, self._ledger.state())
        for name in sorted({file.table for file in self._files}):
            twice = repeated_keys(self._ledger.engine, view, ROWS[name], self.ticket.submission_id)
            if twice:
                raise LedgerError(
                    f"{self.ticket.name}: {twice} dòng nói về cùng một ô số liệu với dòng khác trong tệp; không ghi nhận gì. "
                    "Đây là lỗi của bộ đọc, hãy báo cho nơi hỗ trợ kèm tệp này."
                )


def filtered(rows: pa.Table, keep: pa.Array | pa.ChunkedArray) -> pa.Table:
    """The rows that a mask keeps. Of one piece: to filter many pieces, or by many, takes twice as long."""
    mask = keep.combine_chunks() if isinstance(keep, pa.ChunkedArray) else keep
    return rows if pc.all(mask, min_count=0).as_py() else rows.combine_chunks().filter(mask)


def already_in(state: State, ticket: Ticket) -> Act | None:
    """The act that took in just this content, read in just this way, if it still counts and is not to be replaced; with `once` also if not."""
    same = state.same(ticket.content_hash, ticket.reading_hash, ever=ticket.once)
    return None if same is None or same.submission_id == ticket.supersedes else same


def check_supersedes(state: State, submission_id: str | None) -> None:
    """Refuse to stand for a submission that does not count any more."""
    if submission_id is None or submission_id in state.living:
        return
    act = state.accepted.get(submission_id)
    if act is None:
        raise LedgerError(f"Không có lần gửi {submission_id} để thay; hãy chạy “soyte submissions” để xem danh sách.")
    if submission_id in state.withdrawn:
        raise LedgerError(
            f"Lần gửi số {act.seq} đã được rút nên không thay được; hãy nhận tệp mới không kèm --supersedes."
        )
    newer = state.accepted[state.superseded[submission_id]]
    raise LedgerError(f"Lần gửi số {act.seq} đã được thay bằng lần gửi số {newer.seq}; hãy thay chính lần gửi đó.")
