"""`soyte care dossiers`: the dossiers behind a number, identities covered."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from soyte.cli.care_options import FacilityOption, FormatOption, PeriodOption, TopOption, asked, tell
from soyte.cli.installation import AsOfOption, HomeOption, speaks
from soyte.ledger.as_of import moment

DOSSIERS = """
**Ví dụ**

- `soyte care dossiers --period T8/2025 --facility 99901 --icd A90-A99` : hồ sơ của một nhóm bệnh

- `soyte care dossiers --to 01 --sent-on` : hồ sơ có giấy chuyển đến cơ sở của tỉnh 01

- `soyte care dossiers --drug 40.154 --format csv` : hồ sơ có một thuốc

Danh tính được che. Muốn mở bản gốc, dùng số lần gửi và số thứ tự trong tệp; việc ấy cần quyền và được ghi nhật ký.
"""


def _text(words: str, metavar: str) -> Any:
    return typer.Option(help=words, metavar=metavar, show_default=False)


@speaks
def dossiers(
    period: PeriodOption = None,
    facility: FacilityOption = None,
    icd: Annotated[str | None, _text("Mã bệnh chính: A97, nhóm A90-A99 hoặc chương IX", "MÃ")] = None,
    disease: Annotated[str | None, _text("Bệnh trong danh mục: dengue, measles…", "MÃ")] = None,
    to: Annotated[str | None, _text("Nơi chuyển đến: mã cơ sở, hoặc hai ký tự đầu là tỉnh", "MÃ")] = None,
    drug: Annotated[str | None, _text("Có thuốc này (MA_THUOC)", "MÃ")] = None,
    service: Annotated[str | None, _text("Có dịch vụ này (MA_DICH_VU)", "MÃ")] = None,
    result: Annotated[str | None, _text("Kết quả điều trị, chẳng hạn 5,8 là tử vong", "MÃ")] = None,
    residence: Annotated[str | None, _text("Nơi cư trú: mã xã hoặc mã tỉnh", "MÃ")] = None,
    inpatient: Annotated[bool, typer.Option("--inpatient", help="Chỉ nội trú")] = False,
    sent_on: Annotated[bool, typer.Option("--sent-on", help="Chỉ hồ sơ có giấy chuyển cơ sở")] = False,
    births: Annotated[bool, typer.Option("--births", help="Chỉ hồ sơ có giấy chứng sinh")] = False,
    appointed: Annotated[bool, typer.Option("--appointed", help="Chỉ hồ sơ có giấy hẹn khám lại")] = False,
    rule: Annotated[str | None, _text("Có phát hiện của quy tắc này: MON-01", "MÃ")] = None,
    severity: Annotated[
        Literal["C", "E", "W"] | None, typer.Option(help="Có phát hiện mức này", show_default=False)
    ] = None,
    punctual: Annotated[
        Literal["on_time", "next_day", "within_7", "later", "undated"] | None,
        typer.Option(
            help="Chuyển đúng ngày, muộn 1 ngày, trong 7 ngày làm việc, muộn hơn, chưa có ngày ra", show_default=False
        ),
    ] = None,
    received: Annotated[str | None, _text("Kho nhận ngày này: 2026-11-21", "NGÀY")] = None,
    week: Annotated[str | None, _text("Ra viện trong tuần từ thứ hai này: 2026-11-16", "NGÀY")] = None,
    top: TopOption = 50,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Các hồ sơ sau một con số, đã che danh tính."""
    from soyte.measures.care.dossiers import Selection  # noqa: PLC0415
    from soyte.measures.care.dossiers import dossiers as ask  # noqa: PLC0415

    told = {
        "rule": rule.upper() if rule else None,
        "severity": severity,
        "punctual": punctual,
        "received": received,
        "week": week,
    }
    flags = {"inpatient": inpatient, "sent_on": sent_on, "births": births, "appointed": appointed}
    selection = Selection(
        icd, disease, to, drug, service, result, residence, **{name: "true" for name, on in flags.items() if on}, **told
    )
    ledger, scope = asked(home, period, facility)
    tell(ask(ledger, scope, selection, top=top, as_of=moment(as_of)), output_format)
