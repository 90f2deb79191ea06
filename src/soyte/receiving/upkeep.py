"""Putting a ledger right and looking at it, in one go: what `soyte doctor` does, for whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from soyte.ledger.compaction import compact as join
from soyte.ledger.doctor import check, repair
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import sweep
from soyte.ledger.trouble import Trouble
from soyte.ledger.vault import VaultError
from soyte.receiving.recounting import recount
from soyte.receiving.reread import reread

Progress = Callable[[str, int, int], object]


@dataclass
class Work:
    """What was done before the look."""

    finished: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()
    leases: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    joined: int = 0
    mended: tuple[str, ...] = ()
    recounted: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """What was done, in words."""
        counted = (
            (len(self.finished), "tệp: làm xong việc ghép hoặc sửa dở dang"),
            (len(self.swept), "tệp của lần nhận bị ngắt đã được dọn"),
            (len(self.leases), "dấu “đang nhận” bị bỏ lại đã được gỡ"),
            (len(self.expired), "tệp đã được thay và hết hạn giữ đã được xóa"),
            (self.joined, "tệp nhỏ đã được ghép"),
            (len(self.mended), "tệp bị hỏng đã được dựng lại"),
            (self.recounted, "lần gửi hồ sơ đã được đọc lại để tính vào các tổng"),
        )
        done = [f"{count} {words}." for count, words in counted if count]
        return done + [f"Không làm được: {where}: {message}" for where, message in self.failed]


@dataclass(frozen=True)
class Examined:
    """What was done, and what is still wrong."""

    work: Work
    troubles: tuple[Trouble, ...]

    @property
    def ok(self) -> bool:
        """Whether the ledger is sound."""
        return sound([*self.troubles])


def examine(ledger: Ledger, *, deep: bool, progress: Progress, work: Work | None = None) -> Examined:
    """Look only; nothing changes."""
    return Examined(work or Work(), tuple(check(ledger, deep=deep, progress=progress)))


def put_right(ledger: Ledger, *, mend: bool, compact: bool, actor: str) -> Work:
    """Sweep, mend, join. A step that cannot be taken is told, and an examination afterwards may still take place."""
    work = Work()
    try:
        if mend:
            done = repair(ledger, lambda act: reread(ledger, act), actor=actor)
            work.mended, work.failed = done.mended, list(done.failed)
            work.recounted = recount(ledger, actor=actor)
        swept = sweep(ledger, actor=actor)
        work.finished, work.swept, work.expired = swept.finished, swept.orphans, swept.expired
        work.leases = swept.leases
        if compact:
            work.joined = sum(len(act.replaced) for act in join(ledger, actor=actor))
    except (LedgerError, VaultError) as problem:
        work.failed.append(("dọn dẹp", str(problem)))
    return work


def as_json(examined: Examined) -> dict[str, Any]:
    """For programs: words of the code, not of the screen, except the messages."""
    work = examined.work
    return {
        "sound": examined.ok,
        "finished": work.finished,
        "swept": work.swept,
        "leases": work.leases,
        "expired": work.expired,
        "joined": work.joined,
        "mended": work.mended,
        "recounted": work.recounted,
        "failed": [{"where": where, "message": message} for where, message in work.failed],
        "troubles": [
            {
                "kind": str(trouble.kind),
                "severity": str(trouble.severity),
                "where": trouble.where,
                "message": trouble.message,
                "remedy": trouble.remedy,
            }
            for trouble in examined.troubles
        ],
    }
