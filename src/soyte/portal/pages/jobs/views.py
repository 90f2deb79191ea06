"""The list of jobs, the page of one, and stopping it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from soyte.portal.jobs.models import Job, State
from soyte.portal.outbox.models import Entry
from soyte.portal.outbox.models import State as Sent
from soyte.portal.pages.jobs.lists import entries_table, jobs_table, watched
from soyte.portal.pages.jobs.reach import job_of, jobs_of, may_follow, may_stop, stop
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission

SHOWN = 200


@page("viec/", needs=Permission.SIGNED_IN, menu=Menu("Việc chạy nền", 44, "Kho số liệu"))
def jobs(request: Asked) -> HttpResponse:
    """Jobs of the person, or of all; and what they approved that is not in the ledger yet."""
    everybody = request.access.may(Permission.SEE_JOBS) and request.GET.get("cua") != "toi"
    mine = jobs_of(request, everybody=everybody)
    entries = Entry.objects.exclude(state=Sent.DELIVERED)
    if not everybody:
        entries = entries.filter(by=request.user)
    chosen = request.GET.get("tinh-trang", "")
    if chosen in State.values:
        mine = mine.filter(state=chosen)
    made = jobs_table(mine[:SHOWN], everybody=everybody)
    context = {
        "states": State.choices,
        "chosen": chosen,
        "everybody": everybody,
        "may_all": request.access.may(Permission.SEE_JOBS),
        "entries": entries_table(entries[:SHOWN]) if entries.exists() else None,
        "more": mine.count() > SHOWN,
        "shown": SHOWN,
    }
    return shown(request, "jobs/page.html", context, title=_title(mine), table=made, api="/api/jobs")


def _title(found: QuerySet[Job]) -> str:
    busy = found.filter(state__in=(State.WAITING, State.RUNNING)).count()
    return f"Việc chạy nền: {busy} việc chưa xong" if busy else "Việc chạy nền: không có việc nào đang chạy"


@page("viec/<int:pk>/", needs=Permission.SIGNED_IN, posts=Permission.SIGNED_IN)
def job(request: Asked, pk: int) -> HttpResponseBase:
    """One job: how far it is, what came of it. A POST asks it to stop. htmx asks for its progress alone."""
    found = job_of(request, pk)
    if request.method == "POST":
        stop(request, found)
        return redirect("job", pk=pk)
    said = watched(found)
    context = {
        "job": found,
        "said": said,
        "follows": may_follow(request, said.url),
        "may_stop": may_stop(request, found) and not found.over,
    }
    if not request.htmx:
        return shown(request, "jobs/job.html", context, title=said.title, api=f"/api/jobs/{pk}")
    part = render(request, "jobs/progress.html", context)
    if found.over:  # nothing more to watch: on to the result, or the whole page as it is now
        url = said.url if found.state == State.DONE and context["follows"] else None
        part.headers["HX-Redirect" if url else "HX-Refresh"] = url or "true"
    return part
