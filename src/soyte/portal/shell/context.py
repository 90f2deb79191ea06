"""What every template knows: the menu, who is signed in, where one is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from soyte.portal.shell.access import NOBODY, Access
from soyte.portal.shell.book import ledger, today
from soyte.portal.shell.pages import menu_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menu and head of the page."""
    access: Access = getattr(request, "access", NOBODY)
    match = request.resolver_match
    return {
        "access": access,
        "menu": menu_of(access) if access.signed_in else [],
        "here": match.url_name if match else "",
        "installation": ledger().home.name or "Soyte",
        "today": today(),
    }
