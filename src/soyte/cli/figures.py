"""`soyte figures`: figures of indicators from the ledger, each with its pedigree."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from typing import Annotated

import typer

from soyte.cli.installation import AsOfOption, HomeOption, opened, speaks
from soyte.ledger.as_of import moment


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Area(StrEnum):
    """Where dossiers of the claim feed count."""

    PLACE = "place"
    RESIDENCE = "residence"


EPILOG = """
**Ví dụ**

- `soyte figures dengue_cases --place "Thái Nguyên" --period 2017 --by month` : từng tháng của một tỉnh

- `soyte figures dengue_cases measles_cases --period 2010..2017 --by year --format csv` : hai chỉ tiêu qua các năm

- `soyte figures cases --by disease,place,year --where disease=dengue,measles` : số đo theo bệnh, tỉnh, năm

- `soyte figures dengue_cases --period 2017 --as-of 2024-05-01` : số liệu như đã biết ngày đó; `--as-of '#12'`: sau lần ghi nhận số 12

- `soyte figures bhyt_cost_total --by commune,month --area residence` : hồ sơ BHYT theo nơi người bệnh cư trú

- `soyte figures cases --by province,year --period 2010..2017 --boundaries current` : quy về địa giới hiện nay

Theo địa giới khác (`--boundaries current` hoặc một ngày), số đếm của đơn vị bị chia được chia theo tỷ trọng, phần nào cũng
nguyên và tổng không đổi; tỷ lệ được tính lại từ tử số và mẫu số. Phần chưa ai đo được thì ghi chung cho nhóm đơn vị.

Mỗi số liệu có một mã; `soyte trace 'MÃ'` cho biết nó từ đâu ra.
"""


@speaks
def figures(
    indicators: Annotated[
        list[str], typer.Argument(help="Mã hoặc tên đầy đủ của chỉ tiêu, số đo", metavar="CHỈ_TIÊU...")
    ],
    by: Annotated[
        str,
        typer.Option(
            help="Chia theo: place, province, district, commune; month, quarter, half, year, week, admin_year…; "
            "disease, sex, age_group, category, facility; với hồ sơ BHYT còn có tier, care, insured, form, object, card_group, "
            "chapter, icd, result, leaving; cách nhau bằng dấu phẩy",
            metavar="CÁCH_CHIA",
        ),
    ] = "",
    place: Annotated[str | None, typer.Option(help="Mã hoặc tên địa bàn", metavar="ĐỊA_BÀN")] = None,
    period: Annotated[
        str | None, typer.Option(help="Kỳ: 2017, T3/2017, “quý I/2024”, 2010..2017", metavar="KỲ")
    ] = None,
    as_of: AsOfOption = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Chỉ lấy các mã này, ví dụ disease=dengue,measles", metavar="CỘT=MÃ")
    ] = None,
    dataset: Annotated[str | None, typer.Option(help="Chỉ lấy một tập số liệu", metavar="TẬP")] = None,
    boundaries: Annotated[
        str,
        typer.Option(
            help="Theo địa giới nào: own (lúc báo cáo), current (hiện nay, hoặc lúc của --as-of), hay một ngày như 2025-07-01",
            metavar="own|current|NGÀY",
        ),
    ] = "own",
    area: Annotated[
        Area,
        typer.Option(help="Hồ sơ BHYT tính theo nơi khám (place) hay nơi người bệnh cư trú (residence)"),
    ] = Area.PLACE,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in")] = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Tính chỉ tiêu từ số liệu đã nhận, kèm nguồn, mức đầy đủ và thời điểm chốt."""
    from soyte.cli import figures_output  # noqa: PLC0415 (heavy, and help needs none of it)
    from soyte.measures import figures as ask  # noqa: PLC0415
    from soyte.measures.conditions import conditions  # noqa: PLC0415
    from soyte.measures.site import definitions_of  # noqa: PLC0415

    ledger = opened(home)
    found = ask(
        ledger,
        indicators,
        by=[name.strip() for name in by.split(",") if name.strip()],
        place=place,
        period=period,
        as_of=moment(as_of),
        where=conditions(where or []),
        dataset=dataset,
        boundaries=boundaries,
        area=str(area),
    )
    for warning in found.warnings:
        typer.echo(warning, err=True)
    if output_format is Format.JSON:
        sys.stdout.write(figures_output.as_json(found))
    elif output_format is Format.CSV:
        sys.stdout.write(figures_output.as_csv(found))
    else:
        width = max(80, shutil.get_terminal_size((140, 40)).columns)
        definitions = definitions_of(ledger, found.items[0].as_of if found.items else None)
        typer.echo(figures_output.as_table(found, definitions, width=width, colour=sys.stdout.isatty()))
