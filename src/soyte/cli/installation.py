"""What the commands on an installation share: which one is meant, how troubles are told, how progress is shown."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        help="Thư mục kho số liệu; mặc định lấy từ biến môi trường SOYTE_HOME",
        metavar="THƯ_MỤC",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="Xem như tại một thời điểm đã qua: ngày 2024-05-01, giờ 2024-05-01T08:00, hoặc #12 là ngay sau lần ghi số 12",
        metavar="THỜI_ĐIỂM",
        show_default=False,
    ),
]


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="Cách in kết quả")]

P = ParamSpec("P")
R = TypeVar("R")


def speaks(command: Callable[P, R]) -> Callable[P, R]:
    """Troubles become one sentence on standard error and exit code 2; SOYTE_DEBUG=1 shows the traceback."""

    @wraps(command)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (typer.Exit, typer.Abort, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("SOYTE_DEBUG"):
                raise
            from soyte.receiving.telling import sentence  # noqa: PLC0415 (heavy, and needed only now)

            typer.echo(sentence(error), err=True)
            raise typer.Exit(2) from error

    return spoken


def opened(home: Path | None) -> Ledger:
    """The installation that is meant."""
    from soyte.ledger.home import chosen_folder  # noqa: PLC0415 (heavy libraries, only when a command runs)
    from soyte.ledger.ledger import Ledger  # noqa: PLC0415

    return Ledger.open(chosen_folder(home))


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")


def local(when: datetime) -> str:
    """A moment as a reader in Vietnam writes it."""
    from soyte.ledger.clock import VIETNAM  # noqa: PLC0415

    return when.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar on standard error while something long runs; nothing where nobody looks on."""
    if not sys.stderr.isatty():
        from soyte.receiving.order import silent  # noqa: PLC0415

        yield silent
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as bar:
        task = bar.add_task(label, total=None, count="")

        def report(step: str, done: int, total: int | None) -> None:
            count = f"{done:,}".replace(",", ".")
            bar.update(task, description=f"{label}: {step}", completed=done, total=total, count=count)

        yield report
