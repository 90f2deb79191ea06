"""`soyte care transfers`, `followups`, `births`, `deaths`: where people go, whether they come back, who is born and dies."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from soyte.cli.care_options import FacilityOption, FormatOption, PeriodOption, TopOption, asked, tell
from soyte.cli.installation import AsOfOption, HomeOption, speaks
from soyte.ledger.as_of import moment

TRANSFERS = """
**Ví dụ**

- `soyte care transfers --period 2025` : ma trận nơi chuyển, nơi đến

- `soyte care transfers --outside --by group` : ra ngoài tỉnh vì những nhóm bệnh nào, tốn bao nhiêu

- `soyte care transfers --by province --format csv` : theo tỉnh, để xử lý tiếp
"""
FOLLOWUPS = """
**Ví dụ**

- `soyte care followups --period T8/2025` : hẹn khám lại và tỷ lệ đến hẹn tại cùng cơ sở, trong vòng 7 ngày

- `soyte care followups --where any --window 14` : đến bất kỳ cơ sở nào, trong vòng 14 ngày
"""
BIRTHS = """
**Ví dụ**

- `soyte care births --period 2025` : trẻ sinh, tỷ số giới tính khi sinh với khoảng tin cậy, tỷ lệ mổ lấy thai theo cơ sở

- `soyte care births --by residence --format csv` : theo nơi cư trú của mẹ
"""
DEATHS = """
**Ví dụ**

- `soyte care deaths --period 2025` : tử vong tại cơ sở, ngoại viện, nặng xin về theo cơ sở

- `soyte care deaths --by chapter` : theo chương bệnh; `--by month` : theo tháng
"""


@speaks
def transfers(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    by: Annotated[
        Literal["facility", "province", "chapter", "group", "code"],
        typer.Option(help="Ma trận theo cơ sở hay tỉnh; hoặc theo bệnh: chương, nhóm, mã 3 ký tự"),
    ] = "facility",
    outside: Annotated[
        bool | None, typer.Option("--outside/--inside", help="Chỉ chuyển ra ngoài tỉnh, hoặc chỉ trong tỉnh")
    ] = None,
    top: TopOption = 50,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Chuyển cơ sở khám, chữa bệnh: từ đâu đến đâu, vì bệnh gì, chi phí bao nhiêu."""
    from soyte.measures.care.transfers import transfers as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, by=by, outside=outside, top=top, as_of=moment(as_of)), output_format)


@speaks
def followups(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    window: Annotated[
        int,
        typer.Option(
            help="Đến trước hoặc sau ngày hẹn bao nhiêu ngày thì vẫn là đến hẹn", metavar="NGÀY", min=0, max=90
        ),
    ] = 7,
    where: Annotated[Literal["same", "any"], typer.Option(help="Đến cùng cơ sở, hay bất kỳ cơ sở nào")] = "same",
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Hẹn khám lại: bao nhiêu lượt hẹn, bao nhiêu người đến hẹn."""
    from soyte.measures.care.followups import followups as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, window=window, where=where, as_of=moment(as_of)), output_format)


@speaks
def births(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    by: Annotated[
        Literal["facility", "month", "residence"], typer.Option(help="Theo cơ sở, tháng hay nơi cư trú")
    ] = "facility",
    top: TopOption = 100,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Sinh, tỷ số giới tính khi sinh, mổ lấy thai."""
    from soyte.measures.care.births import births as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, by=by, top=top, as_of=moment(as_of)), output_format)


@speaks
def deaths(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    by: Annotated[
        Literal["facility", "month", "chapter"], typer.Option(help="Theo cơ sở, tháng hay chương bệnh")
    ] = "facility",
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Tử vong theo kết quả điều trị ghi trong hồ sơ."""
    from soyte.measures.care.deaths import deaths as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, by=by, as_of=moment(as_of)), output_format)
