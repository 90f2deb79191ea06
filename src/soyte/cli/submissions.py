"""`soyte submissions` and `soyte withdraw`: what was handed in, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli.installation import (
    AsOfOption,
    Format,
    FormatOption,
    HomeOption,
    local,
    opened,
    print_json,
    speaks,
)
from soyte.ledger.as_of import moment

if TYPE_CHECKING:
    from soyte.ledger.acts import Act
    from soyte.ledger.ledger import Ledger
    from soyte.ledger.state import State

LIST_EPILOG = """
**Ví dụ**

- `soyte submissions` : mọi lần gửi, mới nhất ở cuối

- `soyte submissions --as-of 2024-05-01` : sổ như vào cuối ngày 01/5/2024

- `soyte submissions 12` : một lần gửi; `soyte submissions 12 --aside` : thêm các ô bị để riêng và lý do
"""
WITHDRAW_EPILOG = """
**Ví dụ**

- `soyte withdraw 12 --reason "gửi nhầm tỉnh"` : số liệu của lần gửi 12 không được tính nữa

Không có gì bị xóa: xem lại bằng `--as-of` vẫn thấy số liệu như trước khi rút. Lần gửi mà nó từng thay sẽ được tính trở lại.
"""


@speaks
def submissions(
    which: Annotated[str | None, typer.Argument(help="Số của một lần gửi", metavar="SỐ", show_default=False)] = None,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    aside: Annotated[bool, typer.Option("--aside", help="Kèm các ô bị để riêng và lý do")] = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Xem các lần gửi: ai gửi gì, khi nào, còn được tính hay không."""
    from soyte.exchange.submissions import submission_record  # noqa: PLC0415

    ledger = opened(home)
    state = ledger.state(moment(as_of))
    if which is not None:
        _show(ledger, state, state.find(which), output_format, aside=aside)
        return
    acts = [act for act in state.acts if act.kind in ("accepted", "rejected")]
    if output_format is Format.JSON:
        print_json([submission_record(act, state) for act in acts])
        return
    if not acts:
        typer.echo("Chưa có lần gửi nào. Hãy bắt đầu bằng: soyte ingest TỆP…")
        return
    typer.echo(_table(acts, state))


def _table(acts: list[Act], state: State) -> str:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from soyte.receiving.wording import WHAT, name_words, status_words  # noqa: PLC0415 (heavy, and help needs none of it)

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, right in (
        ("Số", 1),
        ("Lúc", 0),
        ("Loại", 0),
        ("Tệp", 0),
        ("Người gửi", 0),
        ("Nhận", 1),
        ("Để riêng", 1),
    ):
        table.add_column(heading, justify="right" if right else "left", overflow="fold", no_wrap=heading != "Tệp")
    table.add_column("Tình trạng", no_wrap=True)
    for act in acts:
        table.add_row(
            str(act.seq),
            local(act.recorded_at)[:16],
            WHAT.get(act.what, act.what),
            name_words(act),
            act.sender or act.actor,
            count(act.rows_accepted),
            count(act.rows_quarantined),
            status_words(act, state),
        )
    console = Console(width=max(100, Console().width), highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get().rstrip()


def count(number: int) -> str:
    """A whole number with separators."""
    return f"{number:,}".replace(",", ".")


def _show(ledger: Ledger, state: State, act: Act, output_format: Format, *, aside: bool) -> None:
    from soyte.exchange.submissions import aside_records, submission_record  # noqa: PLC0415
    from soyte.receiving.wording import WHAT, name_words, owner_words, status_words  # noqa: PLC0415

    owner, whose = owner_words(act)
    cells = aside_records(ledger, act) if aside else []
    if output_format is Format.JSON:
        print_json({**submission_record(act, state), **({"aside": cells} if aside else {})})
        return
    lines = {
        "Lần gửi": f"số {act.seq} ({act.submission_id})",
        "Tình trạng": status_words(act, state),
        "Lúc": local(act.recorded_at),
        "Loại": WHAT.get(act.what, act.what),
        "Tệp": name_words(act),
        "Mã SHA-256": act.content_hash,
        "Đơn vị gửi": act.sender,
        "Người ghi": f"{act.actor} (kênh {act.channel}, máy {act.host})",
        "Bộ số liệu": act.dataset,
        owner: whose,
        "Dòng": f"đọc {count(act.rows_in)}, nhận {count(act.rows_accepted)}, để riêng {count(act.rows_quarantined)}",
        "Thay cho": f"lần gửi số {state.accepted[act.supersedes].seq}" if act.supersedes else None,
        "Lý do": act.reason,
    }
    for label, value in lines.items():
        if value:
            typer.echo(f"{label + ':':<13} {value}")
    for cell in cells:
        typer.echo(f"  {cell['where']}: {cell['message']} {cell['remedy']}")


@speaks
def withdraw(
    which: Annotated[str, typer.Argument(help="Số của lần gửi", metavar="SỐ")],
    reason: Annotated[str, typer.Option(help="Vì sao rút; được ghi lại trong sổ", metavar="LÝ_DO")],
    home: HomeOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Rút một lần gửi: số liệu của nó không được tính nữa, nhưng không mất."""
    from soyte.exchange.submissions import submission_record  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415

    ledger = opened(home)
    act = ledger.state().find(which)
    done = ledger.withdraw(act.submission_id, actor=account(), reason=reason)
    state = ledger.state()
    revived = act.supersedes if act.supersedes and act.supersedes in state.living else None
    if output_format is Format.JSON:
        print_json({**submission_record(act, state), "withdrawn_by": done.seq, "counts_again": revived})
        return
    typer.echo(f"Đã rút lần gửi số {act.seq} ({act.name}); ghi sổ số {done.seq}.")
    if revived:
        typer.echo(f"Lần gửi số {state.accepted[revived].seq} được tính trở lại.")
