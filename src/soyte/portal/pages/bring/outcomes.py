"""What became of each file of a batch, for its row on the page."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.ledger.acts import Act
from soyte.portal.jobs.models import Job
from soyte.portal.jobs.models import State as JobState
from soyte.portal.pages.bring.choosing import Choice, choice_of
from soyte.portal.shell.access import Access
from soyte.portal.shell.book import asked, ledger
from soyte.portal.uploads.models import Kind, State, Upload
from soyte.receiving.contents import Reason, reasons

_SHOWN = 3


@dataclass(frozen=True)
class Line:
    """A file on the page: what may still be chosen, its job, and what the ledger says of it."""

    upload: Upload
    choice: Choice
    job: Job | None = None
    act: Act | None = None
    reasons: tuple[Reason, ...] = ()
    more: int = 0

    @property
    def open(self) -> bool:
        """Whether the person has still to decide."""
        return self.upload.state in (State.WAITING, State.FAILED) and self.upload.held

    @property
    def kind(self) -> str:
        """What it is taken for, in words."""
        return str(Kind(self.upload.kind).label)


def lines_of(uploads: list[Upload], access: Access) -> list[Line]:
    """One line a file. A job that ended without a word (its worker was given up for dead) leaves the file to be decided anew."""
    acts = {act.seq: act for act in ledger().state().acts}
    jobs = Job.objects.in_bulk([upload.job for upload in uploads if upload.job])
    found = []
    for upload in uploads:
        job = jobs.get(upload.job or 0)
        if upload.state == State.QUEUED and (job is None or job.over):
            upload.state = State.WAITING
            upload.words = (
                job.words if job and job.state == JobState.FAILED else ""
            ) or "Đã dừng; tệp vẫn còn, có thể nhận tiếp."
            upload.save()
        act = acts.get(upload.act or 0)
        why = asked(reasons, act) if act and act.rows_quarantined else ()
        found.append(Line(upload, choice_of(upload, access), job, act, why[:_SHOWN], max(0, len(why) - _SHOWN)))
    return found
