"""`soyte init`: a new installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from soyte.cli.installation import HomeOption, speaks

EPILOG = """
**Ví dụ**

- `soyte init --home /srv/soyte --name "Sở Y tế tỉnh Thái Nguyên" --place 19` : tạo kho số liệu mới

- `export SOYTE_HOME=/srv/soyte` : từ đó các lệnh khác không cần `--home`

Kho gồm hai phần: **ledger** (số liệu, mở cho các công cụ phân tích) và **vault** (bản gốc, danh tính; mã hóa). Khóa nằm ở
`vault/keys.json` hoặc nơi chỉ bằng `--keys`; hãy cất một bản ở nơi khác: mất khóa là mất bản gốc.
"""


@speaks
def init(
    home: HomeOption = None,
    name: Annotated[str, typer.Option(help="Tên đơn vị dùng kho này", metavar="TÊN")] = "",
    place: Annotated[
        str | None, typer.Option(help="Tỉnh, thành phố của đơn vị: tên hoặc mã", metavar="ĐỊA_BÀN", show_default=False)
    ] = None,
    keys: Annotated[
        Path | None, typer.Option(help="Nơi để tệp khóa, ngoài kho thì an toàn hơn", metavar="TỆP", show_default=False)
    ] = None,
    claims: Annotated[
        str,
        typer.Option(
            help="Hồ sơ BHYT: whole giữ cả hồ sơ, aggregates chỉ giữ phần đóng góp vào các tổng", metavar="CÁCH"
        ),
    ] = "whole",
) -> None:
    """Tạo một kho số liệu mới trong thư mục trống."""
    from soyte.cli.where import code_of_place  # noqa: PLC0415
    from soyte.ledger.clock import now  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.ledger.home import AGGREGATES, WHOLE, chosen_folder  # noqa: PLC0415
    from soyte.ledger.ledger import Ledger  # noqa: PLC0415

    if claims not in (WHOLE, AGGREGATES):
        raise LedgerError(f"--claims “{claims}” không có; hãy chọn {WHOLE} hoặc {AGGREGATES}.")
    folder = chosen_folder(home)
    code = code_of_place(place, now().year) if place else None
    ledger = Ledger.create(folder, name=name, place=code, keys=keys, claims=claims)
    typer.echo(f"Đã tạo kho số liệu tại {folder.resolve()}.")
    if keys:  # the vault is found by what the environment says, which may not say it yet
        typer.echo(f"Khóa của kho bảo mật: {keys.resolve()}. Hãy cất một bản sao ở nơi khác.")
        typer.echo(f"Trước các lệnh khác, hãy đặt SOYTE_VAULT_KEYS={keys.resolve()}")
    else:
        typer.echo(f"Khóa của kho bảo mật: {ledger.vault.keys}. Hãy cất một bản sao ở nơi khác.")
    typer.echo(f"Tiếp theo: soyte ingest TỆP… --home {folder}")
