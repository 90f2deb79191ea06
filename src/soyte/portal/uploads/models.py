"""A file that was sent, what it was taken for, and what became of it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from soyte.portal.uploads.kept_lists import KeptList

__all__ = ["KeptList", "Kind", "State", "Upload"]


class State(models.TextChoices):
    """Where a file stands."""

    WAITING = "waiting", "chờ bạn quyết định"
    QUEUED = "queued", "đang nhận"
    TAKEN = "taken", "đã nhận"
    KNOWN = "known", "đã nhận từ trước"
    FAILED = "failed", "không nhận được"
    LOOKED = "looked", "mẫu để lập ánh xạ"


class Kind(models.TextChoices):
    """What a file is taken for."""

    REPORT = "report", "báo cáo"
    TARGETS = "targets", "danh sách chỉ tiêu giao"
    COUNTS = "counts", "bảng số liệu"
    CLAIMS = "claims", "hồ sơ BHYT (XML)"
    BOUNDARIES = "boundaries", "ranh giới bản đồ"
    CHECK = "check", "hồ sơ chỉ kiểm tra"
    UNKNOWN = "", "chưa rõ"


class Upload(models.Model):
    """One file. Those of one `batch` were sent together. `mapping` is the hash of the mapping that it is to be read by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.UUIDField("Lượt tải lên", db_index=True)
    name = models.CharField("Tên tệp", max_length=200)
    size = models.BigIntegerField("Cỡ", default=0)
    sha256 = models.CharField("Mã SHA-256", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Người gửi", on_delete=models.CASCADE, related_name="+"
    )
    sender = models.CharField("Đơn vị gửi", max_length=200, blank=True)
    kind = models.CharField("Loại", max_length=12, choices=Kind.choices, blank=True)
    mapping = models.CharField("Ánh xạ", max_length=64, blank=True)
    basis = models.CharField("Căn cứ có được", max_length=40, blank=True)
    supersedes = models.PositiveIntegerField("Thay cho lần gửi số", null=True)
    state = models.CharField("Tình trạng", max_length=8, choices=State.choices, default=State.WAITING)
    job = models.PositiveBigIntegerField("Việc chạy nền", null=True)
    act = models.PositiveIntegerField("Số trong sổ", null=True)
    words = models.TextField("Lời báo", blank=True)
    draft: models.JSONField[Any, Any] = models.JSONField("Ánh xạ đang lập", null=True)
    sent_at = models.DateTimeField("Lúc tải lên")

    class Meta:
        ordering: ClassVar = ["sent_at", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        """Where it lies, alone."""
        return Path(settings.SOYTE_UPLOADS) / str(self.id)

    @property
    def path(self) -> Path:
        """The file itself, under its own name."""
        return self.folder / self.name

    @property
    def held(self) -> bool:
        """Whether the file is still there."""
        return self.path.is_file()
