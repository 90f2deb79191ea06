"""`soyte verify`: which figures of a report were changed by hand, and which the ledger tells differently now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import Format, FormatOption, HomeOption, print_json, speaks

if TYPE_CHECKING:
    from soyte.reports.linked import Checked, CurrentFigure, LinkedDocument

Provider = Callable[[Path | None, "LinkedDocument"], "Mapping[str, CurrentFigure] | None"]
"""Given `--home` and what was read of a file, the figures that would be printed now; None where there is no ledger."""

EPILOG = """
**Ví dụ**

- `soyte verify bao-cao.docx` : so từng số trong tệp với lúc lập tệp và với kho số liệu hiện nay

- `soyte verify bao-cao.docx --all` : kể cả những số không đổi

- `soyte verify bao-cao.odt --format json` : lấy kết quả để xử lý tiếp

Chỉ kiểm tra được tệp do soyte lập, kể cả khi đã được lưu lại bằng Word hay LibreOffice.
Mã thoát: 0 khi mọi số không đổi, 1 khi có số bị sửa tay, đã cũ hay mất liên kết, 2 khi không đọc được tệp.
"""


def verify_command(provider: Provider) -> Callable[..., None]:
    """The command, asking `provider` for the figures of now."""

    @speaks
    def verify(
        files: Annotated[list[Path], typer.Argument(help="Báo cáo do soyte lập: .docx hoặc .odt", metavar="TỆP...")],
        home: HomeOption = None,
        output_format: FormatOption = Format.TABLE,
        show_all: Annotated[bool, typer.Option("--all", help="In cả những số không đổi")] = False,
    ) -> None:
        """Đối chiếu từng số trong báo cáo với lúc lập và với kho số liệu hiện nay."""
        from soyte.reports.linked import State  # noqa: PLC0415 (libraries only when a command runs)

        judged = [_judged(path, home, provider) for path in files]
        if output_format is Format.JSON:
            print_json([_record(*one) for one in judged])
        else:
            for one in judged:
                _print(*one, show_all=show_all)
        changed = any(one.state is not State.UNCHANGED for _, _, checked in judged for one in checked)
        raise typer.Exit(1 if changed else 0)

    return verify


def _judged(path: Path, home: Path | None, provider: Provider) -> tuple[LinkedDocument, bool, list[Checked]]:
    """The file, whether there was a ledger to compare with, and what became of each figure."""
    from soyte.intake.documents.errors import unreadable  # noqa: PLC0415
    from soyte.reports.linked import read_linked, verify  # noqa: PLC0415

    document = read_linked(path)
    if not document.figures and not document.absent:
        raise unreadable(str(path), "không có số nào gắn với kho số liệu", "hãy chọn tệp báo cáo do soyte lập")
    current = provider(home, document)
    return document, current is not None, verify(document, current)


def _print(document: LinkedDocument, with_ledger: bool, checked: Sequence[Checked], *, show_all: bool) -> None:
    from soyte.reports.linked.model import STATE_WORDS, State  # noqa: PLC0415

    counts = Counter(one.state for one in checked)
    told = [f"{counts[state]} {STATE_WORDS[state]}" for state in STATE_WORDS if counts[state]]
    typer.echo(f"{document.name}: {len(checked)} số; {', '.join(told)}")
    if not with_ledger:
        typer.echo("  Không có kho số liệu để đối chiếu: chỉ so với số đã ghi kèm khi lập tệp.")
    if not document.recorded:
        typer.echo("  Tệp không còn phần ghi kèm: không biết số nào đã bị sửa tay, chỉ so với kho số liệu.")
    for state, words in STATE_WORDS.items():
        if state is State.UNCHANGED and not show_all:
            continue
        of_state = [one for one in checked if one.state is state]
        if of_state:
            typer.echo(f"{words[:1].upper()}{words[1:]}:")
        for one in of_state:
            typer.echo(f"  {_about(one)}: {one.message}")


def _about(one: Checked) -> str:
    known = one.recorded or one.current
    return _printable(known.told) if known is not None and known.told else _printable(one.id)


def _printable(text: str) -> str:
    """What a file says must not drive a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _record(document: LinkedDocument, with_ledger: bool, checked: Sequence[Checked]) -> dict[str, Any]:
    return {
        "file": document.name,
        "about": dict(document.about),
        "with_ledger": with_ledger,
        "figures": [
            {
                "id": one.id,
                "place": one.place,
                "state": one.state.value,
                "printed": one.now,
                "recorded": _figure(one.recorded),
                "current": _figure(one.current),
                "message": one.message,
            }
            for one in checked
        ],
    }


def _figure(figure: CurrentFigure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    value = format(figure.value, "f") if figure.value is not None else None
    return {"text": figure.text, "value": value, "unit": figure.unit, "definition_hash": figure.definition_hash}
