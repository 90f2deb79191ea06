"""`soyte care notifiable`, `timeliness`, `received`, `findings`, `spending`: what must be reported, sent in time, right, kept to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import typer

from soyte.cli.care_options import FacilityOption, FormatOption, PeriodOption, TopOption, asked, tell
from soyte.cli.installation import AsOfOption, HomeOption, speaks
from soyte.ledger.as_of import moment

NOTIFIABLE = """
**Ví dụ**

- `soyte care notifiable --period 2025` : các bệnh phải báo cáo theo mã ICD-10 của hồ sơ

- `soyte care notifiable --disease dengue --by week` : sốt xuất huyết Dengue từng tuần

- `soyte care notifiable --disease dengue --by residence --period T8/2025` : theo xã cư trú
"""
TIMELINESS = """
**Ví dụ**

- `soyte care timeliness --period T8/2025` : tỷ lệ chuyển đúng ngày theo ngày ra, ngày gửi là ngày lập của tệp

- `soyte care timeliness --by week --facility 99901` : một cơ sở, từng tuần ra viện

- `soyte care timeliness --base payment --received accepted` : theo ngày thanh toán, và ngày kho nhận

Chưa văn bản nào định nghĩa tỷ lệ này; cách tính với các tham số đã chọn được in dưới bảng.
"""
RECEIVED = """
**Ví dụ**

- `soyte care received` : ngày gần nhất có hồ sơ, theo cơ sở

- `soyte care received --day 2026-11-21` : một ngày
"""
FINDINGS = """
**Ví dụ**

- `soyte care findings --period 2025` : cơ sở nào sai nhiều, trên 100 hồ sơ bao nhiêu phát hiện

- `soyte care findings --facility 99901 --by month` : cơ sở ấy có tiến bộ không

- `soyte care findings --by rule` : sai nhiều nhất ở quy tắc nào
"""
SPENDING = """
**Ví dụ**

- `soyte care spending --year 2026` : đã chi, dự báo cả năm với khoảng 90%, so với dự toán giao cho từng cơ sở

Dự toán nhận bằng `soyte targets import`: chỉ tiêu `bhyt_fund_paid_total` (phần quỹ) hoặc `bhyt_cost_total` (tổng chi), địa bàn
ghi “cơ sở 99901”, kỳ là năm, dấu `<=`. Ít số liệu quá thì không dự báo, và nói vì sao.
"""


@speaks
def notifiable(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    disease: Annotated[
        str | None,
        typer.Option(help="Chỉ một bệnh, theo mã trong danh mục: dengue, measles…", metavar="MÃ", show_default=False),
    ] = None,
    by: Annotated[
        Literal["disease", "week", "month", "residence", "facility"],
        typer.Option(help="Theo bệnh; thêm tuần, tháng (ngày vào), nơi cư trú hay cơ sở"),
    ] = "disease",
    top: TopOption = 100,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Bệnh truyền nhiễm phải báo cáo, đếm theo mã bệnh của hồ sơ."""
    from soyte.measures.care.notifiable import notifiable as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, disease=disease, by=by, top=top, as_of=moment(as_of)), output_format)


@speaks
def timeliness(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    base: Annotated[
        Literal["discharge", "payment"], typer.Option(help="Tính hạn từ ngày ra hay ngày thanh toán")
    ] = "discharge",
    received: Annotated[
        Literal["file", "accepted"], typer.Option(help="Ngày gửi là ngày lập của tệp, hay ngày kho nhận")
    ] = "file",
    by: Annotated[
        Literal["facility", "month", "week"], typer.Option(help="Theo cơ sở, hay theo tháng, tuần ra viện")
    ] = "facility",
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Chuyển dữ liệu đúng ngày: đúng hạn, muộn 1 ngày, trong 7 ngày làm việc, muộn hơn; gửi lại; đúng ngay lần đầu."""
    from soyte.measures.care.first_time import kept_findings  # noqa: PLC0415
    from soyte.measures.care.punctuality import punctuality  # noqa: PLC0415
    from soyte.measures.care.timeliness import timeliness as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    if by != "facility":
        course = punctuality(ledger, scope, by=by, base=base, received=received, as_of=moment(as_of))
        tell(course, output_format)
        return
    findings = kept_findings(ledger, moment(as_of))
    found = ask(ledger, scope, base=base, received=received, findings=findings, as_of=moment(as_of))
    tell(found, output_format)


@speaks
def received(
    day: Annotated[
        datetime | None,
        typer.Option(
            help="Ngày kho nhận; mặc định là ngày gần nhất có hồ sơ",
            formats=["%Y-%m-%d"],
            metavar="NGÀY",
            show_default=False,
        ),
    ] = None,
    facility: FacilityOption = None,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Hồ sơ nhận trong một ngày: mỗi cơ sở gửi bao nhiêu, đúng ngày không, sai bao nhiêu; cơ sở nào chưa gửi."""
    from soyte.measures.care.received import received as ask  # noqa: PLC0415

    ledger, _ = asked(home, None, facility)
    told = ask(ledger, day.date() if day else None, facility=facility, as_of=moment(as_of))
    tell(told, output_format)


@speaks
def findings(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    by: Annotated[
        Literal["facility", "month", "rule"], typer.Option(help="Theo cơ sở, tháng ra viện hay quy tắc")
    ] = "facility",
    top: TopOption = 50,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Lỗi của hồ sơ theo bộ quy tắc: ai sai nhiều, sai gì, có bớt đi không."""
    from soyte.measures.care.findings import findings as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, by=by, top=top, as_of=moment(as_of)), output_format)


@speaks
def spending(
    year: Annotated[int, typer.Option(help="Năm", metavar="NĂM", min=2018, max=2100)],
    facility: FacilityOption = None,
    cost: Annotated[Literal["fund", "total"], typer.Option(help="Phần quỹ BHYT chi trả, hay tổng chi phí")] = "fund",
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Chi khám, chữa bệnh BHYT so với dự toán năm, kèm dự báo cả năm."""
    from soyte.measures.care.spending import spending as ask  # noqa: PLC0415

    ledger, _ = asked(home, None, facility)
    tell(ask(ledger, year, facility=facility, cost=cost, as_of=moment(as_of)), output_format)
