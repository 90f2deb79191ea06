"""Tokens of the API: one's own, and for auditors and administrators those of their people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from soyte.portal.accesslog import note
from soyte.portal.people.models import ApiToken
from soyte.portal.people.tokens import allowable, make_token, revoke
from soyte.portal.shell.answers import shown
from soyte.portal.shell.forms import Form
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission

HOLD, MANAGE = Permission.HOLD_TOKENS, Permission.MANAGE_TOKENS
_DAYS = [(30, "30 ngày"), (90, "90 ngày"), (180, "180 ngày"), (365, "một năm")]


class TokenForm(Form):
    """What a token is for, what it may do, how long."""

    name = forms.CharField(label="Dùng để làm gì", max_length=80, help_text="Ví dụ: kho dữ liệu dùng chung của tỉnh.")
    days = forms.TypedChoiceField(label="Dùng được trong", choices=_DAYS, coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(label="Được phép", widget=forms.CheckboxSelectMultiple)

    def __init__(self, allowed: list[Permission], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(one.name, one.value) for one in allowed]  # type: ignore[attr-defined]


@page("quan-tri/ma-truy-cap/", needs=HOLD, posts=HOLD, menu=Menu("Mã truy cập API", 67, "Quản trị"))
def tokens(request: Asked) -> HttpResponse:
    """The list; making one; revoking one."""
    form = TokenForm(allowable(request.access), request.POST if request.POST.get("viec") == "lap" else None)
    text = ""
    if request.method == "POST" and request.POST.get("viec") == "thu":
        return _revoke(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with transaction.atomic():
            made, text = make_token(
                request.user, said["name"], [Permission[one] for one in said["scopes"]], said["days"]
            )
            note(request, "lập mã truy cập", what=f"{made.prefix}: {made.name}")
        form = TokenForm(allowable(request.access))
    listed = list(tokens_of(request).select_related("user"))
    context = {
        "form": form,
        "text": text,
        "listed": listed,
        "others": request.access.may(MANAGE),
    }
    working = sum(one.works for one in listed)
    return shown(
        request, "tokens/page.html", context, title=f"Mã truy cập API: {working} mã đang dùng được", api="/api/tokens"
    )


def tokens_of(request: Asked) -> QuerySet[ApiToken]:
    """One's own; with MANAGE_TOKENS those of people at one's units."""
    if request.access.whole(MANAGE):
        return ApiToken.objects.all()
    units = request.access.units(MANAGE)
    return ApiToken.objects.filter(Q(user=request.user) | Q(user__memberships__unit__in=units)).distinct()


def _revoke(request: Asked) -> HttpResponse:
    number = request.POST.get("ma", "")
    found = end(request, int(number) if number.isdecimal() else 0)
    messages.success(request, f"Đã thu hồi mã {found.prefix}…")
    return redirect("tokens")


def end(request: Asked, number: int) -> ApiToken:
    """End a token that whoever asks may end."""
    found = tokens_of(request).filter(pk=number).first()
    if found is None:
        raise Http404("Không có mã truy cập này.")
    if found.user_id != request.user.pk and not request.access.may(MANAGE):
        raise PermissionDenied(MANAGE.value)
    with transaction.atomic():
        revoke(found)
        note(request, "thu hồi mã truy cập", what=f"{found.prefix}: {found.name}, của {found.user.username}")
    found.refresh_from_db()
    return found
