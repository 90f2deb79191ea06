"""`soyte signals`: what is unusual in a week."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli.installation import AsOfOption, HomeOption, opened, print_json, speaks

if TYPE_CHECKING:
    from soyte.periods import Period


class Format(StrEnum):
    """How signals are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


class Cut(StrEnum):
    """How the weeks of claims are cut."""

    MONDAY = "week_monday"
    FRIDAY = "week_friday"
    SUNDAY = "week_sunday"


EPILOG = """
**Ví dụ**

- `soyte signals --week 2025-W34` : tín hiệu của tuần 34 (18–24/8/2025), từ hồ sơ BHYT và các bảng số ca đã nhận

- `soyte signals --week 2025-W34 --disease dengue --rows` : một bệnh, kèm các hồ sơ hoặc mã số liệu đứng sau

- `soyte signals --week 2025-W34 --format html > tuan-34.html` : trang để in; `--format csv`, `--format json`: để xử lý tiếp

**Tín hiệu thống kê** và **điều kiện theo quy định** là hai thứ khác nhau và được ghi riêng. Chuỗi không kiểm định được thì ghi rõ lý do:
không có tín hiệu không có nghĩa là không có gì bất thường. Tín hiệu mới được ghi vào sổ một lần (trừ khi có `--no-record` hoặc `--as-of`).
"""


@speaks
def signals(
    week: Annotated[
        str | None,
        typer.Option(help="Tuần, như 2025-W34; mặc định là tuần vừa qua", metavar="TUẦN", show_default=False),
    ] = None,
    disease: Annotated[
        list[str] | None,
        typer.Option(help="Chỉ các bệnh này (mã trong danh mục); có thể ghi nhiều lần", metavar="BỆNH"),
    ] = None,
    level: Annotated[
        str, typer.Option(help="Các cấp cần xét: commune, facility, district, province", metavar="CẤP,…")
    ] = "commune,facility,district,province",
    calendar: Annotated[
        Cut, typer.Option(help="Lịch tuần để đếm hồ sơ BHYT; bảng số ca giữ lịch của nơi gửi")
    ] = Cut.MONDAY,
    rows: Annotated[bool, typer.Option("--rows", help="Liệt kê hồ sơ hoặc mã số liệu đứng sau mỗi tín hiệu")] = False,
    limit: Annotated[int, typer.Option(help="Số dòng mỗi loại khi in bảng", metavar="SỐ", min=1)] = 20,
    record: Annotated[bool, typer.Option("--record/--no-record", help="Ghi tín hiệu mới vào sổ")] = True,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in")] = Format.TABLE,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Xét mọi chuỗi số ca của một tuần: tín hiệu thống kê, điều kiện theo quy định, cụm ca bệnh."""
    from soyte.cli import signals_output  # noqa: PLC0415 (heavy, and help needs none of it)
    from soyte.exchange.signals import document  # noqa: PLC0415
    from soyte.ledger.as_of import moment  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.periods import Calendar  # noqa: PLC0415
    from soyte.surveillance.signals.finding import signals_of  # noqa: PLC0415
    from soyte.surveillance.signals.recording import record as write_down  # noqa: PLC0415

    ledger, when, asked = opened(home), _week(week), tuple(disease or ())
    found = signals_of(
        ledger, when, as_of=moment(as_of), diseases=asked, levels=_levels(level), claims_calendar=Calendar(calendar.value)
    )  # fmt: skip
    written = None
    if record and as_of is None:
        written = write_down(ledger, found, actor=account(), channel="cli", diseases=asked)
    if output_format is Format.JSON:
        print_json(document(found))
    elif output_format is Format.CSV:
        sys.stdout.write(signals_output.as_csv(found))
    elif output_format is Format.HTML:
        from soyte.cli.signals_page import as_page  # noqa: PLC0415

        sys.stdout.write(as_page(found))
    else:
        width = max(80, shutil.get_terminal_size((140, 40)).columns)
        behind = signals_output.behind(ledger, found, limit) if rows else {}
        typer.echo(signals_output.as_text(found, written, limit=limit, width=width, behind=behind))


def _week(asked: str | None) -> Period:
    """The week asked for; else the last one that is over."""
    from datetime import timedelta  # noqa: PLC0415

    from soyte.ledger import clock  # noqa: PLC0415
    from soyte.measures.errors import MeasureError  # noqa: PLC0415
    from soyte.measures.spans import parse  # noqa: PLC0415
    from soyte.periods import Calendar, Kind, holding  # noqa: PLC0415

    if asked is None:
        today = clock.now().astimezone(clock.VIETNAM).date()
        return holding(today - timedelta(days=7), Kind.WEEK, Calendar.WEEK_MONDAY)
    found = parse(asked)
    if found.kind is not Kind.WEEK or found.calendar is not Calendar.WEEK_MONDAY:
        raise MeasureError(f"--week {asked}: cần một tuần từ thứ Hai đến Chủ nhật, ví dụ 2025-W34.")
    return found


def _levels(asked: str) -> tuple[str, ...]:
    from soyte.measures.errors import MeasureError  # noqa: PLC0415
    from soyte.surveillance.signals.scope import LEVELS  # noqa: PLC0415

    wanted = tuple(one.strip() for one in asked.split(",") if one.strip())
    strange = [one for one in wanted if one not in LEVELS]
    if strange or not wanted:
        raise MeasureError(f"--level {asked}: chỉ nhận {', '.join(LEVELS)}, cách nhau bằng dấu phẩy.")
    return wanted
