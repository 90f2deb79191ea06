"""What somebody proposes and somebody else approves: targets, explanations, whose figure holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from soyte.portal.drafts.models.added import Added
from soyte.portal.people.models import Unit, User


class Proposal(models.Model):
    """A target, an explanation or a settled value on its way to the ledger. `body` is what its kind needs, as JSON.

    `state` is that of the last step; what is approved is sent by the outbox in the same transaction.
    """

    class Kind(models.TextChoices):
        """What is proposed."""

        TARGET = "target", "chỉ tiêu giao"
        EXPLANATION = "explanation", "giải trình"
        ACCEPTANCE = "acceptance", "chốt số liệu"

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "chờ duyệt"
        RETURNED = "returned", "trả lại"
        WITHDRAWN = "withdrawn", "đã rút"
        APPROVED = "approved", "đã duyệt"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    place = models.CharField(max_length=8, db_index=True)
    year = models.IntegerField()
    indicator = models.CharField(max_length=60)
    body = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)  # one more with each step: nobody approves what they have not seen
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposals", null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.indicator}, {self.place}, {self.year}"


class Step(Added):
    """One thing that happened to a proposal: who, when, why, and what it said then."""

    class What(models.TextChoices):
        """What happened."""

        PROPOSED = "proposed", "đề xuất"
        CHANGED = "changed", "sửa"
        WITHDRAWN = "withdrawn", "rút đề xuất"
        RETURNED = "returned", "trả lại"
        APPROVED = "approved", "duyệt"

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)
    body = models.JSONField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.by}"
