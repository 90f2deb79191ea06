"""Jobs and entries put into words and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from soyte.ledger import clock
from soyte.portal.jobs.kinds import kind_of
from soyte.portal.jobs.models import Job, State
from soyte.portal.outbox.models import Entry
from soyte.portal.shell.tables import Cell, Column, Table

SHAPES = {
    State.WAITING: ("○", "pending"),
    State.RUNNING: ("◐", "nearly"),
    State.DONE: ("●", "attained"),
    State.FAILED: ("▼", "missed"),
    State.CANCELLED: ("○", "pending"),
}


@dataclass(frozen=True)
class Watched:
    """What somebody who watches a job reads."""

    title: str
    kind: str
    mark: str
    shape: str
    label: str
    took: str
    url: str | None


def watched(job: Job) -> Watched:
    """A job in words."""
    kind = kind_of(job.kind)
    shape, mark = SHAPES[State(job.state)]
    label = State(job.state).label
    if job.cancel_asked and job.state == State.RUNNING:
        label = "đang dừng"
    title = f"{job.title}: {label}" + (f" ({job.share} %)" if job.state == State.RUNNING and job.share else "")
    return Watched(title, kind.title if kind else job.kind, mark, shape, label, _took(job), _goes_on(job))


def _took(job: Job) -> str:
    if job.started_at is None:
        return ""
    return duration((job.finished_at or clock.now()) - job.started_at)


def duration(span: timedelta) -> str:
    """`2 phút 5 giây`."""
    seconds = max(0, round(span.total_seconds()))
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = [(hours, "giờ"), (minutes, "phút"), (seconds if not hours else 0, "giây")]
    return " ".join(f"{count} {word}" for count, word in parts if count) or "dưới 1 giây"


def _goes_on(job: Job) -> str | None:
    """Where a person goes on: an address of our own only."""
    url = str((job.result or {}).get("url", "")) if isinstance(job.result, dict) else ""
    return url if url.startswith("/") and not url.startswith(("//", "/\\")) else None


def jobs_table(jobs: Iterable[Job], *, everybody: bool) -> Table:
    """The list."""
    columns = [Column("Việc", width=50), Column("Tình trạng"), Column("Giao lúc", "moment"), Column("Chạy trong")]
    columns += [Column("Người giao", width=28)] if everybody else []
    columns.append(Column("Kết quả", width=70))
    rows = []
    for job in jobs:
        said = watched(job)
        label = said.label + (f" ({job.share} %)" if job.state == State.RUNNING and job.share is not None else "")
        row = [
            Cell(job.title, href=job.get_absolute_url()),
            Cell(label, words=f"{said.shape} {label}", look=f"tight mark-{said.mark}"),
            Cell(job.created_at, look="tight"),
            Cell(said.took, look="tight"),
            *([Cell(str(job.by) if job.by else "phần mềm")] if everybody else []),
            Cell(job.words or (job.step if not job.over else "")),
        ]
        rows.append(row)
    return Table(columns, rows, empty="Chưa có việc chạy nền nào.", name="viec-chay-nen")


def entries_table(entries: Iterable[Entry]) -> Table:
    """What was approved and is not in the ledger: on its way, or refused with the ledger's words."""
    columns = [
        Column("Nội dung đã duyệt", width=50),
        Column("Tình trạng"),
        Column("Duyệt lúc", "moment"),
        Column("Người duyệt"),
        Column("Sổ trả lời", width=70),
    ]
    rows = [
        [
            Cell(str(entry)),
            Cell(entry.get_state_display(), look="tight mark-nearly" if entry.waiting else "tight mark-missed"),
            Cell(entry.created_at, look="tight"),
            Cell(entry.actor),
            Cell(entry.words),
        ]
        for entry in entries
    ]
    return Table(columns, rows, caption="Đã duyệt nhưng chưa vào sổ", name="chua-vao-so")
