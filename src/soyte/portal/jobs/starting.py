"""Asking for a job, and asking it to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soyte.ledger import clock
from soyte.portal.jobs.kinds import kind_of

if TYPE_CHECKING:
    from soyte.portal.jobs.models import Job
    from soyte.portal.people.models import User


def start(kind: str, said: dict[str, Any], *, by: User | None, title: str = "") -> Job:
    """Put a job into the queue; it begins when this transaction is committed and a worker is free.

    `said` is what the job's function gets: JSON, no secrets, file names rather than contents.
    """
    from soyte.portal.jobs.models import Job  # noqa: PLC0415 (models need Django set up)

    known = kind_of(kind)
    if known is None:
        raise LookupError(f"no kind of job is called {kind}")
    return Job.objects.create(kind=kind, title=(title or known.title)[:300], said=said, by=by, created_at=clock.now())


def cancel(job: Job) -> None:
    """Stop it: at once while it waits; a running one stops at its next step."""
    from soyte.portal.jobs.models import Job, State  # noqa: PLC0415 (models need Django set up)

    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, cancel_asked=True, finished_at=clock.now()):
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()
