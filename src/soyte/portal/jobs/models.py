"""A job as it is kept: what was asked, how far it is, what came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "đang chờ"
    RUNNING = "running", "đang chạy"
    DONE = "done", "xong"
    FAILED = "failed", "không xong"
    CANCELLED = "cancelled", "đã hủy"


OVER = (State.DONE, State.FAILED, State.CANCELLED)


class Job(models.Model):
    """One piece of background work. `beat_at` is when its worker last gave a sign of life."""

    kind = models.CharField("Loại việc", max_length=60)
    title = models.CharField("Việc", max_length=300)
    said: models.JSONField[Any, Any] = models.JSONField("Tham số", default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Người giao", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField("Lúc giao")
    started_at = models.DateTimeField("Bắt đầu", null=True)
    finished_at = models.DateTimeField("Kết thúc", null=True)
    beat_at = models.DateTimeField("Nhịp gần nhất", null=True)
    worker = models.CharField("Tiến trình", max_length=80, blank=True)
    runs = models.PositiveSmallIntegerField("Số lần chạy", default=0)
    step = models.CharField("Bước", max_length=200, blank=True)
    done = models.BigIntegerField("Đã làm", default=0)
    total = models.BigIntegerField("Tổng", null=True)
    cancel_asked = models.BooleanField("Đã xin hủy", default=False)
    result: models.JSONField[Any, Any] = models.JSONField("Kết quả", null=True)
    words = models.TextField("Lời báo", blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="job_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def over(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in OVER

    @property
    def share(self) -> int | None:
        """How much is done, per cent; None while that is not known."""
        return min(100, 100 * self.done // self.total) if self.total else None

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("job", args=[self.pk])


class Worker(models.Model):
    """A process that carries jobs out: where it runs, since when, and its last sign of life."""

    name = models.CharField("Tiến trình", max_length=80, unique=True)
    host = models.CharField("Máy", max_length=120)
    process = models.PositiveIntegerField("Số tiến trình")
    started_at = models.DateTimeField("Bắt đầu")
    beat_at = models.DateTimeField("Nhịp gần nhất")
    stopped_at = models.DateTimeField("Dừng", null=True)

    class Meta:
        ordering: ClassVar = ["-beat_at"]

    def __str__(self) -> str:
        return self.name
