"""Setting up the second factor: read a picture, type the first code, keep the recovery codes."""

from __future__ import annotations

import django_otp
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.portal.accesslog import note
from soyte.portal.notices import notify
from soyte.portal.pages.account.forms import SetUpForm
from soyte.portal.pages.account.setting_up import picture
from soyte.portal.people.factors import begin, confirm, factor_of
from soyte.portal.people.gate import needs_factor
from soyte.portal.people.visits import change_key, end
from soyte.portal.shell.access import NOBODY
from soyte.portal.shell.answers import shown
from soyte.portal.shell.forms import next_of
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission


@page("tai-khoan/xac-thuc-hai-lop/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def set_up_factor(request: Asked) -> HttpResponse:
    """Reached from the account, and on the way in by whoever's role needs it."""
    if factor_of(request.user) is not None:
        return redirect("account" if request.user.is_verified() else "second-factor")  # type: ignore[attr-defined]
    device = begin(request.user)
    form = SetUpForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            codes = confirm(device, form.cleaned_data["code"].replace(" ", ""))
            if codes:
                device.refresh_from_db()
                change_key(request)
                django_otp.login(request, device)
                end(request.user, but=request.session.session_key)
                notify("Đã bật xác thực hai lớp của Soyte", "account/factor_added.txt", people=[request.user])
                note(request, "bật xác thực hai lớp")
        if codes:
            return shown(
                request, "account/codes.html", {"codes": codes, "next": next_of(request)}, title="Giữ lại mã dự phòng"
            )
        form.add_error("code", "Mã không đúng. Hãy xem giờ của điện thoại có đúng không, chờ mã mới rồi nhập lại.")
    if needs_factor(request.user):
        request.access = NOBODY  # no menu yet
    context = {
        "form": form,
        "picture": picture(device.address),
        "words": " ".join(device.words[i : i + 4] for i in range(0, len(device.words), 4)),
        "must": needs_factor(request.user),
        "next": request.POST.get("next") or request.GET.get("next") or "",
    }
    return shown(request, "set_up_factor/page.html", context, title="Bật xác thực hai lớp")
