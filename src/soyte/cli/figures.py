"""`soyte figures`: figures of indicators from the ledger, each with its pedigree."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from soyte.ledger.ledger import AsOf, Ledger
    from soyte.measures import Figures
    from soyte.measures.expectations import Expectations


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


EPILOG = """
**Ví dụ**

- `soyte figures dengue_cases --place "Thái Nguyên" --period 2017 --by month` : từng tháng của một tỉnh

- `soyte figures dengue_cases measles_cases --period 2010..2017 --by year --format csv` : hai chỉ tiêu qua các năm

- `soyte figures cases --by disease,place,year --where disease=dengue,measles` : số đo theo bệnh, tỉnh, năm

- `soyte figures dengue_cases --period 2017 --as-of 01/05/2024` : số liệu như đã biết ngày đó; `--as-of '#12'`: sau lần ghi nhận số 12

Mỗi số liệu có một mã; `soyte trace 'MÃ'` cho biết nó từ đâu ra.
"""
Home = Annotated[Path | None, typer.Option(help="Thư mục của kho số liệu (mặc định: SOYTE_HOME)", metavar="THƯ_MỤC")]
_T = TypeVar("_T")


def figures(
    indicators: Annotated[
        list[str], typer.Argument(help="Mã hoặc tên đầy đủ của chỉ tiêu, số đo", metavar="CHỈ_TIÊU...")
    ],
    by: Annotated[
        str,
        typer.Option(
            help="Chia theo: place, province, district, commune; month, quarter, half, year, week, admin_year…; "
            "disease, sex, age_group, category, facility; cách nhau bằng dấu phẩy",
            metavar="CÁCH_CHIA",
        ),
    ] = "",
    place: Annotated[str | None, typer.Option(help="Mã hoặc tên địa bàn", metavar="ĐỊA_BÀN")] = None,
    period: Annotated[
        str | None, typer.Option(help="Kỳ: 2017, T3/2017, “quý I/2024”, 2010..2017", metavar="KỲ")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            help="Số liệu như đã biết ngày này (2024-05-01, 01/05/2024) hay sau lần ghi nhận này (#12)",
            metavar="NGÀY|#SỐ",
        ),
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Chỉ lấy các mã này, ví dụ disease=dengue,measles", metavar="CỘT=MÃ")
    ] = None,
    dataset: Annotated[str | None, typer.Option(help="Chỉ lấy một tập số liệu", metavar="TẬP")] = None,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in")] = Format.TABLE,
    home: Home = None,
) -> None:
    """Tính chỉ tiêu từ số liệu đã nhận, kèm nguồn, mức đầy đủ và thời điểm chốt."""
    from soyte.cli import figures_output  # noqa: PLC0415 (heavy, and help needs none of it)

    found = guarded(lambda: _asked(indicators, by, place, period, as_of, where or [], dataset, home))
    if output_format is Format.JSON:
        sys.stdout.write(figures_output.as_json(found))
    elif output_format is Format.CSV:
        sys.stdout.write(figures_output.as_csv(found))
    else:
        width = max(80, shutil.get_terminal_size((140, 40)).columns)
        typer.echo(figures_output.as_table(found, width=width, colour=sys.stdout.isatty()))


def guarded(work: Callable[[], _T]) -> _T:
    """The result of some work; what it refuses becomes one message and exit code 2."""
    from soyte.catalogue import CatalogueError  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.measures import MeasureError  # noqa: PLC0415
    from soyte.periods import PeriodError  # noqa: PLC0415
    from soyte.places import PlaceError  # noqa: PLC0415

    try:
        return work()
    except (MeasureError, LedgerError, CatalogueError, PeriodError, PlaceError) as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """One message for the person, exit code 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def opened(home: Path | None) -> Ledger:
    """The ledger of the installation in `home` or SOYTE_HOME."""
    from soyte.ledger.home import chosen_folder  # noqa: PLC0415
    from soyte.ledger.ledger import Ledger  # noqa: PLC0415

    return Ledger.open(chosen_folder(home))


def expectations_of(ledger: Ledger) -> Expectations:  # noqa: ARG001 (mappings are to be kept in the ledger)
    """Who should report into each dataset, as far as the ledger knows."""
    from soyte.measures.expectations import nobody_said  # noqa: PLC0415

    return nobody_said


def _asked(
    indicators: list[str],
    by: str,
    place: str | None,
    period: str | None,
    as_of: str | None,
    where: list[str],
    dataset: str | None,
    home: Path | None,
) -> Figures:
    from soyte.measures import figures as ask  # noqa: PLC0415

    ledger = opened(home)
    return ask(
        ledger,
        indicators,
        by=[name.strip() for name in by.split(",") if name.strip()],
        place=place,
        period=period,
        as_of=moment(as_of),
        where=conditions(where),
        dataset=dataset,
        expectations=expectations_of(ledger),
    )


def moment(written: str | None) -> AsOf:
    """`#12` or `12` is the number of an act, everything else a day; None is now."""
    from soyte.measures import MeasureError  # noqa: PLC0415

    if written is None:
        return None
    number = re.fullmatch(r"#?(\d{1,9})", written.strip())
    if number:
        return int(number[1])
    try:
        day, month, year = (int(part) for part in written.split("/")) if "/" in written else (0, 0, 0)
        return date(year, month, day) if year else date.fromisoformat(written.strip())
    except ValueError:
        raise MeasureError(
            f"--as-of: không hiểu “{written}”; hãy ghi ngày như 2024-05-01 hoặc 01/05/2024, hay số lần ghi nhận như #12."
        ) from None


def conditions(written: list[str]) -> dict[str, list[str]]:
    """`disease=dengue,measles` as a breakdown and its codes; given twice, codes add up."""
    from soyte.measures import MeasureError  # noqa: PLC0415

    found: dict[str, list[str]] = {}
    for one in written:
        name, sign, codes = one.partition("=")
        if not sign or not name.strip() or not codes.strip():
            raise MeasureError(f"--where: không hiểu “{one}”; hãy ghi CỘT=MÃ, ví dụ --where disease=dengue,measles.")
        found.setdefault(name.strip(), []).extend(code.strip() for code in codes.split(","))
    return found
