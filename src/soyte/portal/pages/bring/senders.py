"""In whose name somebody brings files in."""

from __future__ import annotations

from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.shell.access import Access
from soyte.portal.shell.permissions import Permission


def senders_of(access: Access) -> list[str]:
    """The units for which somebody may bring files in."""
    units = Unit.objects.filter(active=True)
    return [unit.name for unit in units if access.may_for(Permission.BRING_FILES, unit.name)]


def usual_sender(user: User, senders: list[str]) -> str:
    """The one that is meant if nothing is said: the person's own unit."""
    own = Membership.objects.filter(user=user).values_list("unit__name", flat=True)
    return next((name for name in own if name in senders), senders[0] if senders else "")
