"""Checking a batch in the background. The files are deleted as soon as it is over, however it ended."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from soyte.catalogue.claims.rules import rules
from soyte.ledger.errors import LedgerError
from soyte.portal.jobs import Cancelled, Progress, job
from soyte.portal.jobs.kinds import Interrupted
from soyte.portal.pages.claim_check.lists import lists_for
from soyte.portal.pages.claim_check.results import Lists, folder_of, result_of, write
from soyte.portal.shell.book import today
from soyte.portal.uploads.keeping import drop_file
from soyte.portal.uploads.models import Kind, Upload
from soyte.receiving.checking import Checking
from soyte.receiving.telling import sentence


@job("check-claims", "Kiểm tra hồ sơ")
def run(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Check the files of `said["batch"]`. Killed, it begins anew; when it is over the files are gone and findings remain."""
    batch = uuid.UUID(said["batch"])
    done = {"url": reverse("claim-check-result", args=[batch])}
    if result_of(batch) is not None:  # the worker was killed just before it could say so
        return done
    uploads = list(Upload.objects.filter(batch=batch, kind=Kind.CHECK))
    if not uploads or not all(one.held for one in uploads):
        raise LedgerError("Tệp cần kiểm tra không còn trên máy chủ; hãy tải lên lại.")
    try:
        _checked(batch, uploads, progress)
    except Interrupted:  # it goes on by itself, and needs the files
        raise
    except BaseException:
        forget(uploads)
        raise
    forget(uploads)
    return done


def forget(uploads: list[Upload]) -> None:
    """Delete the files that were sent."""
    for one in uploads:
        drop_file(one)


def _checked(batch: uuid.UUID, uploads: list[Upload], progress: Progress) -> None:
    asked, troubles = rules(), []
    lists, told = lists_for(uploads[0].by)
    unasked = sum(not set(one.needs) <= lists.keys() for one in asked)
    with Checking(asked, lists, today=today()) as checking:
        for one in uploads:
            try:
                read = checking.read(one.path, one.name, _Told(progress, sum(checking.dossiers.values())))
            except Cancelled:
                raise
            except Exception as error:  # one file's trouble is not the others'
                troubles.append(f"{one.name}: {sentence(error)}")
                continue
            if read.trouble:
                troubles.append(read.trouble)
        progress("so các hồ sơ với nhau")
        checking.finish()
        progress("viết kết quả")
        write(folder_of(batch), checking, asked, len(uploads), troubles, Lists(tuple(told), unasked))


@dataclass(frozen=True)
class _Told:
    """Passes on the number of dossiers, those of earlier files included."""

    progress: Progress
    before: int

    def __call__(self, done: int) -> None:
        self.progress("đọc và kiểm tra hồ sơ", self.before + done)
