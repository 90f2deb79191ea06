"""`soyte trace`: where a figure comes from, back to the lines of the files."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli.figures import Home, expectations_of, guarded, opened

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.measures import Trace
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


def trace(
    figure: Annotated[str, typer.Argument(help="Mã số liệu mà `soyte figures` in ra", metavar="MÃ_SỐ_LIỆU")],
    rows: Annotated[int, typer.Option(help="Số dòng liệt kê cho mỗi số đo", metavar="SỐ", min=0)] = 20,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in")] = Format.TABLE,
    home: Home = None,
) -> None:
    """Truy một số liệu về công thức, các dòng, các tệp và người gửi; kiểm tra cộng lại có khớp không."""
    from soyte.cli import trace_output  # noqa: PLC0415 (heavy, and help needs none of it)

    found = guarded(lambda: _traced(figure, rows, home))
    if output_format is Format.JSON:
        sys.stdout.write(trace_output.as_json(found))
    elif output_format is Format.CSV:
        for line in trace_output.as_csv(found):
            sys.stdout.write(line)
    else:
        width = max(80, shutil.get_terminal_size((140, 40)).columns)
        typer.echo(trace_output.as_text(found, width=width, colour=sys.stdout.isatty()))
    raise typer.Exit(0 if found.adds_up else 1)


def show_of(ledger: Ledger) -> Show | None:  # noqa: ARG001 (originals are shown by whoever received them)
    """Who can show the words at a place of an original."""
    return None


def _traced(figure: str, rows: int, home: Path | None) -> Trace:
    from soyte.measures import trace as follow  # noqa: PLC0415

    ledger = opened(home)
    return follow(ledger, figure, rows=rows, show=show_of(ledger), expectations=expectations_of(ledger))
