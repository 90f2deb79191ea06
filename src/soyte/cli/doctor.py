"""`soyte doctor`: examine the ledger, clean up after crashes, mend what can be mended."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import Format, FormatOption, HomeOption, opened, print_json, progress_bar, speaks

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.ledger.trouble import Trouble

EPILOG = """
**Ví dụ**

- `soyte doctor` : kiểm tra toàn bộ kho và dọn những gì lần nhận bị ngắt (mất điện, tắt máy) để lại

- `soyte doctor --quick` : chỉ kiểm tra nhanh, không đọc lại nội dung, không dọn, không thay đổi gì

- `soyte doctor --repair` : dựng lại các tệp bị hỏng từ tệp gốc trong kho bảo mật, rồi kiểm tra lại

- `soyte doctor --compact` : ghép các tệp nhỏ để đọc nhanh hơn; số liệu và mọi lần xem lại quá khứ không đổi

Nên chạy mỗi đêm và sau mỗi lần máy bị tắt đột ngột. Lệnh này chạy được cả khi đang có người nạp số liệu: lần nhận đang
chạy không bao giờ bị dọn.

Mã thoát: 0 khi kho lành lặn, 1 khi còn điều cần xử lý, 2 khi không kiểm tra được.
"""


@dataclass
class Work:
    """What was done before the last look."""

    finished: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()
    leases: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    joined: int = 0
    mended: tuple[str, ...] = ()
    failed: list[tuple[str, str]] = field(default_factory=list)


@speaks
def doctor(
    home: HomeOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Chỉ kiểm tra nhanh, không dọn, không thay đổi gì")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Dựng lại tệp bị hỏng từ tệp gốc")] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Ghép các tệp nhỏ")] = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Kiểm tra kho số liệu, dọn phần dở dang, dựng lại phần bị hỏng."""
    from soyte.ledger.doctor import check  # noqa: PLC0415 (heavy libraries, only when the command runs)
    from soyte.ledger.doctor.examination import sound  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415

    if quick and (repair or compact):
        raise LedgerError("--quick không thay đổi gì nên không đi cùng --repair hay --compact; hãy bỏ --quick.")
    ledger = opened(home)
    with progress_bar("Kiểm tra") as progress:
        work = Work() if quick else _put_right(ledger, repair=repair, compact=compact)
        troubles = check(ledger, deep=not quick, progress=progress)
    if output_format is Format.JSON:
        print_json(as_json(work, troubles, ok=sound(troubles)))
    else:
        _print(work, troubles, ok=sound(troubles))
    raise typer.Exit(0 if sound(troubles) and not work.failed else 1)


def _put_right(ledger: Ledger, *, repair: bool, compact: bool) -> Work:
    """Sweep, mend, join. A step that cannot be taken is told, and the examination afterwards still takes place."""
    from soyte.ledger.compaction import compact as join  # noqa: PLC0415
    from soyte.ledger.doctor import repair as mend  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.ledger.sweeping import sweep  # noqa: PLC0415
    from soyte.ledger.vault import VaultError  # noqa: PLC0415
    from soyte.receiving.reread import reread  # noqa: PLC0415

    work = Work()
    try:
        if repair:
            done = mend(ledger, lambda act: reread(ledger, act), actor=account())
            work.mended, work.failed = done.mended, list(done.failed)
        swept = sweep(ledger, actor=account())
        work.finished, work.swept, work.expired = swept.finished, swept.orphans, swept.expired
        work.leases = swept.leases
        if compact:
            work.joined = sum(len(act.replaced) for act in join(ledger, actor=account()))
    except (LedgerError, VaultError) as problem:
        work.failed.append(("dọn dẹp", str(problem)))
    return work


def as_json(work: Work, troubles: list[Trouble], *, ok: bool) -> dict[str, Any]:
    """For programs: words of the code, not of the screen, except the messages."""
    return {
        "sound": ok,
        "finished": work.finished,
        "swept": work.swept,
        "leases": work.leases,
        "expired": work.expired,
        "joined": work.joined,
        "mended": work.mended,
        "failed": [{"where": where, "message": message} for where, message in work.failed],
        "troubles": [
            {
                "kind": str(trouble.kind),
                "severity": str(trouble.severity),
                "where": trouble.where,
                "message": trouble.message,
                "remedy": trouble.remedy,
            }
            for trouble in troubles
        ],
    }


def _print(work: Work, troubles: list[Trouble], *, ok: bool) -> None:
    for count, words in (
        (len(work.finished), "tệp: làm xong việc ghép hoặc sửa dở dang"),
        (len(work.swept), "tệp của lần nhận bị ngắt đã được dọn"),
        (len(work.leases), "dấu “đang nhận” bị bỏ lại đã được gỡ"),
        (len(work.expired), "tệp đã được thay và hết hạn giữ đã được xóa"),
        (work.joined, "tệp nhỏ đã được ghép"),
        (len(work.mended), "tệp bị hỏng đã được dựng lại"),
    ):
        if count:
            typer.echo(f"{count} {words}.")
    for where, message in work.failed:
        typer.echo(f"Không làm được: {where}: {message}")
    if troubles:
        from rich.console import Console  # noqa: PLC0415
        from rich.markup import escape  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        table = Table("Mức", "Ở đâu", "Thấy gì", "Cần làm gì", show_lines=True)
        for trouble in troubles:
            said = (trouble.severity.label, trouble.where, trouble.message, trouble.remedy)
            table.add_row(*map(escape, said))
        Console(width=max(80, shutil.get_terminal_size((120, 40)).columns), highlight=False).print(table)
    typer.echo("Kho số liệu lành lặn." if ok else "Kho số liệu còn điều cần xử lý, xem bảng trên.")
