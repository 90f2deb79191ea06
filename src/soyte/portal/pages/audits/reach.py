"""Whose reports somebody may read and decide about: their own, and those of units over which they decide findings."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from soyte.portal.accesslog import note
from soyte.portal.drafts.models import Audit
from soyte.portal.pages.audits import keeping
from soyte.portal.people.models import Membership, Unit
from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.roles import ROLES


def readable(request: Asked) -> QuerySet[Audit]:
    """The audits that whoever asks may see."""
    held = request.access.holding(Permission.DECIDE_FINDINGS)
    found = Audit.objects.select_related("uploaded_by", "unit")
    if any(request.access.everything(grant) for grant in held):
        return found
    units = {unit for grant in held for unit in grant.units}
    return found.filter(Q(uploaded_by=request.user) | Q(unit__in=units))


def one(request: Asked, number: int) -> Audit:
    """An audit that may be seen; of any other it is not even said that it exists."""
    audit = readable(request).filter(pk=number).first()
    if audit is None:
        raise Http404("Không có bản rà soát này, hoặc nó của đơn vị khác.")
    keeping.settle(audit)
    return audit


def may_see_whole(request: Asked, audit: Audit) -> bool:
    """Whether covered sentences may be opened: by whoever brought the report, and by those who may see personal data."""
    place = audit.unit.name if audit.unit else None
    return audit.uploaded_by_id == request.user.pk or request.access.may_for(Permission.SEE_PERSONAL, place)


def whole_asked(request: Asked, one: Audit) -> bool:
    """Whether covered sentences are to be shown: asked for, allowed, and written down."""
    return request.GET.get("hien") == "du" and whole_opened(request, one)


def whole_opened(request: Asked, one: Audit) -> bool:
    """Covered sentences are opened, which is allowed to some and written down."""
    if not may_see_whole(request, one):
        raise PermissionDenied(Permission.SEE_PERSONAL.value)
    note(request, "mở câu bị che trong báo cáo rà soát", what=f"bản rà soát {one.pk}", personal=True)
    return True


def own_units(request: Asked) -> list[Unit]:
    """The units for which somebody may bring a report: those where they hold a role that audits."""
    roles = [code for code, role in ROLES.items() if Permission.AUDIT_REPORTS in role.may]
    held = Membership.objects.filter(user=request.user, role__in=roles, unit__active=True)
    return list(Unit.objects.filter(pk__in=held.values("unit")))
