"""One's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.portal.accesslog import note
from soyte.portal.notices import notify
from soyte.portal.pages.account.forms import ChangePasswordForm, ConfirmForm, SignOutForm
from soyte.portal.people.factors import factor_of, forget, new_codes
from soyte.portal.people.gate import needs_factor
from soyte.portal.people.models import RecoveryCode
from soyte.portal.people.visits import change_key, end, living
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission


@page("tai-khoan/", needs=Permission.SIGNED_IN)
def account(request: Asked) -> HttpResponse:
    """Who one is here, what one may do, where one is signed in."""
    context = {
        "memberships": request.user.memberships.select_related("unit"),
        "roles": {role.code: role for role in request.access.roles},
        "factor": factor_of(request.user),
        "needs_factor": needs_factor(request.user),
        "codes_left": RecoveryCode.objects.filter(user=request.user).count(),
        "visits": living(request.user),
        "here_key": request.session.session_key,
        "allowed": [one.value for one in Permission if request.access.holding(one)],
    }
    return shown(request, "account/page.html", context, title="Tài khoản của tôi")


@page("tai-khoan/mat-khau/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def password(request: Asked) -> HttpResponse:
    """Change the password; all other sessions end."""
    form = ChangePasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            request.user.set_password(form.cleaned_data["password"])
            request.user.save(update_fields=["password"])
            update_session_auth_hash(request, request.user)
            change_key(request)
            end(request.user, but=request.session.session_key)
            notify("Mật khẩu Soyte đã được đổi", "password/changed.txt", people=[request.user])
            note(request, "đổi mật khẩu")
        messages.success(request, "Đã đổi mật khẩu và đăng xuất ở những nơi khác.")
        return redirect("account")
    return shown(request, "account/password.html", {"form": form}, title="Đổi mật khẩu")


@page("tai-khoan/phien/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def sessions(request: Asked) -> HttpResponse:
    """End one session, or all others."""
    if request.method != "POST":
        return redirect("account")
    which, here = request.POST.get("phien", ""), request.session.session_key
    form = SignOutForm(request, request.POST)
    if form.is_valid():
        count = end(request.user, but=here, only=int(which) if which.isdecimal() else None)
        note(request, "đăng xuất ở nơi khác", what=f"{count} phiên")
        messages.success(request, f"Đã đăng xuất ở {count} nơi.")
        return redirect("account")
    if "present" not in request.POST:
        form = SignOutForm(request)
    context = {"form": form, "words": "Bạn đã đăng nhập từ lâu, nên hãy nhập lại mật khẩu.", "hidden": {"phien": which}}
    return shown(request, "account/confirm.html", context, title="Đăng xuất ở nơi khác")


@page("tai-khoan/ma-du-phong/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def recovery_codes(request: Asked) -> HttpResponse:
    """New recovery codes, shown once."""
    form = ConfirmForm(request, request.POST or None)
    if factor_of(request.user) is None:
        return redirect("set-up-factor")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            codes = new_codes(request.user)
            note(request, "lập mã dự phòng mới")
        return shown(request, "account/codes.html", {"codes": codes}, title="Mã dự phòng")
    return shown(request, "account/confirm.html", {"form": form, "words": CODES}, title="Lập mã dự phòng mới")


CODES = "Mã dự phòng cũ sẽ hết tác dụng. Mã mới chỉ hiện một lần."
REMOVE = "Từ lần sau chỉ cần mật khẩu để đăng nhập. Mã dự phòng cũng hết tác dụng."


@page("tai-khoan/go-xac-thuc/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def remove_factor(request: Asked) -> HttpResponse:
    """Remove the second factor; with it go all other sessions. Roles that need one ask for a new one at once."""
    form = ConfirmForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            forget(request.user)
            change_key(request)
            end(request.user, but=request.session.session_key)
            notify("Đã gỡ xác thực hai lớp của Soyte", "account/factor_removed.txt", people=[request.user])
            note(request, "gỡ xác thực hai lớp")
        messages.success(request, "Đã gỡ xác thực hai lớp.")
        return redirect("account")
    return shown(request, "account/confirm.html", {"form": form, "words": REMOVE}, title="Gỡ xác thực hai lớp")
