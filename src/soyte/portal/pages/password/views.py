"""Setting a password: after an invitation, after it was forgotten."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.ledger import clock
from soyte.portal.accesslog import note
from soyte.portal.notices import notify
from soyte.portal.pages.signing_in.forms import ForgottenForm, NewPasswordForm
from soyte.portal.people.entering import enter, unlock
from soyte.portal.people.links import Kind, PasswordLink, find_link, make_link, spend
from soyte.portal.people.models import User
from soyte.portal.people.visits import end
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission

TITLES = {Kind.INVITE: "Nhận lời mời", Kind.RESET: "Đặt lại mật khẩu"}


@page("quen-mat-khau/", needs=Permission.OPEN_TO_ALL, posts=Permission.OPEN_TO_ALL)
def forgotten(request: Asked) -> HttpResponse:
    """Ask for a link. The answer is the same whether or not there is such an account."""
    form = ForgottenForm(request.POST or None)
    asked = request.method == "POST" and form.is_valid()
    if asked:
        with transaction.atomic():
            _send_link(request, form.cleaned_data["username"])
    context = {"form": form, "asked": asked, "mail": bool(settings.EMAIL_HOST)}
    return shown(request, "password/forgotten.html", context, title="Quên mật khẩu")


def _send_link(request: Asked, said: str) -> None:
    """A letter to the account of this name or address, if there is exactly one that signs in with a password."""
    by_name = User.objects.filter(username=said, is_active=True)
    found = list(by_name or User.objects.filter(email__iexact=said, is_active=True)[:2])
    if len(found) != 1 or not found[0].email or not settings.EMAIL_HOST or not found[0].has_usable_password():
        return
    if PasswordLink.objects.filter(user=found[0], expires_at__gt=clock.now()).exists():
        return  # one was sent within the hour: nobody fills somebody's letter box
    note(request, "xin đặt lại mật khẩu", what=f"tài khoản {found[0].username}")
    secret = make_link(found[0], Kind.RESET, "")
    notify("Đặt lại mật khẩu Soyte", "password/reset.txt", {"secret": secret}, people=[found[0]])


@page("dat-mat-khau/<str:secret>/", needs=Permission.OPEN_TO_ALL, posts=Permission.OPEN_TO_ALL)
def set_password(request: Asked, secret: str) -> HttpResponse:
    """The page behind a link. It can be opened often and used once."""
    link = find_link(secret)
    if link is None:
        return shown(request, "password/over.html", {}, title="Liên kết không còn dùng được", status=410)
    form = NewPasswordForm(link.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            used = spend(link)
            if used:
                _set(request, link, form.cleaned_data["password"])
        if used:
            return redirect("overview")
        return shown(request, "password/over.html", {}, title="Liên kết không còn dùng được", status=410)
    answer = shown(request, "password/set.html", {"form": form, "link": link}, title=TITLES[Kind(link.kind)])
    answer.headers["Referrer-Policy"] = (
        "strict-origin"  # the address is a secret (with "no-referrer" a browser names no origin)
    )
    return answer


def _set(request: Asked, link: PasswordLink, password: str) -> None:
    user = link.user
    user.set_password(password)
    user.save(update_fields=["password"])
    end(user)
    unlock(user.username)
    enter(request, user, "bằng lời mời" if link.kind == Kind.INVITE else "sau khi đặt lại mật khẩu")
    note(request, "đặt mật khẩu")
    if link.kind == Kind.RESET:
        notify("Mật khẩu Soyte đã được đổi", "password/changed.txt", people=[user])
    messages.success(request, "Đã đặt mật khẩu.")
