"""The same file handed on to the ledger as a report of the unit."""

from __future__ import annotations

from soyte.ledger.scratch import Scratch
from soyte.portal.drafts.models import Audit
from soyte.portal.pages.audits import desk
from soyte.portal.shell.book import ledger
from soyte.receiving import Order, Receipt, receive
from soyte.receiving.order import Progress, silent

LONG = 1_500  # figures: such a report takes some seconds to be read once more


def hand_over(audit: Audit, actor: str, progress: Progress = silent) -> Receipt:
    """Take the report into the ledger; again, it is the same submission."""
    data = desk.take(audit.sha256, actor, f"nhận báo cáo rà soát {audit.pk} vào kho")
    with Scratch() as folder:
        path = folder / audit.name
        path.write_bytes(data)
        sender = audit.unit.name if audit.unit else None
        return receive(ledger(), Order(path, actor=actor, channel="portal", sender=sender), progress)


def told(audit: Audit, receipt: Receipt) -> str:
    """What became of it, for the person."""
    number = receipt.act.seq
    if receipt.new:
        return f"Đã nhận {audit.name} vào kho: lần gửi số {number}."
    return f"{audit.name} đã có trong kho từ trước: lần gửi số {number}."
