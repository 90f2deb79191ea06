"""Whose proposals somebody may see and what they may do with one."""

from __future__ import annotations

from django.http import Http404

from soyte.portal.drafts.models import Proposal, Step
from soyte.portal.people.models import Membership, Unit
from soyte.portal.shell.access import Access, covers
from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.roles import ROLES


def seen(request: Asked, proposal: Proposal) -> bool:
    """Their own, and those of places where they enter or approve."""
    access: Access = request.access
    return proposal.by_id == request.user.pk or any(
        access.may(one, proposal.place) for one in (Permission.ENTER_TARGETS, Permission.APPROVE_TARGETS)
    )


def one(request: Asked, number: int) -> Proposal:
    """A proposal that may be seen; of any other it is not even said that it exists."""
    found = Proposal.objects.select_related("by", "unit").filter(pk=number).first()
    if found is None or not seen(request, found):
        raise Http404("Không có đề xuất này, hoặc nó của địa bàn khác.")
    return found


def may_approve(request: Asked, proposal: Proposal) -> bool:
    """Whether this person may approve it: the permission at the place, and no hand in it."""
    mine = proposal.steps.filter(what__in=[Step.What.PROPOSED, Step.What.CHANGED], by=request.user).exists()
    return (
        proposal.state == Proposal.State.PROPOSED
        and not mine
        and request.access.may(Permission.APPROVE_TARGETS, proposal.place)
    )


def may_change(request: Asked, proposal: Proposal) -> bool:
    """Whether this person may change it: while it is open, whoever enters at its place."""
    open_still = proposal.state in (Proposal.State.PROPOSED, Proposal.State.RETURNED)
    return open_still and request.access.may(Permission.ENTER_TARGETS, proposal.place)


def unit_of(request: Asked, permission: Permission, place: str) -> Unit | None:
    """In whose name somebody proposes something about a place: the unit whose role allows it, the nearest one first."""
    roles = [code for code, role in ROLES.items() if permission in role.may]
    held = Membership.objects.filter(user=request.user, role__in=roles, unit__active=True).select_related("unit")
    units = [one.unit for one in held if one.unit.place and covers(one.unit.place, place)]
    return max(units, key=lambda unit: len(unit.place), default=None)
