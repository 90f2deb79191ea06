"""The way to the identity provider and back. Without a provider these pages do not exist."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.people.entering import enter
from soyte.portal.people.provider import NotKnown, depart, returned
from soyte.portal.shell.forms import next_of
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.troubles import told

_NEXT = "after_provider"


@page("dang-nhap/noi-khac/", needs=Permission.OPEN_TO_ALL)
def provider(request: Asked) -> HttpResponse:
    """Off to the provider."""
    _exists()
    request.session[_NEXT] = next_of(request)
    try:
        return depart(request, f"{settings.SOYTE_URL}{reverse('provider-back')}")
    except NotKnown as error:
        return told(request, 503, "Chưa đăng nhập được", str(error))


@page("dang-nhap/tro-lai/", needs=Permission.OPEN_TO_ALL)
def provider_back(request: Asked) -> HttpResponse:
    """Back with a code."""
    _exists()
    onward = request.session.pop(_NEXT, reverse("overview"))
    try:
        user = returned(request)
    except NotKnown as error:
        note(request, "đăng nhập không thành công", what=f"bằng {settings.OIDC_NAME}")
        return told(request, 403, "Chưa đăng nhập được", str(error))
    enter(request, user, f"bằng {settings.OIDC_NAME}")
    return redirect(onward)


def _exists() -> None:
    if not settings.OIDC:
        raise Http404("Phần mềm chưa nối với nhà cung cấp danh tính nào.")
