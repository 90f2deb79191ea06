"""Approved targets and explanations on their way to the ledger."""

from __future__ import annotations

from soyte.ledger.acts import Act
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger
from soyte.measures.targets.judging import EXPLANATION, subject_of
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry
from soyte.receiving.entering import enter_target


@delivers("target")
def deliver_target(ledger: Ledger, entry: Entry) -> Act:
    """A list of one target; it supersedes the earlier one of the same indicator, place, period and body."""
    said = entry.said
    note = f"Đề xuất số {said['proposal']} ({entry.submission_id}): {said['proposed_by']} nhập, {entry.actor} duyệt"
    given = said["body"]["cells"].get("note") or ""
    cells = {**said["body"]["cells"], "note": f"{given}. {note}" if given else note}
    name = f"chi-tieu-giao-{said['indicator']}-{said['place']}-{said['year']}.csv"
    return enter_target(
        ledger, cells, name=name, actor=entry.actor, sender=said["sender"] or "Sở Y tế", channel="portal"
    )


@delivers(EXPLANATION)
def deliver_explanation(ledger: Ledger, entry: Entry) -> Act:
    """An event about the indicator of a place in a year."""
    said = entry.said
    subject = subject_of(said["indicator"], said["place"], said["year"])
    body = {**said["body"], "proposed_by": said["proposed_by"], "unit": said["sender"]}
    return record(ledger, EXPLANATION, subject, body, actor=entry.actor, channel="portal", key=entry.submission_id)
