"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth.views import LoginView
from django.http import HttpResponseBase

from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission


@page("dang-nhap/", needs=Permission.OPEN_TO_ALL, posts=Permission.OPEN_TO_ALL)
def login(request: Asked) -> HttpResponseBase:
    """Name and password."""
    view = LoginView.as_view(template_name="signing_in/login.html", extra_context={"title": "Đăng nhập"})
    return view(request)
