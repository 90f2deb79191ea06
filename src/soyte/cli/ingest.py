"""`soyte ingest`: take files in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import Format, FormatOption, HomeOption, opened, print_json, progress_bar, speaks

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.receiving import Order, Receipt

EPILOG = """
**Ví dụ**

- `soyte ingest bao-cao-2024.docx --sender "Sở Y tế"` : nhận các số liệu nêu trong báo cáo

- `soyte ingest ca-mac-2024.csv --mapping ca-mac.mapping.yaml` : nhận bảng số liệu theo tệp ánh xạ

- `soyte ingest thu-muc/` : nhận mọi tệp trong thư mục; tệp đã nhận rồi thì bỏ qua, nên chạy lại sau khi gián đoạn là đủ

- `soyte ingest ca-mac-2024-sua.csv --supersedes 12` : tệp này thay cho lần gửi số 12

- `soyte ingest ho-so-thang-11/ --basis copies` : nhận hồ sơ khám chữa bệnh BHYT (XML, .zip, .gz) do các cơ sở gửi bản sao

- `cat ho-so.xml | soyte ingest -` : nhận hồ sơ từ luồng vào

Bảng số liệu (.csv, .csv.gz, .xlsx) cần tệp ánh xạ; nếu cạnh `x.csv` có `x.mapping.yaml` thì tự dùng. Mỗi tệp được nhận trọn
vẹn hoặc không nhận gì. Ô không hiểu được để riêng kèm lý do, phần còn lại vẫn được nhận.

Mã thoát: 0 khi mọi tệp đã được nhận (kể cả đã nhận từ trước), 2 khi có tệp không nhận được.
"""
SHOWN = 5


@dataclass
class Row:
    """A file that was handed in, and what became of it."""

    path: Path
    receipt: Receipt | None = None
    trouble: str | None = None


@speaks
def ingest(
    files: Annotated[
        list[Path], typer.Argument(help="Báo cáo, bảng số liệu, hoặc thư mục chứa các tệp đó", metavar="TỆP...")
    ],
    home: HomeOption = None,
    mapping: Annotated[
        Path | None, typer.Option(help="Tệp ánh xạ, nói cột nào là gì", metavar="TỆP.yaml", show_default=False)
    ] = None,
    sender: Annotated[str | None, typer.Option(help="Đơn vị gửi", metavar="TÊN", show_default=False)] = None,
    supersedes: Annotated[
        str | None, typer.Option(help="Lần gửi mà tệp này thay", metavar="SỐ", show_default=False)
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Đọc lại tệp đã nhận; kết quả mới thay kết quả cũ")] = False,
    basis: Annotated[
        str | None,
        typer.Option(
            help="Căn cứ có được hồ sơ BHYT: copies (cơ sở gửi bản sao), extract (cơ quan BHXH bàn giao); của bảng số liệu thì tệp ánh xạ ghi",
            metavar="CĂN_CỨ",
            show_default=False,
        ),
    ] = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Nhận tệp vào kho số liệu: giữ bản gốc, đọc, ghi sổ."""
    from soyte.cli.handing_in import check_basis, handed_in, leaving  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.receiving import Order  # noqa: PLC0415

    ledger = opened(home)
    if any(path == Path() for path in files):  # an empty argument, or one dot: a variable of a script that was not set?
        raise LedgerError("Chưa rõ cần nhận tệp nào; hãy ghi tên tệp hoặc đường dẫn đầy đủ của thư mục.")
    check_basis(basis)
    left: list[Path] = []
    handed = list(handed_in(files, left))
    if left:
        typer.echo(leaving(left, "hồ sơ, bảng số liệu hay báo cáo"), err=True)
    if not handed:
        raise LedgerError(f"{files[0]}: thư mục không có tệp nào để nhận; hãy kiểm tra lại đường dẫn.")
    if supersedes is not None and len(handed) != 1:
        raise LedgerError("--supersedes chỉ dùng khi nhận đúng một tệp.")
    replaced = ledger.state().find(supersedes).submission_id if supersedes else None
    rows = []
    for one in handed:
        with one.laid_out() as path:
            row = _one(
                ledger, Order(path, "", sender=sender, mapping=mapping, supersedes=replaced, basis=basis, again=again)
            )
        rows.append(row)
        if output_format is Format.TABLE:
            say(row, ledger)
    if output_format is Format.JSON:
        print_json([as_json(row, ledger) for row in rows])
    raise typer.Exit(2 if any(row.trouble for row in rows) else 0)


def _one(ledger: Ledger, order: Order) -> Row:
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.receiving import mapping_beside, receive  # noqa: PLC0415

    path = order.path
    beside = mapping_beside(path)
    mapping = order.mapping or (beside if beside.is_file() else None)
    try:
        with progress_bar(path.name) as progress:
            return Row(path, receive(ledger, replace(order, actor=account(), mapping=mapping), progress))
    except Exception as error:
        return Row(path, trouble=_trouble(path, error))


def _trouble(path: Path, error: Exception) -> str:
    from soyte.receiving.telling import sentence  # noqa: PLC0415

    words = sentence(error)
    return words if path.name in words else f"{path.name}: {words}"


def say(row: Row, ledger: Ledger) -> None:
    """Tell what became of a file."""
    if row.receipt is None:
        typer.echo(row.trouble, err=True)
        return
    from soyte.intake.claims.members import shown  # noqa: PLC0415

    act, outcome, name = row.receipt.act, row.receipt.outcome, shown(row.path.name)
    if not row.receipt.new:
        if act.kind == "rejected":
            typer.echo(f"{name}: đã từng gửi và không đọc được (lần gửi số {act.seq}): {act.reason}", err=True)
            row.trouble = act.reason
        else:
            typer.echo(f"{name}: đã nhận từ trước (lần gửi số {act.seq}); không có gì thay đổi.")
        return
    aside = f", để riêng {_count(act.rows_quarantined)} dòng" if act.rows_quarantined else ""
    typer.echo(
        f"{name}: lần gửi số {act.seq}, nhận {_count(act.rows_accepted)} trên {_count(act.rows_in)} dòng{aside}."
    )
    for cell in outcome.aside[:SHOWN]:
        written = f" (ghi “{cell.value}”)" if cell.value else ""
        typer.echo(f"  {cell.where}{written}: {cell.message} {cell.remedy}")
    if act.rows_quarantined > SHOWN:
        typer.echo(f"  … xem tất cả: soyte submissions {act.seq} --aside")
    for note in outcome.notes:
        typer.echo(f"  {note}")
    for warning in (*outcome.warnings, *_hints(row, ledger)):
        typer.echo(f"  Lưu ý: {warning}")


def _hints(row: Row, ledger: Ledger) -> list[str]:
    """A report of the same name that still counts may be what this one was meant to replace."""
    from soyte.ledger.tables import CONTRIBUTIONS  # noqa: PLC0415

    if row.receipt is None:
        return []
    act, state = row.receipt.act, ledger.state()
    if act.what in ("claims", CONTRIBUTIONS) and act.owner is None:
        return ["chưa ghi căn cứ có các hồ sơ này; lần sau hãy thêm --basis copies hoặc --basis extract."]
    if act.what != "report":
        return []
    return [
        f"tệp cùng tên đã có ở lần gửi số {other.seq}; nếu đây là bản sửa, hãy rút lần gửi đó: soyte withdraw {other.seq}."
        for name, other in state.accepted.items()
        if name in state.living and other.name == act.name and other.what == "report" and other.seq < act.seq
    ]


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def as_json(row: Row, ledger: Ledger) -> dict[str, Any]:
    """What became of a file, as JSON."""
    if row.receipt is None:
        return {"file": str(row.path), "error": row.trouble}
    act, outcome = row.receipt.act, row.receipt.outcome
    if act.kind == "rejected":
        row.trouble = act.reason
    return {
        "file": str(row.path),
        "submission": act.seq,
        "submission_id": act.submission_id,
        "status": ledger.state().status(act.submission_id),
        "new": row.receipt.new,
        "sha256": act.content_hash,
        "rows_in": act.rows_in,
        "rows_accepted": act.rows_accepted,
        "rows_quarantined": act.rows_quarantined,
        "aside": [cell.__dict__ for cell in outcome.aside],
        "notes": list(outcome.notes),
        "warnings": [*outcome.warnings, *_hints(row, ledger)],
        "error": act.reason if act.kind == "rejected" else None,
    }
