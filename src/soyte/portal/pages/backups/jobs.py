"""Making a backup, checking one, trying one out, and putting one back: each in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from soyte.ledger import clock
from soyte.ledger.backup import backup, restore
from soyte.ledger.backup.archive import verify
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.scratch import Scratch
from soyte.portal.backing_up import packed, unpack
from soyte.portal.jobs import Progress, job
from soyte.portal.pages.backups.shelf import chosen, passphrase, shelf
from soyte.portal.shell.book import ledger
from soyte.portal.shell.numbers import moment, number

PAGE = "/quan-tri/sao-luu/"


def _stamp() -> str:
    return clock.now().astimezone(clock.VIETNAM).strftime("%Y-%m-%d-%H%M%S")


@job("backup", "Sao lưu")
def make(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (every job gets it)
    """A new backup. Cut off, it leaves nothing, so it may simply run again."""
    folder = shelf()
    if folder is None:
        raise LedgerError("Chưa đặt nơi sao lưu; hãy nhờ người cài đặt đặt biến SOYTE_PORTAL_BACKUPS.")
    book = ledger()
    target = folder / f"soyte-{_stamp()}.tar"
    progress("sao lưu cổng")
    with packed(book.home.folder) as beside:
        made = backup(book, target, progress=progress, passphrase=passphrase(), beside=beside)
    words = f"Đã sao lưu đến lần ghi số {number(made.head)}: {target.name}, đã đọc lại và khớp."
    if made.damaged:
        words += f" {len(made.damaged)} tệp trong kho đã hỏng từ trước; hãy khám kho và dựng lại, rồi sao lưu lại."
    return {"file": target.name, "head": made.head, "damaged": list(made.damaged), "words": words, "url": PAGE}


@job("verify-backup", "Kiểm tra bản sao lưu")
def look(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Read all of a backup and compare every file with its list."""
    progress("đọc bản sao lưu")
    manifest = verify(chosen(said["file"]))
    words = f"{said['file']}: lành lặn, {number(len(manifest.files))} tệp, đến lần ghi số {number(manifest.head)}."
    return {"file": said["file"], "head": manifest.head, "words": words, "url": PAGE}


@job("rehearse-restore", "Thử phục hồi")
def rehearse(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Put a backup back into a folder for trial, examine it there, throw it away."""
    archive = chosen(said["file"])
    with Scratch(archive.parent, ".thu-phuc-hoi-") as folder:
        return _restored(archive, folder / "kho", progress) | {"url": PAGE}


@job("restore", "Phục hồi vào thư mục mới")
def put_back(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Put a backup back into a new folder beside it; whoever runs the machine lets the service use it."""
    archive = chosen(said["file"])
    folder = archive.parent / f"phuc-hoi-{_stamp()}"
    found = _restored(archive, folder, progress)
    portal = found["keys"] and unpack(folder)
    return found | {"folder": str(folder), "portal": portal, "url": PAGE}


def _restored(archive: Path, folder: Path, progress: Progress) -> dict[str, Any]:
    done = restore(archive, folder, passphrase=passphrase(), progress=progress)
    ok = sound([*done.troubles])
    words = f"{archive.name}: phục hồi được, đến lần ghi số {number(done.manifest.head)} ({moment(done.ledger.state().recorded_at)})"
    words += "; kho lành lặn." if ok else f"; còn {len(done.troubles)} điều cần xử lý."
    words += "" if done.keys else " Chưa có tệp khóa bên cạnh nên chưa thử mở bản gốc."
    return {
        "file": archive.name,
        "head": done.manifest.head,
        "keys": done.keys,
        "sound": ok,
        "troubles": [one.sentence for one in done.troubles],
        "words": words,
    }
