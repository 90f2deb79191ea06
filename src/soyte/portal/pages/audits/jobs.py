"""A long report is audited in the background."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from soyte.portal.drafts.models import Audit
from soyte.portal.jobs import Progress, job
from soyte.portal.pages.audits import reading
from soyte.portal.pages.audits.handing import hand_over, told


@job("audit", "Rà soát báo cáo")
def run(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Read the sealed report `said["audit"]`; its page tells what came of it. Running twice gives the same."""
    progress(reading.STEP)
    audit = Audit.objects.select_related("uploaded_by").get(pk=said["audit"])
    if audit.state == Audit.State.WAITING:
        reading.read(audit, progress)
    return {"url": reverse("audit", args=[audit.pk])}


@job("audit-receive", "Nhận báo cáo vào kho")
def run_receive(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Hand the report `said["audit"]` to the ledger; a second time it is the same submission."""
    audit = Audit.objects.select_related("unit").get(pk=said["audit"])
    receipt = hand_over(audit, said["actor"], progress)
    return {"url": reverse("audit-known", args=[audit.pk]), "words": told(audit, receipt)}
