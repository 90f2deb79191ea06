"""What a person sees when something does not work: one sentence and what to do, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from soyte.portal.shell.problems import asks_api, problem
from soyte.receiving.telling import PLAIN, sentence

log = logging.getLogger("soyte.portal")


class TroubleMiddleware:
    """Errors that speak to the user become a page with their sentence (422); all others are logged and told in one sentence (500)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django when a view raised."""
        if isinstance(error, (PermissionDenied, Http404, SuspiciousOperation)):
            return None
        if isinstance(error, PLAIN):
            return told(request, 422, "Chưa làm được", sentence(error))
        log.exception("%s %s", request.method, request.path)
        return unwell(request)  # what a library says of it may hold paths or values: that is for the log


def told(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    """A page that says what is the matter; for a program, the same as a problem."""
    if asks_api(request):
        return problem(status, title, words)
    template = "trouble_part.html" if getattr(request, "htmx", False) else "trouble.html"
    return render(request, template, {"title": title, "words": words, "status": status}, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No permission: which one, and whom to ask."""
    what = str(exception) if exception else ""
    words = f"Tài khoản của bạn chưa có quyền: {what}." if what else "Tài khoản của bạn chưa có quyền mở trang này."
    return told(
        request, 403, "Chưa được phép", f"{words} Nếu cần cho công việc, hãy nhờ quản trị hệ thống giao vai trò."
    )


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing lives at this address."""
    said = str(exception.args[0]) if exception and exception.args and isinstance(exception.args[0], str) else ""
    return told(request, 404, "Không có trang này", said or "Địa chỉ không đúng hoặc nội dung đã được chuyển đi.")


def unwell(request: HttpRequest) -> HttpResponse:
    """Something failed that nobody foresaw."""
    return told(request, 500, "Phần mềm gặp lỗi", "Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo quản trị hệ thống.")
