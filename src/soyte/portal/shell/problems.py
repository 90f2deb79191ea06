"""What a program reads when something does not work: RFC 9457, `application/problem+json`."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

API = "/api/"


def problem(status: int, title: str, detail: str, **more: Any) -> HttpResponse:
    """The answer: what could not be done, why, and what to do about it."""
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail, **more}
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json")


def asks_api(request: HttpRequest) -> bool:
    """Whether a program asks: it gets no page, whatever kept its call from an operation."""
    return request.path.startswith(API)
