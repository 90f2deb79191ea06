"""Lists that a unit keeps on the portal, so that its dossiers are checked against what was approved for it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class KeptList(models.Model):
    """One list of a unit, the last that was handed in. `file` is the name that the file of such a list has: `thuoc`."""

    unit = models.ForeignKey("people.Unit", verbose_name="Đơn vị", on_delete=models.CASCADE, related_name="+")
    file = models.CharField("Danh mục", max_length=40)
    content = models.BinaryField("Nội dung")
    rows = models.PositiveIntegerField("Số dòng")
    missing = models.CharField("Cột còn thiếu", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Người gửi", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField("Lúc gửi")

    class Meta:
        ordering: ClassVar = ["file"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "file"], name="list_of_unit_once")]

    def __str__(self) -> str:
        return f"{self.file}.csv"
