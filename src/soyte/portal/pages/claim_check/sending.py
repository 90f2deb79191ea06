"""Sending a batch to be checked, and finding it again: whoever sent it, and nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404

from soyte.ledger.errors import LedgerError
from soyte.portal.jobs import start
from soyte.portal.jobs.models import Job
from soyte.portal.pages.claim_check.jobs import forget
from soyte.portal.pages.claim_check.results import Result, result_of
from soyte.portal.people.models import User
from soyte.portal.uploads.keeping import KEPT, drop_old, keep
from soyte.portal.uploads.models import Kind, State, Upload

MOST, RECENT = 100, 15
SUFFIXES = (".xml", ".zip", ".gz")


@dataclass(frozen=True)
class Batch:
    """Files that were sent together, the job that checks them, and what it found once it is done."""

    key: uuid.UUID
    uploads: list[Upload]
    job: Job | None
    result: Result | None

    @property
    def until(self) -> datetime:
        """When all of it is deleted."""
        return min(one.sent_at for one in self.uploads) + KEPT

    @property
    def title(self) -> str:
        """The files, briefly."""
        first = self.uploads[0].name
        return first if len(self.uploads) == 1 else f"{first} và {len(self.uploads) - 1} tệp nữa"


def fault(files: Sequence[UploadedFile[bytes]]) -> str:
    """Why these cannot be checked; empty if they can."""
    if not files:
        return "Chưa chọn tệp nào. Hãy chọn tệp hồ sơ .xml, hoặc .zip, .gz chứa các tệp ấy."
    if len(files) > MOST:
        return f"Đã chọn {len(files)} tệp; mỗi lượt nhiều nhất {MOST}. Hãy nén thành một tệp .zip."
    for one in files:
        if not (one.name or "").lower().endswith(SUFFIXES):
            return f"{one.name}: không phải tệp hồ sơ. Hãy chọn tệp .xml, hoặc .zip, .gz chứa các tệp .xml."
    return ""


def sent(files: Sequence[UploadedFile[bytes]], by: User) -> tuple[uuid.UUID, Job]:
    """Keep the files until a background job has checked them. LedgerError if one is too large or the disk is full."""
    drop_old()
    batch, uploads = uuid.uuid4(), []
    try:
        for one in files:
            uploads.append(keep(one, batch, by, ""))
    except LedgerError:
        forget(uploads)
        Upload.objects.filter(batch=batch).delete()
        raise
    with transaction.atomic():
        words = uploads[0].name if len(uploads) == 1 else f"{len(uploads)} tệp"
        job = start("check-claims", {"batch": str(batch)}, by=by, title=f"Kiểm tra hồ sơ: {words}")
        Upload.objects.filter(batch=batch).update(kind=Kind.CHECK, state=State.LOOKED, job=job.pk)
    return batch, job


def batch_of(key: uuid.UUID, user: User) -> Batch:
    """A batch of this person. Http404 for any other, and when its days are over."""
    uploads = list(Upload.objects.filter(batch=key, by=user, kind=Kind.CHECK))
    if not uploads:
        raise Http404(f"Lượt kiểm tra này không còn, hoặc của người khác. Kết quả được giữ {KEPT.days} ngày.")
    return _batch(key, uploads)


def recent(user: User) -> list[Batch]:
    """The last batches of this person."""
    found: dict[uuid.UUID, list[Upload]] = {}
    for one in Upload.objects.filter(by=user, kind=Kind.CHECK).order_by("-sent_at", "name")[: MOST * RECENT]:
        found.setdefault(one.batch, []).append(one)
    return [_batch(key, uploads) for key, uploads in list(found.items())[:RECENT]]


def _batch(key: uuid.UUID, uploads: list[Upload]) -> Batch:
    job = Job.objects.filter(pk=uploads[0].job or 0).first()
    if job is None or job.over:  # one that was stopped before it began has deleted nothing
        forget(uploads)
    return Batch(key, uploads, job, result_of(key))
