"""What people read when they are kept out: too many wrong passwords, a form that did not come from here, a spoilt request."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from soyte.portal.shell.troubles import told


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:  # noqa: ARG001
    """Too many wrong passwords (called by django-axes)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return told(
        request,
        429,
        "Tạm khóa đăng nhập",
        f"Đã nhập sai quá nhiều lần. Hãy thử lại sau {minutes} phút, hoặc nhờ quản trị hệ thống của đơn vị mở khóa.",
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's words, in English)
    """A form without the mark of one of our pages, or a browser without cookies."""
    return told(
        request,
        403,
        "Chưa nhận được nội dung gửi lên",
        "Trang đã mở quá lâu, hoặc trình duyệt không nhận cookie. Hãy quay lại, tải lại trang rồi gửi lại.",
    )


def spoilt(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """A request that no page of ours sends."""
    return told(request, 400, "Yêu cầu không hợp lệ", "Nội dung gửi lên không đọc được. Hãy tải lại trang rồi gửi lại.")
