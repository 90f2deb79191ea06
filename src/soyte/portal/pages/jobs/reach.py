"""Whose jobs somebody sees and stops: their own; with permission those of everybody."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.urls import Resolver404, resolve

from soyte.portal.jobs import cancel
from soyte.portal.jobs.models import Job
from soyte.portal.shell.pages import PAGES, Asked
from soyte.portal.shell.permissions import Permission


def jobs_of(request: Asked, *, everybody: bool) -> QuerySet[Job]:
    """Jobs of the person, or of all where they are wanted and may be seen."""
    found = Job.objects.select_related("by")
    return found if everybody and request.access.may(Permission.SEE_JOBS) else found.filter(by=request.user)


def job_of(request: Asked, number: int) -> Job:
    """A job that may be seen; of any other it is not even said that it exists."""
    found = jobs_of(request, everybody=True).filter(pk=number).first()
    if found is None:
        raise Http404(f"Không có việc chạy nền số {number}, hoặc việc này của người khác.")
    return found


def may_see(request: Asked, job: Job) -> bool:
    """Whether this person may open its page."""
    return job.by_id == request.user.pk or request.access.may(Permission.SEE_JOBS)


def may_follow(request: Asked, url: str | None) -> bool:
    """Whether this person may open what a job leads to, as far as the address tells."""
    try:
        page = PAGES.get(resolve(url.partition("?")[0]).url_name or "") if url else None
    except Resolver404:
        return False
    return page is not None and request.access.may(page.needs)


def may_stop(request: Asked, job: Job) -> bool:
    """Whether this person may stop it."""
    return job.by_id == request.user.pk or request.access.may(Permission.KEEP_BACKUPS)


def stop(request: Asked, job: Job) -> None:
    """Ask it to stop."""
    if not may_stop(request, job):
        raise PermissionDenied("dừng việc của người khác")
    cancel(job)
