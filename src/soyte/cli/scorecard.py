"""`soyte scorecard`: assigned targets, results and verdicts of a place and year, as a file to sign or a page to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from soyte.cli.installation import AsOfOption, HomeOption, opened, speaks
from soyte.ledger.as_of import moment

EPILOG = """
**Ví dụ**

- `soyte scorecard --place "Thái Nguyên" --year 2024 --out phieu.docx` : văn bản theo Nghị định 30/2020, mỗi số liệu có mã truy nguồn

- `soyte scorecard --place "Thái Nguyên" --year 2024 --out phieu.html` : trang để đọc; cũng ghi được .xlsx, .json

Ghi lại từ cùng số liệu thì được đúng tệp ấy, từng byte. Sau khi sửa tay, `soyte verify phieu.docx` chỉ ra số nào đã đổi.
"""
SUFFIXES = (".docx", ".html", ".xlsx", ".json")


@speaks
def scorecard(
    place: Annotated[str, typer.Option(help="Tỉnh, thành phố hoặc xã: tên hay mã", metavar="ĐỊA_BÀN")],
    year: Annotated[int, typer.Option(help="Năm", metavar="NĂM", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="Tệp kết quả: .docx, .html, .xlsx hoặc .json", metavar="TỆP")],
    home: HomeOption = None,
    as_of: AsOfOption = None,
    dated: Annotated[
        str | None, typer.Option(help="Ngày ghi trên văn bản, 2024-12-31", metavar="NGÀY", show_default=False)
    ] = None,
) -> None:
    """Lập phiếu chỉ tiêu: mức giao, thực hiện, mức đạt, năm trước, xu hướng."""
    from soyte.cli.where import code_of_place  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.reports.scorecard.compose import compose  # noqa: PLC0415
    from soyte.reports.scorecard.render import render  # noqa: PLC0415

    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise LedgerError(f"{out}: chỉ ghi được {', '.join(SUFFIXES)}; hãy đổi đuôi tệp.")
    try:
        day = date.fromisoformat(dated) if dated else None
    except ValueError:
        raise LedgerError(f"--dated {dated}: hãy viết ngày dạng 2024-12-31.") from None
    ledger = opened(home)
    made = compose(ledger, code_of_place(place, year), year, as_of=moment(as_of), today=day)
    if not made.sections:
        raise LedgerError(f"Kho chưa có chỉ tiêu giao hay kết quả nào của {place} năm {year}.")
    out.write_bytes(render(made, suffix[1:]))
    targets = sum(len(row.judgements) for section in made.sections for row in section.rows)
    rows = sum(len(section.rows) for section in made.sections)
    typer.echo(
        f"Đã ghi {out}: {rows} chỉ tiêu, {targets} mức giao được đánh giá, theo sổ đến lần ghi số {made.as_of_seq}."
    )
