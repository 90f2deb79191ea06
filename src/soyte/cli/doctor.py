"""`soyte doctor`: examine the ledger, clean up after crashes, mend what can be mended."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli.installation import Format, FormatOption, HomeOption, opened, print_json, progress_bar, speaks

if TYPE_CHECKING:
    from soyte.receiving.upkeep import Examined

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


@speaks
def doctor(
    home: HomeOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Chỉ kiểm tra nhanh, không dọn, không thay đổi gì")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Dựng lại tệp bị hỏng từ tệp gốc")] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Ghép các tệp nhỏ")] = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Kiểm tra kho số liệu, dọn phần dở dang, dựng lại phần bị hỏng."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415 (heavy libraries, only when the command runs)
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.receiving.upkeep import as_json, examine, put_right  # noqa: PLC0415

    if quick and (repair or compact):
        raise LedgerError("--quick không thay đổi gì nên không đi cùng --repair hay --compact; hãy bỏ --quick.")
    ledger = opened(home)
    with progress_bar("Kiểm tra") as progress:
        work = None if quick else put_right(ledger, mend=repair, compact=compact, actor=account())
        examined = examine(ledger, deep=not quick, progress=progress, work=work)
    if output_format is Format.JSON:
        print_json(as_json(examined))
    else:
        _print(examined)
    raise typer.Exit(0 if examined.ok and not examined.work.failed else 1)


def _print(examined: Examined) -> None:
    for words in examined.work.sentences:
        typer.echo(words)
    if examined.troubles:
        from rich.console import Console  # noqa: PLC0415
        from rich.markup import escape  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        table = Table("Mức", "Ở đâu", "Thấy gì", "Cần làm gì", show_lines=True)
        for trouble in examined.troubles:
            said = (trouble.severity.label, trouble.where, trouble.message, trouble.remedy)
            table.add_row(*map(escape, said))
        Console(width=max(80, shutil.get_terminal_size((120, 40)).columns), highlight=False).print(table)
    typer.echo("Kho số liệu lành lặn." if examined.ok else "Kho số liệu còn điều cần xử lý, xem bảng trên.")
