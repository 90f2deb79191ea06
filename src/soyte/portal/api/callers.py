"""Who calls: somebody signed in in this browser, a program with a token, or nobody in particular."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from soyte.portal.shell.access import NOBODY, access_of


class Bearer(HttpBearer):
    """`Authorization: Bearer …`: a token that its holder made on the page of tokens."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The holder, or None; then the next way is tried."""
        from soyte.portal.people.tokens import holder_of  # noqa: PLC0415 (models need Django set up)

        held = holder_of(token)
        if held is None:
            return None
        request.user, request.access = held  # type: ignore[attr-defined]
        return held[0]


class SignedIn(APIKeyCookie):
    """The session of the browser; what changes anything needs the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME  # another one with https

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002 (the middleware has read it)
        """The person who is signed in."""
        if not request.user.is_authenticated:
            return None
        request.access = access_of(request.user)  # type: ignore[attr-defined]
        return request.user


def nobody(request: HttpRequest) -> Any:
    """Whoever shows nothing may call what is open to all. A token that is wrong is refused, not taken for nobody."""
    if "Authorization" in request.headers:
        return None
    request.access = NOBODY  # type: ignore[attr-defined]
    return NOBODY


WAYS: list[Callable[[HttpRequest], Any]] = [Bearer(), SignedIn(), nobody]
