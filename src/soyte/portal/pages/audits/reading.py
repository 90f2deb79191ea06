"""From an uploaded file to its audit: sealed on the desk, read, and the findings sealed beside it."""

from __future__ import annotations

import logging
import re
import zipfile
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from pydantic import TypeAdapter

from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.scratch import Scratch
from soyte.portal.drafts.models import Audit
from soyte.portal.jobs import Cancelled
from soyte.portal.jobs.kinds import Progress
from soyte.portal.pages.audits import desk
from soyte.portal.people.models import Unit, User
from soyte.portal.shell.book import today
from soyte.reports.audit import AuditedDocument, audit_file
from soyte.reports.safe_text import one_line

log = logging.getLogger("soyte.portal.audits")
SUFFIXES = (".docx", ".pdf", ".html", ".htm", ".txt", ".odt", ".xlsx")
AT_ONCE = 150_000  # bytes of text that are read while the person waits; some sixty pages, a second or two
_MARKUP = 5  # in a package or a PDF so many bytes carry one of text
_CONTENT = re.compile(r"^(?:word/document\.xml|content\.xml|xl/worksheets/.*|xl/sharedStrings\.xml)$")
_FOUND = ("state", "words", "result", "figures", "wrong", "ambiguous", "ok")
WRITTEN: TypeAdapter[AuditedDocument] = TypeAdapter(AuditedDocument)
STEP = "đọc và tính lại, số chữ"
UNWELL = "Phần mềm gặp lỗi khi rà soát tệp này. Hãy lưu lại thành .docx hoặc .txt rồi thử lại, và báo người phụ trách phần mềm."


def trouble_with(file: UploadedFile[Any]) -> str | None:
    """Why a file is not taken at all, in words; None for one that may be read."""
    name, size = _name(file), file.size or 0
    if PurePosixPath(name).suffix.lower() not in SUFFIXES:
        return f"{name}: chỉ rà soát được tệp {', '.join(SUFFIXES)}; hãy lưu lại thành một trong các dạng này."
    if size > settings.SOYTE_REPORT_BYTES:
        most = settings.SOYTE_REPORT_BYTES // 2**20
        return f"{name}: tệp có {size / 2**20:.0f} MB, nhiều nhất được {most} MB; hãy bỏ bớt ảnh rồi gửi lại."
    return f"{name}: tệp rỗng; hãy chọn tệp có nội dung." if size == 0 else None


def bring(file: UploadedFile[Any], by: User, unit: Unit | None) -> Audit:
    """Seal the file and make its row; nothing is read yet."""
    data = file.read()
    return Audit.objects.create(
        name=_name(file),
        sha256=desk.keep(data),
        size=len(data),
        uploaded_by=by,
        unit=unit,
        until=today() + timedelta(days=settings.SOYTE_DESK_DAYS),
    )


def waits(audit: Audit, file: UploadedFile[Any]) -> bool:
    """Whether it is so long that it is read in the background."""
    return weight(audit.name, file) > AT_ONCE


def weight(name: str, file: UploadedFile[Any]) -> int:
    """About how many bytes of text a file holds; what a package claims of itself is believed, since readers have limits of their own."""
    file.seek(0)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".docx", ".odt", ".xlsx"):
        try:
            with zipfile.ZipFile(file) as package:
                parts = [part.file_size for part in package.infolist() if _CONTENT.search(part.filename)]
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return 0  # damaged: its reader says so at once
        return sum(parts) // _MARKUP
    return (file.size or 0) // (_MARKUP if suffix == ".pdf" else 1)


def read(audit: Audit, progress: Progress | None = None) -> Audit:
    """Audit the sealed file and keep what was found; what cannot be read is said in `words`. Raises Cancelled."""
    far = progress or Progress()
    data = desk.take(audit.sha256, audit.uploaded_by.username, f"rà soát báo cáo {audit.pk}")
    try:
        with Scratch() as folder:  # only this account can enter it
            path = folder / audit.name
            path.write_bytes(data)
            audited = audit_file(path, lambda done, total: far(STEP, done, total))
    except Cancelled:
        raise
    except UnreadableDocument as error:
        return _refused(audit, str(error))
    except Exception:  # a report is somebody else's file: what a rule did not foresee must not leave it unread for ever
        log.exception("audit %s failed", audit.pk)
        return _refused(audit, f"{audit.name}: {UNWELL}")
    counts = audited.coverage
    audit.result = desk.keep(WRITTEN.dump_json(audited))
    audit.figures, audit.wrong, audit.ambiguous, audit.ok = counts.figures, counts.wrong, counts.ambiguous, counts.ok
    audit.state = Audit.State.DONE
    return _saved(audit)


def _saved(audit: Audit) -> Audit:
    """Keep what came of it, unless the report was erased meanwhile: then nothing of it comes back."""
    alive = Audit.objects.exclude(state=Audit.State.ERASED)
    if not alive.filter(pk=audit.pk).update(**{name: getattr(audit, name) for name in _FOUND}):
        if audit.result and not alive.filter(result=audit.result).exists():
            desk.forget(audit.result)
        audit.refresh_from_db()
    return audit


def _refused(audit: Audit, words: str) -> Audit:
    audit.state, audit.words = Audit.State.REFUSED, one_line(words, 1000)
    return _saved(audit)


def _name(file: UploadedFile[Any]) -> str:
    """The last part of the name, as a file of ours may be called."""
    bare = PurePosixPath((file.name or "").replace("\\", "/")).name
    words = one_line(bare.replace("\0", ""), 180).strip(". ")
    stem, dot, suffix = words.rpartition(".")
    if not dot:
        return words or "báo cáo"
    short = stem.encode()[:180].decode(errors="ignore")  # file systems count bytes
    return f"{short}.{suffix[:10]}"
