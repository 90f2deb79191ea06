"""Lines of the log, and its head. No foreign keys: a line outlives everybody and everything that it names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Line(models.Model):
    """One line. The database refuses to change or delete it (triggers of the migration); its seal shows if somebody did."""

    seq = models.BigIntegerField("Số", primary_key=True)
    at = models.DateTimeField("Lúc", db_index=True)
    actor = models.CharField("Tài khoản", max_length=60, db_index=True)
    name = models.CharField("Họ và tên", max_length=120)
    means = models.CharField("Bằng", max_length=40)
    address = models.CharField("Địa chỉ máy", max_length=64)
    action = models.CharField("Việc", max_length=120, db_index=True)
    what = models.CharField("Nội dung", max_length=400)
    personal = models.BooleanField("Thông tin cá nhân", default=False)
    seal = models.CharField("Dấu niêm phong", max_length=64)

    class Meta:
        ordering: ClassVar = ["-seq"]

    def __str__(self) -> str:
        return f"{self.seq}. {self.actor or 'chưa đăng nhập'}: {self.action} {self.what}".rstrip()


class Head(models.Model):
    """Where the log ends: one row, locked by whoever adds a line, sealed so that lines cut off at the end are missed."""

    seq = models.BigIntegerField()
    last = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.seq}"
