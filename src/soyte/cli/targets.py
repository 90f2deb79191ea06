"""`soyte targets`: assigned targets, their verdicts, and what people say about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import (
    AsOfOption,
    Format,
    FormatOption,
    HomeOption,
    opened,
    print_json,
    speaks,
)
from soyte.ledger.as_of import moment

if TYPE_CHECKING:
    from soyte.measures.targets.judging import Measured

app = typer.Typer(
    name="targets",
    help="Chỉ tiêu giao: nhận danh sách, xem mức đạt, giải trình, chốt số liệu, sửa cách đọc.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
IMPORT_EPILOG = """
**Ví dụ**

- `soyte targets import chi-tieu-2025.xlsx --sender "UBND tỉnh"`

Bảng cần các cột **Chỉ tiêu** (tên hoặc mã), **Địa bàn**, **Kỳ** (2025 hoặc 2021-2025), **Mức giao**; có thể thêm **Dấu**
(>=, <=, =, từ-đến, theo kế hoạch), **Đến**, **Đơn vị tính**, **Cơ quan giao** (Tỉnh ủy, HĐND, UBND, Bộ Y tế), **Văn bản giao**,
**Đơn vị chủ trì**, **Hạn**, **Ghi chú**.
"""
SHOW_EPILOG = """
**Ví dụ**

- `soyte targets show --place "Thái Nguyên" --year 2024` : mọi chỉ tiêu giao năm 2024, kết quả và mức đạt
"""
PlaceOption = Annotated[str, typer.Option(help="Tỉnh, thành phố hoặc xã: tên hay mã", metavar="ĐỊA_BÀN")]
YearOption = Annotated[int, typer.Option(help="Năm", metavar="NĂM", min=1990, max=2100)]
ActorNote = "được ghi kèm tên tài khoản và thời điểm"


@app.command("import", epilog=IMPORT_EPILOG)
@speaks
def import_(
    file: Annotated[Path, typer.Argument(help="Danh sách chỉ tiêu giao (.csv, .xlsx)", metavar="TỆP")],
    home: HomeOption = None,
    sender: Annotated[str | None, typer.Option(help="Đơn vị gửi", metavar="TÊN", show_default=False)] = None,
    supersedes: Annotated[
        str | None, typer.Option(help="Lần gửi mà danh sách này thay", metavar="SỐ", show_default=False)
    ] = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Nhận một danh sách chỉ tiêu giao."""
    from soyte.cli.ingest import Row, as_json, say  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.receiving import Order, receive  # noqa: PLC0415

    ledger = opened(home)
    replaced = ledger.state().find(supersedes).submission_id if supersedes else None
    order = Order(file, actor=account(), sender=sender, supersedes=replaced, targets=True)
    row = Row(file, receive(ledger, order))
    if output_format is Format.JSON:
        print_json(as_json(row, ledger))
    else:
        say(row, ledger)


@app.command("show", epilog=SHOW_EPILOG)
@speaks
def show(
    place: PlaceOption,
    year: YearOption,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Xem chỉ tiêu giao, kết quả và mức đạt."""
    from soyte.cli.where import code_of_place  # noqa: PLC0415
    from soyte.measures.targets.judging import judged  # noqa: PLC0415

    found = judged(opened(home), code_of_place(place, year), year, as_of=moment(as_of))
    measured = [one for one in found if one.judgements]
    if output_format is Format.JSON:
        from soyte.exchange.targets import measured_record  # noqa: PLC0415

        print_json([measured_record(one) for one in measured])
        return
    if not measured:
        typer.echo(f"Chưa có chỉ tiêu giao nào cho {place} năm {year}; hãy nhận danh sách: soyte targets import TỆP")
        return
    typer.echo(_table(measured))


def _table(measured: list[Measured]) -> str:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from soyte.catalogue import load_catalogue  # noqa: PLC0415
    from soyte.measures.targets.words import body_words, mark_words, result_words, target_words  # noqa: PLC0415

    catalogue = load_catalogue()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Chỉ tiêu", "Mức giao", "Cơ quan giao", "Thực hiện", "Mức đạt", "Ghi chú"):
        table.add_column(heading, overflow="fold")
    for one in measured:
        for judgement in one.judgements:
            notes = [judgement.reason, *judgement.notes, *one.notes]
            table.add_row(
                catalogue.indicator(one.indicator).name_vi,
                target_words(judgement.target),
                body_words(judgement.target.body),
                result_words(judgement.result),
                mark_words(judgement),
                "; ".join(note for note in notes if note),
            )
    console = Console(width=max(110, Console().width), highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get().rstrip()


@app.command("explain")
@speaks
def explain(
    indicator: Annotated[str, typer.Argument(help="Mã chỉ tiêu", metavar="CHỈ_TIÊU")],
    place: PlaceOption,
    year: YearOption,
    text: Annotated[str, typer.Option(help="Vì sao không đạt", metavar="LỜI")],
    cause: Annotated[str, typer.Option(help="Nguyên nhân: chu-quan hoặc khach-quan", metavar="LOẠI")] = "khach-quan",
    owner: Annotated[str | None, typer.Option(help="Ai khắc phục", metavar="TÊN", show_default=False)] = None,
    deadline: Annotated[str | None, typer.Option(help="Hạn, 2025-06-30", metavar="NGÀY", show_default=False)] = None,
    home: HomeOption = None,
) -> None:
    """Giải trình một chỉ tiêu không đạt; được ghi kèm tên tài khoản và thời điểm."""
    from datetime import date  # noqa: PLC0415

    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.measures.targets.judging import EXPLANATION  # noqa: PLC0415

    causes = {"chu-quan": "subjective", "khach-quan": "objective"}
    if cause not in causes:
        raise LedgerError("--cause chỉ nhận chu-quan hoặc khach-quan.")
    try:
        due = date.fromisoformat(deadline).isoformat() if deadline else None
    except ValueError:
        raise LedgerError(f"--deadline {deadline}: hãy viết ngày dạng 2025-06-30.") from None
    body = {"text": text, "cause": causes[cause], "owner": owner, "deadline": due}
    _record(home, EXPLANATION, indicator, place, year, body)


@app.command("accept")
@speaks
def accept(
    indicator: Annotated[str, typer.Argument(help="Mã chỉ tiêu", metavar="CHỈ_TIÊU")],
    figure: Annotated[str, typer.Argument(help="Số liệu được chốt, như soyte targets show --format json ghi ở source")],
    place: PlaceOption,
    year: YearOption,
    reason: Annotated[str, typer.Option(help="Vì sao chọn số này", metavar="LÝ_DO")],
    home: HomeOption = None,
) -> None:
    """Chốt một trong các số liệu khác nhau về cùng một chỉ tiêu, kèm lý do."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.measures.targets.judging import ACCEPTANCE  # noqa: PLC0415

    if not reason.strip():
        raise LedgerError("--reason để trống; hãy ghi vì sao chọn số này.")
    _must_be_one_of(home, indicator, place, year, figure)
    _record(home, ACCEPTANCE, indicator, place, year, {"figure": figure, "reason": reason})


def _must_be_one_of(home: Path | None, indicator: str, place: str, year: int, figure: str) -> None:
    from datetime import date  # noqa: PLC0415

    from soyte.catalogue import load_catalogue  # noqa: PLC0415
    from soyte.cli.where import code_of_place  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.measures.targets.computed import computed_results  # noqa: PLC0415
    from soyte.measures.targets.judging import Ground  # noqa: PLC0415

    ledger, code, known = opened(home), code_of_place(place, year), load_catalogue().indicator(indicator).id
    computed = computed_results(ledger, code, year - 1, year)
    results = Ground.read(ledger, code, date(year, 12, 31), computed=computed).results
    offered = {one.source.figure for one in results if one.indicator == known and one.period.iso == str(year)} - {None}
    if figure not in offered:
        choice = (
            f"hãy chọn một trong: {', '.join(sorted(map(str, offered)))}." if offered else "kho chưa có số nào để chốt."
        )
        raise LedgerError(f"{figure} không phải số liệu của chỉ tiêu này ở {place} năm {year}; {choice}")


def _record(home: Path | None, kind: str, indicator: str, place: str, year: int, body: dict[str, Any]) -> None:
    from soyte.catalogue import load_catalogue  # noqa: PLC0415
    from soyte.cli.where import code_of_place  # noqa: PLC0415
    from soyte.ledger.events import record  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.measures.targets.judging import subject_of  # noqa: PLC0415

    known = load_catalogue().indicator(indicator)
    subject = subject_of(known.id, code_of_place(place, year), year)
    act = record(opened(home), kind, subject, body, actor=account(), channel="cli")
    typer.echo(f"Đã ghi ({known.name_vi}, {place}, {year}); ghi sổ số {act.seq}.")


@app.command("correct")
@speaks
def correct(
    statement: Annotated[str, typer.Argument(help="Số liệu nêu trong báo cáo, như stated:3/12", metavar="SỐ_LIỆU")],
    field: Annotated[
        str, typer.Option(help="Trường cần sửa: indicator, place, period, value, unit, role", metavar="TRƯỜNG")
    ],
    value: Annotated[str, typer.Option(help="Cách đọc đúng", metavar="GIÁ_TRỊ")],
    reason: Annotated[str, typer.Option(help="Vì sao", metavar="LÝ_DO")],
    home: HomeOption = None,
) -> None:
    """Sửa cách máy đã đọc một số liệu; cách đọc cũ vẫn được giữ bên cạnh."""
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.measures.targets.correcting import correct_statement  # noqa: PLC0415

    ledger = opened(home)
    act = correct_statement(ledger, statement, field, value, reason=reason, actor=account(), channel="cli")
    typer.echo(f"Đã ghi cách đọc đúng của {statement}: {field} = {value}; ghi sổ số {act.seq}.")
