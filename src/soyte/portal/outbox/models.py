"""An entry as it is kept until, and after, it is in the ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """Where an entry stands."""

    WAITING = "waiting", "đang vào sổ"
    DELIVERED = "delivered", "đã vào sổ"
    REFUSED = "refused", "sổ không nhận"


class Entry(models.Model):
    """One approved thing. `submission_id` follows from kind and key, and is what the ledger knows it by."""

    kind = models.CharField("Loại", max_length=60)
    key = models.CharField("Khóa", max_length=300)
    submission_id = models.CharField("Mã lần gửi", max_length=40, unique=True)
    title = models.CharField("Nội dung", max_length=300, blank=True)
    said: models.JSONField[Any, Any] = models.JSONField("Nội dung gửi", default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Người duyệt", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor = models.CharField("Tài khoản", max_length=60)
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    words = models.TextField("Lời báo", blank=True)
    tries = models.PositiveIntegerField("Số lần thử", default=0)
    created_at = models.DateTimeField("Lúc duyệt")
    next_at = models.DateTimeField("Lần thử tới")
    over_at = models.DateTimeField("Lúc vào sổ hoặc bị từ chối", null=True)
    act = models.PositiveIntegerField("Số trong sổ", null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="entry_by_state")]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.key}"

    @property
    def waiting(self) -> bool:
        """Whether it is still on its way."""
        return self.state == State.WAITING
