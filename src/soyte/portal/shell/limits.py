"""How much may be sent: refused by what a request announces, before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from soyte.portal.shell.troubles import told


class LimitMiddleware:
    """Whoever is not signed in sends forms, never files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > settings.UPLOAD_BYTES_OF_NOBODY and length > self._most(request):
            return told(request, 413, "Tệp quá lớn", self._words(length, self._most(request)))
        return self.get_response(request)

    @staticmethod
    def _most(request: HttpRequest) -> int:
        program = request.path.startswith("/api/") and "Authorization" in request.headers
        known = request.user.is_authenticated or program
        return int(settings.UPLOAD_BYTES if known else settings.UPLOAD_BYTES_OF_NOBODY)

    @staticmethod
    def _words(length: int, most: int) -> str:
        return (
            f"Nội dung gửi lên là {length // 1024**2 + 1} MB, nhiều nhất được {most // 1024**2} MB một lần. "
            "Hãy chia thành nhiều tệp, hoặc nhờ quản trị hệ thống nạp bằng lệnh soyte."
        )
