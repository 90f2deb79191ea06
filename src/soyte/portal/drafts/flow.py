"""What may happen to a proposal, each step written down: proposed, changed, withdrawn, returned, approved.

Whoever proposed or changed it cannot approve it. What is approved is sent to the ledger in the same transaction.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from soyte.catalogue import load_catalogue
from soyte.ledger.errors import LedgerError
from soyte.portal.drafts.models import Proposal, Step
from soyte.portal.notices import notify
from soyte.portal.outbox import send
from soyte.portal.outbox.models import Entry
from soyte.portal.people.models import Unit, User
from soyte.portal.shell.permissions import Permission

_OWN_WORDS = (Step.What.PROPOSED, Step.What.CHANGED)


def propose(
    kind: str, *, place: str, year: int, indicator: str, body: dict[str, Any], by: User, unit: Unit | None
) -> Proposal:
    """A new proposal, waiting for approval; whoever may approve it gets a letter."""
    with transaction.atomic():
        made = _made(kind, place=place, year=year, indicator=indicator, body=body, by=by, unit=unit)
        Step.objects.create(proposal=made, what=Step.What.PROPOSED, by=by, body=body)
        told = {"by": str(by), **_about(made)}
        may = Permission.APPROVE_TARGETS
        notify("Có đề xuất chờ duyệt", "targets/proposed.txt", told, permission=may, place=place)
    return made


def _made(kind: str, **said: Any) -> Proposal:
    return Proposal.objects.create(kind=kind, **said)


def _about(proposal: Proposal) -> dict[str, Any]:
    name = load_catalogue().indicator(proposal.indicator).name_vi
    what = f"{proposal.get_kind_display()}, {name}, năm {proposal.year}"
    return {"what": what, "path": reverse("proposal", args=[proposal.pk])}


def _tell(proposal: Proposal, done: str, *, by: User, reason: str) -> None:
    said = {"by": str(by), "done": done, "reason": reason, **_about(proposal)}
    notify(f"Đề xuất số {proposal.pk} đã được {done}", "targets/decided.txt", said, people=[proposal.by])


def change(proposal: Proposal, body: dict[str, Any], *, by: User, reason: str) -> None:
    """Another content before it is approved; what it said before stays in its steps."""
    _step(proposal, Step.What.CHANGED, Proposal.State.PROPOSED, by, reason, body)


def withdraw(proposal: Proposal, *, by: User, reason: str) -> None:
    """Taken back by whoever proposed it."""
    if by.pk != proposal.by_id:
        raise PermissionDenied("rút đề xuất của người khác")
    _step(proposal, Step.What.WITHDRAWN, Proposal.State.WITHDRAWN, by, reason, proposal.body)


def send_back(proposal: Proposal, *, by: User, reason: str) -> None:
    """Not approved: it goes back with the reason, to be changed or withdrawn."""
    with transaction.atomic():
        _step(proposal, Step.What.RETURNED, Proposal.State.RETURNED, by, reason, proposal.body)
        _tell(proposal, "trả lại", by=by, reason=reason)


def approve(proposal: Proposal, *, by: User, reason: str = "") -> Entry:
    """Approved by somebody who had no hand in it, and on its way to the ledger."""
    if proposal.steps.filter(what__in=_OWN_WORDS, by=by).exists():
        raise PermissionDenied("duyệt đề xuất do chính mình nhập hoặc sửa; cần một người khác duyệt")
    with transaction.atomic():
        _step(proposal, Step.What.APPROVED, Proposal.State.APPROVED, by, reason, proposal.body)
        _tell(proposal, "duyệt", by=by, reason=reason)
        return sent(proposal, by=by)


def settle(
    *, place: str, year: int, indicator: str, body: dict[str, Any], by: User, unit: Unit | None, reason: str
) -> Entry:
    """Whose figure holds needs no second person: said and on its way to the ledger in one step."""
    with transaction.atomic():
        kind, state = Proposal.Kind.ACCEPTANCE, Proposal.State.APPROVED
        made = _made(kind, place=place, year=year, indicator=indicator, body=body, by=by, unit=unit, state=state)
        Step.objects.create(proposal=made, what=Step.What.APPROVED, by=by, reason=reason, body=body)
        return sent(made, by=by)


def sent(proposal: Proposal, *, by: User) -> Entry:
    """The entry for the ledger; its key is the proposal's own."""
    said = {
        "proposal": proposal.pk,
        "place": proposal.place,
        "year": proposal.year,
        "indicator": proposal.indicator,
        "body": proposal.body,
        "proposed_by": proposal.by.username,
        "sender": proposal.unit.name if proposal.unit else None,
    }
    key = f"{proposal.pk}/{proposal.made_at.isoformat()}"
    return send(proposal.kind, key=key, said=said, by=by, title=str(proposal))


def _step(proposal: Proposal, what: str, state: str, by: User, reason: str, body: dict[str, Any]) -> None:
    """Only an open proposal goes on, and only in the version that the person saw; of two people at once the second is told."""
    open_states = [Proposal.State.PROPOSED]
    if what in (Step.What.CHANGED, Step.What.WITHDRAWN):
        open_states.append(Proposal.State.RETURNED)
    with transaction.atomic():
        mine = Proposal.objects.filter(pk=proposal.pk, state__in=open_states, version=proposal.version)
        if mine.update(state=state, body=body, version=proposal.version + 1) != 1:
            proposal.refresh_from_db()
            raise LedgerError(
                f"Đề xuất này đã thay đổi trong lúc bạn xem (nay: {proposal.get_state_display()}); hãy mở lại rồi làm tiếp."
            )
        Step.objects.create(proposal=proposal, what=what, by=by, reason=reason, body=body)
    proposal.state, proposal.body, proposal.version = state, body, proposal.version + 1
