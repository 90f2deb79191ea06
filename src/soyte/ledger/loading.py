"""Taking a submission in, whole or not at all: rows are written first and count for nothing until the act is there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Intent
from soyte.ledger.derive import repeated_keys
from soyte.ledger.errors import LedgerError, Swept
from soyte.ledger.leases import Lease
from soyte.ledger.parts import divided, parts
from soyte.ledger.renaming import beginnings
from soyte.ledger.state import State
from soyte.ledger.store import ROW_GROUP, DataFile, Writer, part_of
from soyte.ledger.tables import QUARANTINE, ROWS, sent_rows
from soyte.ledger.visible import View

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


_OPEN = 400  # files written at once by one load
_HELD = 128 << 20  # bytes of rows that wait to be written together
_SAID = ("channel", "what", "dataset", "owner", "sender", "name", "content_hash", "reading_hash", "size")


class Loading:
    """A submission on its way in. Use as a context: leaving it without `commit` leaves nothing that anybody sees."""

    def __init__(self, ledger: Ledger, ticket: Ticket) -> None:
        self._ledger = ledger
        self.ticket = ticket
        self._writers: dict[tuple[str, str], Writer] = {}  # by table and part
        self._waiting: dict[str, list[pa.Table]] = {}  # by table
        self._held = 0  # bytes that wait
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
        for writer in self._writers.values():
            writer.abandon()
        # Interrupted just after the act was appended, the submission is accepted although nobody was told.
        if not self._committed and self._ledger.journal.surely_without(self.ticket.submission_id):
            self._ledger.committer.discard(self._files)
        if self._lease:
            self._lease.release()

    def identify(self, content_hash: str) -> None:
        """Say what the content was; before `commit` or `reject`."""
        self.ticket = replace(self.ticket, content_hash=content_hash)

    def write(self, table: str, rows: pa.RecordBatch | pa.Table) -> None:
        """Rows of a table, without `submission_id`; columns by name, missing ones null."""
        named = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
        for part in sorted(parts(ROWS[table], named)):
            self._writer(table, part)  # its file tells the doctor that something is under way
        self._waiting.setdefault(table, []).append(named)
        self._held += named.nbytes
        if self._held >= _HELD:
            self._flush()

    def _flush(self) -> None:
        """Write what waits: rows of a part together, for what is written in small pieces is written and read slowly."""
        waiting, self._waiting, self._held = self._waiting, {}, 0
        for table in list(waiting):  # what is written need not be held
            whole = pa.concat_tables(waiting.pop(table), promote_options="default")
            self._remember(table, whole)
            column = pa.repeat(pa.scalar(self.ticket.submission_id), len(whole))
            for part, some in divided(ROWS[table], whole.append_column("submission_id", column)):
                self._writer(table, part).write(some)

    def _writer(self, table: str, part: str) -> Writer:
        """The writer of a part; one of those that were not asked for longest makes room for it."""
        writer = self._writers.pop((table, part), None)
        if writer is None:
            if len(self._writers) >= _OPEN:
                self._close(next(iter(self._writers)))
            writer = self._ledger.stores[table].writer(self.ticket.submission_id, part)
        self._writers[table, part] = writer
        return writer

    def _close(self, key: tuple[str, str]) -> None:
        file = self._writers.pop(key).close()
        if file is not None:
            self._files.append(file)

    def drop(self, table: str, keep: Callable[[pa.Table], pa.Array]) -> int:
        """Take back rows of a table that were written: those for which `keep` is false. How many that were."""
        self._flush()
        for key in [key for key in self._writers if key[0] == table]:
            self._close(key)
        store, dropped = self._ledger.stores[table], 0
        for file in [one for one in self._files if one.table == table]:
            writer = store.writer(self.ticket.submission_id, part_of(file.path))
            try:
                with pq.ParquetFile(store.folder / file.path) as source:
                    for batch in source.iter_batches(ROW_GROUP):
                        rows = pa.Table.from_batches([batch])
                        writer.write(rows.filter(keep(rows)))
                made = writer.close()
            except BaseException:
                writer.abandon()
                raise
            (store.folder / file.path).unlink()
            self._files.remove(file)
            dropped += file.rows - (made.rows if made else 0)
            self._files += [made] if made else []
        return dropped

    def _remember(self, table: str, rows: pa.Table) -> None:
        """How the pseudonyms of these rows begin."""
        seen: set[str] = set()
        for column in ROWS[table].pseudonyms:
            if column in rows.column_names and not self._known(rows[column]):
                seen |= beginnings(rows[column])
        if not seen <= self._pseudonyms:
            self._pseudonyms |= seen
            self._check_pseudonyms()  # the sooner the better; what counts is the look just before the act

    def _known(self, pseudonyms: pa.ChunkedArray) -> bool:
        """Whether all begin in one way that was seen before, as they nearly always do."""
        first = next((value for value in pseudonyms if value.is_valid), None)
        begun = None if first is None else f"{first.as_py().partition(':')[0]}:"
        return begun in self._pseudonyms and pc.all(pc.starts_with(pseudonyms, begun)).as_py()

    def reject(self, reason: str) -> Act:
        """Record that nothing could be read, and why. Rows written so far are taken back."""
        for writer in self._writers.values():
            writer.abandon()
        self._writers.clear()
        self._waiting.clear()
        said = {**self._said(), "reason": reason}
        submission, actor = self.ticket.submission_id, self.ticket.actor
        intent = Intent(ActKind.REJECTED, submission, actor, said, (), self._check_refused)
        return self._ledger.committer.commit(intent)[0]

    def commit(self, rows_in: int) -> tuple[Act, bool]:
        """Accept the submission; the act and whether it is new. Refused if the counts do not agree."""
        self._check_swept(self._ledger.journal.state())
        self._flush()
        for key in list(self._writers):
            self._close(key)
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
