"""`soyte care diseases`, `stays`, `drugs`, `prescribing`, `techniques`: what was treated, and with what."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from soyte.cli.care_options import FacilityOption, FormatOption, PeriodOption, TopOption, asked, tell
from soyte.cli.installation import AsOfOption, HomeOption, speaks
from soyte.ledger.as_of import moment

DISEASES = """
**Ví dụ**

- `soyte care diseases --period 2025` : các chương ICD-10 theo số lượt

- `soyte care diseases --period T8/2025 --level group --order cost --inpatient` : nhóm bệnh tốn nhất trong điều trị nội trú

- `soyte care diseases --level code --facility 99901 --top 10 --format csv` : mười bệnh đông nhất của một cơ sở
"""
STAYS = """
**Ví dụ**

- `soyte care stays --period 2025` : số ngày điều trị bình quân, trung vị, mức 90% theo cơ sở

- `soyte care stays --by group --period T8/2025` : theo nhóm bệnh
"""
DRUGS = """
**Ví dụ**

- `soyte care drugs --period 2025` : thuốc tốn nhất

- `soyte care drugs --antibiotics --order rows` : kháng sinh được kê nhiều lần nhất

Mã thuốc nào là kháng sinh: ghi ở dòng “Nguồn” của kết quả, kèm mức chắc chắn.
"""
PRESCRIBING = """
**Ví dụ**

- `soyte care prescribing --period 2025` : số khoản thuốc mỗi lượt, tỷ lệ lượt có kháng sinh theo cơ sở

- `soyte care prescribing --by icd --top 15` : theo bệnh; `--by month` : theo tháng
"""
TECHNIQUES = """
**Ví dụ**

- `soyte care techniques --period 2026` : kỹ thuật mỗi cơ sở làm lần đầu trong năm 2026

- `soyte care techniques --period T8/2026 --least 6` : chấp nhận cơ sở chỉ có 6 tháng dữ liệu trước đó

Cơ sở có ít dữ liệu trước kỳ hơn `--least` tháng thì không kết luận, và được nêu tên.
"""


@speaks
def diseases(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    level: Annotated[
        Literal["chapter", "group", "code"], typer.Option(help="Gộp theo chương, nhóm bệnh hay mã 3 ký tự")
    ] = "chapter",
    order: Annotated[
        Literal["visits", "cost", "days"], typer.Option(help="Xếp theo lượt, chi phí hay ngày")
    ] = "visits",
    inpatient: Annotated[
        bool | None, typer.Option("--inpatient/--outpatient", help="Chỉ nội trú, hoặc chỉ ngoài nội trú")
    ] = None,
    top: TopOption = 20,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Bệnh được khám, chữa nhiều nhất theo chương, nhóm hoặc mã ICD-10: lượt, ngày, chi phí."""
    from soyte.measures.care.diseases import diseases as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    found = ask(ledger, scope, level=level, order=order, inpatient=inpatient, top=top, as_of=moment(as_of))
    tell(found, output_format)


@speaks
def stays(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    by: Annotated[
        Literal["facility", "chapter", "group"], typer.Option(help="Theo cơ sở, chương hay nhóm bệnh")
    ] = "facility",
    top: TopOption = 30,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Số ngày điều trị nội trú: bình quân, trung vị, mức 90%."""
    from soyte.measures.care.stays import stays as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, by=by, top=top, as_of=moment(as_of)), output_format)


@speaks
def drugs(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    order: Annotated[
        Literal["cost", "rows", "quantity"], typer.Option(help="Xếp theo chi phí, số dòng hay số lượng")
    ] = "cost",
    antibiotics: Annotated[bool, typer.Option("--antibiotics", help="Chỉ kháng sinh")] = False,
    top: TopOption = 30,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Thuốc đã dùng: số lượng, số dòng, chi phí, phần là kháng sinh."""
    from soyte.measures.care.drugs import drugs as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    found = ask(ledger, scope, order=order, only_antibiotics=antibiotics, top=top, as_of=moment(as_of))
    tell(found, output_format)


@speaks
def prescribing(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    by: Annotated[Literal["facility", "month", "icd"], typer.Option(help="Theo cơ sở, tháng hay bệnh")] = "facility",
    top: TopOption = 50,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Kê đơn: đơn và khoản thuốc mỗi lượt, tỷ lệ lượt có kháng sinh, phần chi phí là thuốc."""
    from soyte.measures.care.drugs import prescribing as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, by=by, top=top, as_of=moment(as_of)), output_format)


@speaks
def techniques(
    period: Annotated[str, typer.Option("--period", help="Kỳ cần tìm kỹ thuật mới: 2026, T8/2026", metavar="KỲ")],
    facility: FacilityOption = None,
    least: Annotated[
        int, typer.Option(help="Số tháng dữ liệu trước kỳ mà cơ sở cần có để kết luận", metavar="SỐ", min=1, max=120)
    ] = 12,
    top: TopOption = 100,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Kỹ thuật mới của mỗi cơ sở: mã dịch vụ có trong kỳ mà mọi tháng trước đó chưa có."""
    from soyte.measures.care.techniques import techniques as ask  # noqa: PLC0415

    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, least=least, top=top, as_of=moment(as_of)), output_format)
