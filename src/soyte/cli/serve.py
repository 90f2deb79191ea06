"""`soyte serve` and `soyte portal-worker`: the portal as a service."""

from __future__ import annotations

from typing import Annotated

import typer

from soyte.cli.installation import HomeOption, speaks

SERVE_EPILOG = """
**Ví dụ**

- `soyte serve --home /srv/soyte` : mở cổng trên máy này, địa chỉ http://localhost:8000

- `soyte serve --host 127.0.0.1 --port 8080 --threads 12` : chạy sau máy chủ trung gian (nginx, Caddy) làm phần https

Lần đầu, lệnh này tự lập cơ sở dữ liệu của cổng trong `portal/` của kho; lập tài khoản quản trị bằng `soyte people add`.
Việc chạy nền do một tiến trình đi kèm thực hiện và tự khởi động lại khi dừng. Cách cài thành dịch vụ, dùng PostgreSQL, sao
lưu: xem `docs/operations`. Dừng bằng Ctrl+C hoặc SIGTERM; các trang đang trả lời được trả lời xong.
"""
WORKER_EPILOG = """
**Ví dụ**

- `soyte portal-worker --home /srv/soyte` : làm việc chạy nền ở một tiến trình riêng, khi `soyte serve` đặt SOYTE_PORTAL_WORKER=0

Bình thường không cần lệnh này: `soyte serve` đã kèm một tiến trình như vậy. Có thể chạy nhiều tiến trình cùng lúc.
"""


@speaks
def serve(
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="Địa chỉ mạng để lắng nghe", metavar="ĐỊA_CHỈ")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng mạng", metavar="SỐ", min=1, max=65535)] = 8000,
    threads: Annotated[int, typer.Option(help="Số yêu cầu trả lời cùng lúc", metavar="SỐ", min=1, max=64)] = 8,
) -> None:
    """Mở cổng thông tin để làm việc bằng trình duyệt."""
    from soyte.ledger.home import chosen_folder  # noqa: PLC0415 (heavy libraries, only when the command runs)
    from soyte.portal.serving import Place  # noqa: PLC0415
    from soyte.portal.serving import serve as answer  # noqa: PLC0415

    here = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104 (only shown)
    answer(
        chosen_folder(home),
        Place(host, port, threads),
        lambda: typer.echo(f"Cổng Soyte: http://{here}:{port} (dừng: Ctrl+C)"),
    )


@speaks
def portal_worker(home: HomeOption = None) -> None:
    """Làm việc chạy nền của cổng ở một tiến trình riêng."""
    import secrets  # noqa: PLC0415
    import socket  # noqa: PLC0415

    from soyte.ledger.home import chosen_folder  # noqa: PLC0415
    from soyte.portal.serving import make_ready  # noqa: PLC0415
    from soyte.portal.worker import main  # noqa: PLC0415

    make_ready(chosen_folder(home), pages=False)
    main(f"{socket.gethostname()}-{secrets.token_hex(4)}", watch_parent=False)
