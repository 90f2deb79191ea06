"""How long reports under audit are kept, forgetting them, and those that nobody reads on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from soyte.ledger import clock
from soyte.portal.drafts.models import Audit
from soyte.portal.jobs.daily import daily
from soyte.portal.jobs.models import Job
from soyte.portal.pages.audits import desk, stored
from soyte.portal.shell.book import today

STOPPED = "{name}: việc rà soát đã dừng trước khi đọc xong; hãy đưa lại tệp nếu vẫn muốn rà soát."
_AT_ONCE = timedelta(minutes=10)  # what is read while the person waits is long over by then, or its server went down


def settle(*found: Audit) -> None:
    """Say of reports that wait and that nobody reads on: their job was stopped or given up, or the server went down."""
    waiting = [audit for audit in found if audit.state == Audit.State.WAITING]
    if not waiting:
        return
    jobs = jobs_of(waiting)
    for audit in waiting:
        job = jobs.get(audit.pk)
        if job.over if job else audit.uploaded_at < clock.now() - _AT_ONCE:
            words = STOPPED.format(name=audit.name)
            Audit.objects.filter(pk=audit.pk, state=Audit.State.WAITING).update(state=Audit.State.REFUSED, words=words)
            audit.refresh_from_db()


def jobs_of(audits: Iterable[Audit]) -> dict[int, Job]:
    """The last job that reads each of these reports, by the report's number."""
    jobs = Job.objects.filter(kind="audit", said__audit__in=[audit.pk for audit in audits])
    return {job.said["audit"]: job for job in jobs.order_by("pk")}


def erase(audit: Audit) -> None:
    """Forget the content; another audit of the same bytes keeps its own right to them."""
    alive = Audit.objects.exclude(state=Audit.State.ERASED)
    with transaction.atomic():  # what cannot be deleted today still stands, and is tried again tomorrow
        if not alive.filter(pk=audit.pk).update(state=Audit.State.ERASED):
            return  # somebody else was quicker
        audit.refresh_from_db()
        if not alive.filter(sha256=audit.sha256).exists():
            desk.forget(audit.sha256)
        stored.drop(audit.result)
        if audit.result and not alive.filter(result=audit.result).exists():
            desk.forget(audit.result)


@daily
def erase_old() -> int:
    """Forget what is older than it may be; how many."""
    old = list(Audit.objects.filter(until__lt=today()).exclude(state=Audit.State.ERASED))
    for audit in old:
        erase(audit)
    return len(old)
