"""Signing in and out: name and password, then the second factor when one is owed."""

from __future__ import annotations

import django_otp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from soyte.portal.accesslog import note
from soyte.portal.pages.signing_in.forms import CodeForm, SignInForm
from soyte.portal.people.entering import enter, leave, too_many
from soyte.portal.people.factors import passes
from soyte.portal.people.gate import owed
from soyte.portal.people.models import RecoveryCode
from soyte.portal.people.visits import change_key
from soyte.portal.shell.access import NOBODY, access_of
from soyte.portal.shell.answers import shown
from soyte.portal.shell.forms import next_of
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.refusals import locked_out


@page("dang-nhap/", needs=Permission.OPEN_TO_ALL, posts=Permission.OPEN_TO_ALL)
def login(request: Asked) -> HttpResponseBase:
    """Name and password."""
    if access_of(request.user).signed_in:
        return redirect(next_of(request))
    if request.method == "POST" and too_many(request.POST.get("username", "")):
        return locked_out(request)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        enter(request, form.get_user(), "bằng mật khẩu")
        return redirect(next_of(request))
    context = {"form": form, "next": _wanted(request), "provider": settings.OIDC_NAME}
    return shown(request, "signing_in/login.html", context, title="Đăng nhập")


@page("dang-nhap/ma-xac-thuc/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def second_factor(request: Asked) -> HttpResponse:
    """A code of the authenticator, or one of the recovery codes."""
    if owed(request) != "second-factor":
        return redirect(next_of(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = RecoveryCode.objects.filter(user=request.user).count()
        device = passes(request.user, form.cleaned_data["code"])
        if device is not None:
            change_key(request)
            django_otp.login(request, device)
            left = RecoveryCode.objects.filter(user=request.user).count()
            note(request, "qua xác thực hai lớp", what="bằng mã dự phòng" if left < codes else "")
            return redirect(next_of(request))
        note(request, "nhập sai mã xác thực hai lớp")
        form.add_error("code", "Mã không đúng, đã dùng rồi, hoặc nhập quá nhanh. Hãy chờ mã mới hiện ra rồi nhập lại.")
    context = {"form": form, "next": _wanted(request)}
    request.access = NOBODY  # no menu yet
    return shown(request, "signing_in/code.html", context, title="Xác thực hai lớp")


@page("dang-xuat/", needs=Permission.OPEN_TO_ALL, posts=Permission.OPEN_TO_ALL)
def logout(request: Asked) -> HttpResponse:
    """The button of the person box; a bare visit asks first."""
    if request.method == "POST":
        leave(request)
        answer = redirect("login")
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer
    return shown(request, "signing_in/logout.html", {}, title="Đăng xuất")


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""
