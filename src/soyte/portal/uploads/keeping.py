"""Putting what is sent onto the disk, block by block, and taking it away again."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import uuid
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from soyte.ledger import clock
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.portal.people.models import User
from soyte.portal.uploads.models import State, Upload

KEPT = timedelta(days=7)
LARGEST = 2 << 30
_LONGEST = 120
_FORBIDDEN = frozenset('/\\:*?"<>|')


def keep(sent: UploadedFile[bytes], batch: uuid.UUID, by: User, sender: str) -> Upload:
    """Write a file that was sent to the portal's folder. LedgerError if it is too large or the disk is full."""
    upload = Upload(batch=batch, name=safe_name(sent.name or ""), by=by, sender=sender, sent_at=clock.now())
    digest, size = hashlib.sha256(), 0
    try:
        upload.folder.mkdir(parents=True, mode=0o700)
        with upload.path.open("xb") as target:
            upload.path.chmod(0o600)
            for block in sent.chunks():
                size += len(block)
                if size > LARGEST:
                    raise LedgerError(
                        f"{upload.name}: tệp lớn hơn {LARGEST >> 20} MB; hãy chia nhỏ theo năm rồi gửi lại."
                    )
                digest.update(block)
                target.write(block)
    except OSError as error:
        drop_file(upload)
        raise disk_trouble(error, upload.folder) from error
    except LedgerError:
        drop_file(upload)
        raise
    upload.size, upload.sha256 = size, digest.hexdigest()
    upload.save()
    return upload


def safe_name(written: str) -> str:
    """The last part of a name, without signs that a file system or a terminal minds, and not too long."""
    bare = unicodedata.normalize("NFC", written.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join("_" if letter in _FORBIDDEN or not letter.isprintable() else letter for letter in bare).strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        return kept[:_LONGEST] or "tep"
    while len(f"{stem}.{suffix}".encode()) > 2 * _LONGEST:
        stem = stem[:-1]
    return f"{stem[: _LONGEST - len(suffix)]}.{suffix}" if stem else f"tep.{suffix}"


def drop_file(upload: Upload) -> None:
    """Delete the file; what is known of it stays."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def drop_old() -> None:
    """Delete files that nobody decided about for a week, and what is known of them."""
    from django.conf import settings  # noqa: PLC0415 (settings)

    for upload in Upload.objects.filter(sent_at__lt=clock.now() - KEPT).exclude(state=State.QUEUED):
        drop_file(upload)
        upload.delete()
    root = Path(settings.SOYTE_UPLOADS)
    known = {str(one) for one in Upload.objects.values_list("id", flat=True)}
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in known and _old(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _old(folder: Path) -> bool:
    try:
        return folder.stat().st_mtime < (clock.now() - KEPT).timestamp()
    except OSError:
        return False
