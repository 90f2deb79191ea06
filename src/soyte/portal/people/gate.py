"""Between signing in and the pages: sessions that are over, and people who still owe a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.people.factors import factor_of
from soyte.portal.people.visits import NO_FACTOR, over
from soyte.portal.shell.access import KNOWN, access_of
from soyte.portal.shell.problems import asks_api, problem

ON_THE_WAY = {"second-factor", "set-up-factor", "logout"}  # pages on the way through
ALL = "all"
FORBIDDEN = 403


class GateMiddleware:
    """Whoever has not passed reaches the pages on the way only; what is open to all they see like anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == FORBIDDEN and (request.user.is_authenticated or "Authorization" in request.headers):
            note(request, "bị từ chối", what=f"{request.method} {request.path}")
        return answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        """Called by Django before a view."""
        if not request.user.is_authenticated:
            return None
        setattr(request.user, KNOWN, access_of(request.user))
        ended = over(request)
        if ended:
            logout(request)
            messages.warning(request, f"{ended} Hãy đăng nhập lại.")
            return None  # as anybody: pages send such a one to sign in
        here = request.resolver_match.url_name if request.resolver_match else ""
        step = owed(request)
        if not step or here in ON_THE_WAY:
            return None
        if asks_api(request):
            return problem(401, "Chưa đăng nhập xong", "Hãy hoàn tất đăng nhập bằng mã xác thực trên trang web.")
        if _open(here):
            request.user = AnonymousUser()
            return None
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": reverse(step)})
        if request.method != "GET":
            return redirect(step)
        return redirect_to_login(request.get_full_path(), reverse(step))


def owed(request: Any) -> str:
    """The page where somebody who is signed in has to go first: "" when they have passed."""
    user = request.user
    if user.is_verified():
        return ""
    if not request.session.get(NO_FACTOR) and factor_of(user) is not None:
        return "second-factor"
    return "set-up-factor" if needs_factor(user) else ""


def needs_factor(user: Any) -> bool:
    """Whether a role of this person asks for a second factor."""
    asked = settings.SECOND_FACTOR_ROLES
    return ALL in asked or any(role.code in asked for role in access_of(user).roles)


def _open(name: str | None) -> bool:
    from soyte.portal.shell.pages import PAGES  # noqa: PLC0415 (a cycle otherwise)
    from soyte.portal.shell.permissions import Permission  # noqa: PLC0415

    known = PAGES.get(name or "")
    return known is not None and known.needs is Permission.OPEN_TO_ALL
