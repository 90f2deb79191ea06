"""The journal's table from the copies of its acts in Delta's log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from soyte.ledger.acts import SCHEMA, Act, ActKind, to_row
from soyte.ledger.committing import Intent
from soyte.ledger.doctor.journal_checks import copied_acts, copies, numbering
from soyte.ledger.errors import LedgerError
from soyte.ledger.journal import Journal
from soyte.ledger.store import Conflict

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger


def mend_journal(ledger: Ledger, actor: str) -> bool:
    """Write the journal anew if its table does not hold what its log says. False if there was nothing to mend."""
    store = ledger.journal.store
    with ledger.committer.lock():
        at = store.version()
        kept = copied_acts(store)
        acts = _readable(ledger)
        if acts is not None and not list(copies(acts, kept)):
            return False
        wrong = next(numbering(kept), None)
        if wrong is not None or not kept or (acts and acts[-1].seq > kept[-1].seq):
            raise LedgerError(
                f"{store.folder}: không dựng lại được sổ các lần gửi vì nhật ký của bảng cũng không đủ "
                f"({wrong.sentence if wrong else 'thiếu các lần ghi nhận cuối'}); hãy khôi phục từ bản sao lưu."
            )
        writer = store.writer(f"journal{kept[-1].seq}")
        try:
            writer.write(pa.Table.from_pylist([to_row(act) for act in kept], schema=SCHEMA))
            file = writer.close()
        except BaseException:
            writer.abandon()
            raise
        try:
            store.commit([file] if file else [], store.paths(), changes=False, at=at)
        except Conflict:
            raise LedgerError("Sổ vừa được ghi từ nơi khác; hãy chạy lại “soyte doctor --repair”.") from None
    said = {"reason": "dựng lại sổ các lần gửi từ nhật ký của bảng"}
    ledger.committer.commit(Intent(ActKind.REPAIRED, "", actor, said))
    return True


def _readable(ledger: Ledger) -> tuple[Act, ...] | None:
    try:
        return tuple(Journal(ledger.home.ledger).state().acts)  # from disk, not from what was read before
    except LedgerError:
        return None
