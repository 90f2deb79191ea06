"""Showing one masked field, after writing down who looked."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from soyte.portal.accesslog import note
from soyte.portal.shell.answers import shown
from soyte.portal.shell.masking import opened
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.sealing import InvalidToken


@page("hien-thong-tin/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def reveal(request: Asked) -> HttpResponse:
    """The value behind `{% masked %}`: a part of the page, or a page of its own without scripts."""
    if request.method != "POST":
        return redirect("overview")
    try:
        said = opened(request.POST.get("truong", ""), request.user)
    except InvalidToken:
        said = None
    if said is None:
        raise Http404("Trang đã mở quá lâu. Hãy tải lại trang rồi bấm “hiện” lần nữa.")
    needed = Permission[said["needs"]]
    if not request.access.may(needed, said["place"] or None):
        raise PermissionDenied(needed.value)
    note(request, "hiện thông tin cá nhân", what=said["what"], personal=True)
    if request.htmx:
        return HttpResponse(format_html('<span class="shown">{}</span>', said["value"]))
    return shown(request, "reveal/page.html", {"value": said["value"], "what": said["what"]}, title="Thông tin cá nhân")
