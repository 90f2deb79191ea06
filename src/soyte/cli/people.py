"""`soyte people`: the first administrator of the portal, who invites all others there."""

from __future__ import annotations

from typing import Annotated

import typer

from soyte.cli.installation import HomeOption, speaks

app = typer.Typer(help="Tài khoản của cổng: lập quản trị đầu tiên.", no_args_is_help=True)
EPILOG = """
**Ví dụ**

- `soyte people add quantri --name "Đỗ Thị Quản Trị" --home /srv/soyte` : lập tài khoản quản trị đầu tiên, in ra liên kết đặt mật khẩu

- `soyte people add quantri --again` : cấp lại liên kết khi quản trị quên mật khẩu mà không ai khác vào được

Những người khác do quản trị mời trên cổng, mục “Người dùng”.
"""


@app.callback()
def people() -> None:
    """Keeps `add` a command of its own, whatever else will stand here."""


@app.command(epilog=EPILOG)
@speaks
def add(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập", metavar="TÊN_ĐĂNG_NHẬP")],
    name: Annotated[str, typer.Option(help="Họ và tên", metavar="HỌ_TÊN")] = "",
    email: Annotated[str, typer.Option(help="Thư điện tử", metavar="ĐỊA_CHỈ")] = "",
    unit: Annotated[str, typer.Option(help="Đơn vị cao nhất; mặc định là tên của kho", metavar="TÊN")] = "",
    again: Annotated[bool, typer.Option("--again", help="Cấp lại liên kết cho tài khoản đã có")] = False,
    home: HomeOption = None,
) -> None:
    """Lập tài khoản quản trị đầu tiên của cổng."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415 (heavy libraries, only when the command runs)
    from soyte.ledger.home import chosen_folder, open_home  # noqa: PLC0415
    from soyte.portal.serving import make_ready  # noqa: PLC0415

    folder = chosen_folder(home)
    make_ready(folder, pages=False)
    from django.conf import settings  # noqa: PLC0415 (after Django is set up)

    from soyte.portal.people.first import first_administrator  # noqa: PLC0415
    from soyte.portal.people.rules import Refused  # noqa: PLC0415

    mark = open_home(folder)
    try:
        path = first_administrator(
            username, name, email=email, unit=unit or mark.name, place=mark.place or "VN", again=again
        )
    except Refused as error:
        raise LedgerError(str(error)) from error
    typer.echo(f"Đã lập tài khoản quản trị “{username}”. Mở liên kết sau (dùng một lần, trong 7 ngày) để đặt mật khẩu:")
    typer.echo(f"{settings.SOYTE_URL}{path}")
