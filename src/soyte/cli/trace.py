"""`soyte trace`: where a figure comes from, back to the lines of the files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli.installation import HomeOption, opened, speaks

if TYPE_CHECKING:
    from soyte.ledger.acts import Act
    from soyte.ledger.ledger import Ledger
    from soyte.measures import Locator
    from soyte.measures.tracing import Show


class Format(StrEnum):
    """How a trace is printed; CSV holds every row."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


EPILOG = """
**Ví dụ**

- `soyte trace 'dengue_cases@19/2017?dataset=gdpm&as_of=12'` : định nghĩa, các số cộng lại, các lần gửi, 20 dòng đầu

- `soyte trace 'MÃ' --rows 200` : liệt kê nhiều dòng hơn

- `soyte trace 'MÃ' --format csv > dong.csv` : mọi dòng làm nên số liệu

Chép nguyên mã mà `soyte figures` in ra và đặt trong dấu nháy.
"""


@speaks
def trace(
    figure: Annotated[str, typer.Argument(help="Mã số liệu mà `soyte figures` in ra", metavar="MÃ_SỐ_LIỆU")],
    rows: Annotated[int, typer.Option(help="Số dòng liệt kê cho mỗi số đo", metavar="SỐ", min=0)] = 20,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in")] = Format.TABLE,
    original: Annotated[
        bool,
        typer.Option(help="Mở bản gốc để xem nguyên văn (được ghi vào nhật ký truy cập)"),
    ] = True,
    home: HomeOption = None,
) -> None:
    """Truy một số liệu về công thức, các dòng, các tệp và người gửi; kiểm tra cộng lại có khớp không."""
    from soyte.cli import trace_output  # noqa: PLC0415 (heavy, and help needs none of it)
    from soyte.measures import trace as follow  # noqa: PLC0415

    ledger = opened(home)
    wanted = original and rows > 0 and output_format is not Format.CSV
    found = follow(ledger, figure, rows=rows, show=show_of(ledger, figure) if wanted else None)
    if output_format is Format.JSON:
        sys.stdout.write(trace_output.as_json(found))
    elif output_format is Format.CSV:
        for line in trace_output.as_csv(found):
            sys.stdout.write(line)
    else:
        width = max(80, shutil.get_terminal_size((140, 40)).columns)
        typer.echo(trace_output.as_text(found, width=width, colour=sys.stdout.isatty()))
    raise typer.Exit(0 if found.adds_up else 1)


def show_of(ledger: Ledger, figure: str) -> Show:
    """Shows originals from the vault, which logs who looked and what for; says so where one cannot be opened."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.ledger.vault import Reader, VaultError  # noqa: PLC0415
    from soyte.receiving.excerpts import excerpts  # noqa: PLC0415

    reader = Reader(account(), f"truy nguồn số liệu {figure}"[:180])

    def show(act: Act, places: Sequence[Locator]) -> Sequence[str]:
        try:
            return excerpts(ledger, act, [asdict(place) for place in places], reader)
        except (LedgerError, VaultError) as error:
            return [f"không mở được bản gốc: {error}"] * len(places)

    return show
