"""Options that the commands about care share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from soyte.ledger.ledger import Ledger
    from soyte.measures.care.answer import Answer
    from soyte.measures.care.scope import Scope

PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        help="Các tháng ra viện: 2025, T8/2025, “quý I/2025”, 2025-01..2025-06; mặc định là mọi tháng",
        metavar="KỲ",
        show_default=False,
    ),
]
FacilityOption = Annotated[
    str | None,
    typer.Option("--facility", help="Chỉ một cơ sở, theo mã 5 ký tự", metavar="MÃ", show_default=False),
]
TopOption = Annotated[int, typer.Option("--top", help="In nhiều nhất bấy nhiêu dòng", metavar="SỐ", min=1, max=100_000)]
Printed = Literal["table", "json", "csv"]
FormatOption = Annotated[Printed, typer.Option("--format", help="Cách in kết quả")]


def asked(home: Path | None, period: str | None, facility: str | None) -> tuple[Ledger, Scope]:
    """The installation and the months that are meant."""
    from soyte.cli.installation import opened  # noqa: PLC0415 (heavy, and help needs none of it)
    from soyte.measures.care.scope import Scope  # noqa: PLC0415

    return opened(home), Scope.of(period, facility)


def tell(answer: Answer, output_format: str) -> None:
    """Print an answer."""
    from soyte.cli.care_output import say  # noqa: PLC0415

    say(answer, output_format)
