"""A letter as it is kept: to whom, about what, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """Where a letter stands."""

    QUEUED = "queued", "chờ gửi"
    SENT = "sent", "đã gửi"
    REFUSED = "refused", "không gửi được"


class Notice(models.Model):
    """One letter to one address. Its text is kept only until it is sent or given up: it may hold a link that opens an account."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Người nhận", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField("Địa chỉ", max_length=254, blank=True)
    subject = models.CharField("Chủ đề", max_length=200)
    text = models.TextField("Nội dung", blank=True)
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.TextField("Lý do", blank=True)
    tries = models.PositiveIntegerField("Số lần thử", default=0)
    created_at = models.DateTimeField("Lúc viết")
    next_at = models.DateTimeField("Lần thử tới")
    over_at = models.DateTimeField("Lúc gửi xong hoặc thôi gửi", null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="notice_by_state")]

    def __str__(self) -> str:
        return self.subject
