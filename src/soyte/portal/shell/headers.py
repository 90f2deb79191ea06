"""Headers that every answer carries, beside those that Django and django-csp set."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# What pages never use, neither ours nor what would be smuggled into them.
NO_DEVICES = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)


class HeadersMiddleware:
    """A view that sets one of these itself keeps its own: the public chart may be embedded elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", NO_DEVICES)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._personal(request):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    @staticmethod
    def _personal(request: HttpRequest) -> bool:
        """Whether the answer may depend on who asked: files of pages are served before anybody is known."""
        if "Authorization" in request.headers:
            return True
        user = getattr(request, "user", None)
        return user is not None and bool(user.is_authenticated)
