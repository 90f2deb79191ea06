"""One person: who they are, which roles they hold where, and what may be done with their account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.pages.people.forms import PersonForm, RoleForm
from soyte.portal.pages.people.views import state_of
from soyte.portal.pages.person.acts import ACTS
from soyte.portal.people.entering import locked
from soyte.portal.people.factors import factor_of
from soyte.portal.people.models import Membership, User
from soyte.portal.people.rules import MANAGE, Refused, must_hold_whole, must_not_be_self, within
from soyte.portal.people.visits import living
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, page


@page("quan-tri/nguoi-dung/<int:number>/", needs=MANAGE, posts=MANAGE)
def person(request: Asked, number: int) -> HttpResponse:
    """The page, and every act on it (`viec` names which)."""
    user = within(request.access).filter(pk=number).first()
    if user is None:
        raise Http404("Không có người này trong các đơn vị mà bạn quản trị.")
    role_form, form = RoleForm(request.access), PersonForm(initial={"full_name": user.full_name, "email": user.email})
    if request.method == "POST":
        said = request.POST.get("viec", "")
        if said not in ACTS:
            raise Http404("Không có việc này.")
        try:
            with transaction.atomic():
                words = ACTS[said](request, user)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, words)
        return redirect(request.path if within(request.access).filter(pk=number).exists() else reverse("people"))
    note(request, "xem tài khoản", what=user.username)
    context = {
        "person": user,
        "memberships": Membership.objects.filter(user=user).select_related("unit"),
        "own_units": request.access.units(MANAGE),
        "whole": request.access.whole(MANAGE),
        "state": state_of(user),
        "locked": locked(user.username),
        "factor": factor_of(user),
        "visits": living(user),
        "role_form": role_form,
        "form": form,
        "link": _link(request, user),
        "closed": _closed(request, user),
    }
    return shown(request, "person/page.html", context, title=user.full_name, api=f"/api/people/{user.pk}")


def _closed(request: Asked, user: User) -> str:
    """Why the account cannot be changed by this administrator; "" when it can."""
    try:
        must_not_be_self(request.user, user)
        must_hold_whole(request.access, user)
    except Refused as error:
        return str(error)
    return ""


def _link(request: Asked, user: User) -> str:
    """The link that was made just before; shown once."""
    made: Any = request.session.get("link")
    if not made or made["of"] != user.pk:
        return ""
    del request.session["link"]
    return request.build_absolute_uri(reverse("set-password", kwargs={"secret": made["secret"]}))
