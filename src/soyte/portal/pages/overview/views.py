"""What a director looks at first."""

from __future__ import annotations

from django.http import HttpResponse

from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission


@page("", needs=Permission.SEE_FIGURES, menu=Menu("Tổng quan", 10))
def overview(request: Asked) -> HttpResponse:
    """Targets, what came in, what is late."""
    return shown(request, "overview/page.html", {}, title="Tổng quan")
