"""A letter to whoever asked for a job that took so long that they will have gone on to something else."""

from __future__ import annotations

from datetime import timedelta

from soyte.portal.jobs.models import Job, State
from soyte.portal.notices import notify

LONG = timedelta(minutes=2)


def tell_if_long(pk: int) -> None:
    """Write the letter if the job ran for longer than `LONG`, and was not cancelled by whoever would get it."""
    job = Job.objects.select_related("by").get(pk=pk)
    if job.by is None or job.state == State.CANCELLED or not job.started_at or not job.finished_at:
        return
    if job.finished_at - job.started_at >= LONG:
        said = {"title": job.title, "state": State(job.state).label, "words": job.words, "path": job.get_absolute_url()}
        notify(f"Việc chạy nền {State(job.state).label}: {job.title}", "jobs/done.txt", said, people=[job.by])
