"""Troubles as RFC 9457 `application/problem+json`, in Vietnamese."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from soyte.portal.shell.problems import problem
from soyte.receiving.telling import PLAIN, sentence

log = logging.getLogger("soyte.portal.api")
FORGED = (
    "Lời gọi thiếu mã chống giả mạo (X-CSRFToken). Phần mềm khác hãy gọi bằng mã truy cập: Authorization: Bearer MÃ."
)
_WORDS = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "status", "title", "detail"],
    "properties": {
        "type": _WORDS,
        "status": {"type": "integer"},
        "title": {**_WORDS, "description": "Việc gì không được"},
        "detail": {**_WORDS, "description": "Vì sao, và cần làm gì"},
        "errors": {
            "type": "array",
            "description": "Từng tham số sai",
            "items": {"type": "object", "properties": {"field": _WORDS, "reason": _WORDS}},
        },
    },
}
DESCRIBED = {
    "4XX": {
        "description": "Chưa làm được: vì sao và cần làm gì (RFC 9457)",
        "content": {"application/problem+json": {"schema": _PROBLEM}},
    }
}
"""How the description of the API tells of answers that are problems."""


def tell_troubles(api: NinjaAPI) -> None:
    """Let the API answer in this way."""

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
        answer = problem(401, "Chưa đăng nhập", "Hãy gửi kèm mã truy cập: Authorization: Bearer MÃ.")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        if not request.access.signed_in:  # type: ignore[attr-defined]
            return unknown(request, AuthenticationError())
        return problem(403, "Chưa được phép", f"Tài khoản hoặc mã truy cập này chưa có quyền: {error}.")

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001
        return problem(404, "Không có", str(error) or "Không có nội dung ở địa chỉ này.")

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
        fields = [{"field": str(one["loc"][-1]), "reason": one["msg"]} for one in error.errors]
        named = ", ".join(one["field"] for one in fields)
        return problem(422, "Tham số không hợp lệ", f"Hãy xem lại: {named}.", errors=fields)

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
        forged = "CSRF" in str(error)
        return problem(error.status_code, "Không nhận yêu cầu", FORGED if forged else str(error))

    for kind in PLAIN:

        @api.exception_handler(kind)
        def told(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
            return problem(422, "Chưa làm được", sentence(error))

    @api.exception_handler(Exception)
    def unwell(request: HttpRequest, error: Exception) -> HttpResponse:
        log.exception("%s %s", request.method, request.path, exc_info=error)
        return problem(500, "Phần mềm gặp lỗi", "Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo quản trị hệ thống.")
