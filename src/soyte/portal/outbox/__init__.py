"""What people approve on screen on its way to the ledger: kept with the approval in one transaction, delivered exactly once.

with transaction.atomic():
    draft.approve()
    send("explanation", key=f"{draft.pk}/{draft.version}", said={…}, by=request.user)

@delivers("explanation")                                           in `outbox.py` of a page's folder, found by itself
def deliver(ledger: Ledger, entry: Entry) -> Act:
    return record(ledger, …, actor=entry.actor, key=entry.submission_id)
"""

from soyte.portal.outbox.delivering import deliver_pending
from soyte.portal.outbox.kinds import delivers
from soyte.portal.outbox.sending import send, submission_of, tell

__all__ = ["deliver_pending", "delivers", "send", "submission_of", "tell"]
