"""What is looked at, each with what was found and what to do."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from soyte.ledger import clock
from soyte.portal.backing_up import folder_of
from soyte.portal.jobs.models import Job, State, Worker
from soyte.portal.jobs.running import LOST
from soyte.portal.notices.models import Notice
from soyte.portal.notices.models import State as Letter
from soyte.portal.outbox.models import Entry
from soyte.portal.outbox.models import State as Sent
from soyte.portal.pages.backups.shelf import kept, shelf
from soyte.portal.shell.book import ledger
from soyte.portal.shell.numbers import moment, number

DAY = timedelta(days=1)
SLOW = timedelta(minutes=10)
OLD_BACKUP = timedelta(days=2)
LEAST_FREE = 10  # per cent
PACKAGES = ("soyte", "django", "duckdb", "deltalake", "pyarrow", "waitress")


@dataclass(frozen=True)
class Look:
    """One thing: its name, whether it is well, what was found, what to do if not."""

    name: str
    well: bool
    found: str
    remedy: str = ""


def looks() -> list[Look]:
    """Everything, in the order in which it matters."""
    return [*_workers(), *_queue(), *_entries(), *_letters(), *_disks(), *_backups()]


def _workers() -> Iterator[Look]:
    now = clock.now()
    living = [one for one in Worker.objects.filter(stopped_at=None) if now - one.beat_at < LOST]
    found = "; ".join(f"{one.name} (tiến trình {one.process}), nhịp gần nhất {moment(one.beat_at)}" for one in living)
    remedy = "Hãy xem “soyte serve” có chạy không, và biến SOYTE_PORTAL_WORKER có bị đặt là 0 không."
    yield Look("Tiến trình chạy nền", bool(living), found or "không có tiến trình nào đang sống", remedy)


def _queue() -> Iterator[Look]:
    now = clock.now()
    waiting = Job.objects.filter(state=State.WAITING)
    oldest = waiting.order_by("pk").first()
    running = Job.objects.filter(state=State.RUNNING).count()
    late = oldest is not None and now - oldest.created_at > SLOW and not running
    words = f"{number(running)} việc đang chạy, {number(waiting.count())} việc đang chờ"
    yield Look("Hàng đợi", not late, words, "Việc chờ quá lâu mà không có gì chạy; hãy khởi động lại dịch vụ.")
    failed = Job.objects.filter(state=State.FAILED, finished_at__gt=now - DAY).count()
    yield Look(
        "Việc không xong trong 24 giờ",
        not failed,
        f"{number(failed)} việc",
        "Hãy mở trang “Việc chạy nền”, lọc “không xong”, xem từng lời báo.",
    )


def _entries() -> Iterator[Look]:
    waiting = Entry.objects.filter(state=Sent.WAITING)
    stuck = waiting.filter(created_at__lt=clock.now() - SLOW).count()
    refused = Entry.objects.filter(state=Sent.REFUSED).count()
    words = f"{number(waiting.count())} đang vào sổ, {number(refused)} sổ không nhận"
    yield Look(
        "Điều đã duyệt chưa vào sổ",
        not stuck and not refused,
        words,
        "Hãy mở trang “Việc chạy nền” xem sổ trả lời gì; người duyệt sửa rồi duyệt lại.",
    )


def _letters() -> Iterator[Look]:
    if not settings.EMAIL_HOST:
        yield Look("Thư báo", True, "không gửi thư (chưa đặt SOYTE_PORTAL_MAIL)")
        return
    recent = Notice.objects.filter(created_at__gt=clock.now() - DAY)
    refused, queued = recent.filter(state=Letter.REFUSED).count(), Notice.objects.filter(state=Letter.QUEUED).count()
    words = f"24 giờ qua: {number(recent.count())} thư, {number(refused)} không gửi được; {number(queued)} đang chờ"
    yield Look("Thư báo", not refused, words, "Hãy mở trang “Thư báo” xem lý do của từng thư.")


def _disks() -> Iterator[Look]:
    places = {
        "Kho số liệu": Path(settings.SOYTE_HOME),
        "Cổng": folder_of(Path(settings.SOYTE_HOME)),
        "Sao lưu": shelf(),
    }
    for name, path in places.items():
        if path is None or not path.exists():
            continue
        disk = shutil.disk_usage(path)
        share = 100 * disk.free // disk.total
        words = f"{path}: còn {number(disk.free // 10**9)} GB ({share} %)"
        yield Look(f"Đĩa: {name}", share >= LEAST_FREE, words, "Hãy giải phóng hoặc thêm dung lượng trước khi đầy.")


def _backups() -> Iterator[Look]:
    if shelf() is None:
        yield Look(
            "Bản sao lưu",
            False,
            "chưa đặt nơi sao lưu",
            "Hãy đặt SOYTE_PORTAL_BACKUPS, hoặc sao lưu bằng lệnh hằng đêm.",
        )
        return
    newest = next(iter(kept()), None)
    fresh = newest is not None and clock.now() - newest.made < OLD_BACKUP
    found = f"mới nhất: {newest.name}, {moment(newest.made)}" if newest else "chưa có bản nào"
    yield Look("Bản sao lưu", fresh, found, "Hãy sao lưu ngay và đặt lịch sao lưu hằng đêm.")


def versions() -> list[tuple[str, str]]:
    """What runs: the ledger's state and the programs."""
    state = ledger().state()
    with connection.cursor():
        database = connection.vendor
    said = [
        (
            "Sổ số liệu",
            f"{number(state.head)} lần ghi, gần nhất {moment(state.recorded_at) if state.head else 'chưa có'}",
        ),
        ("Cơ sở dữ liệu của cổng", f"{database} {_database_version()}"),
        ("Python", platform.python_version()),
    ]
    return said + [(name, version(name)) for name in PACKAGES]


def _database_version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())
