"""Reports that somebody brought to be audited, and what people decided about the findings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from soyte.portal.drafts.models.added import Added
from soyte.portal.people.models import Unit, User


class Audit(models.Model):
    """A report under audit. Its file and its findings lie sealed on the desk under their hashes until the day `until`.

    Afterwards the content is gone; who brought what when, the counts and the decisions remain.
    """

    class State(models.TextChoices):
        """Where the audit stands."""

        WAITING = "waiting", "đang đọc"
        DONE = "done", "đã rà soát"
        REFUSED = "refused", "không đọc được"
        ERASED = "erased", "đã xóa nội dung"

    name = models.CharField("Tên tệp", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="audits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="audits", null=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    words = models.TextField(blank=True)  # why it could not be read
    result = models.CharField(max_length=64, blank=True)  # the hash of the sealed audit
    figures = models.IntegerField(default=0)
    wrong = models.IntegerField(default=0)
    ambiguous = models.IntegerField(default=0)
    ok = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Decision(Added):
    """Somebody accepts or dismisses a finding, or takes that back. The last one holds."""

    class Verdict(models.TextChoices):
        """What was decided."""

        ACCEPTED = "accepted", "nhận"
        DISMISSED = "dismissed", "bỏ qua"
        REOPENED = "reopened", "xét lại"

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="decisions")
    finding = models.CharField(max_length=12)  # `reports.audit.decided.finding_keys`
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["audit", "finding"])]

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_verdict_display()}"
