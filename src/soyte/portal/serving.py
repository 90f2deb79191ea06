"""The portal as a service: one process that answers, and one beside it that carries jobs out.

Waitress answers with threads; libraries that compute let go of the interpreter, so threads use more than one core. It stands
behind a proxy that does TLS and is told how many proxies there are, so that it believes no forged address.
"""

from __future__ import annotations

import logging
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from soyte.ledger.errors import LedgerError
from soyte.portal.backing_up import unpack
from soyte.portal.start import logging_to_stdout, prepare, set_up
from soyte.portal.watching import Watched

log = logging.getLogger("soyte.portal.serving")
LARGEST_BODY = 260 * 1024**2  # the largest report is 200 MB; what pages allow is less
CONNECTIONS, IDLE = 300, 120
SWITCH = 0.0005  # seconds until a thread that computes lets the others on; 0.005 is usual


@dataclass(frozen=True)
class Place:
    """Where to listen and with how many threads."""

    host: str
    port: int
    threads: int


def serve(home: Path, place: Place, ready: Callable[[], object] = lambda: None) -> None:
    """Serve the installation until told to stop (SIGTERM, SIGINT); `ready` is called when it begins. LedgerError says why it cannot."""
    listening = _listen(place)
    try:
        make_ready(home)
        from django.conf import settings  # noqa: PLC0415 (after set_up)

        logging_to_stdout()
        name = f"{socket.gethostname()}-{secrets.token_hex(4)}"
        worker = Watched(name) if settings.CONFIGURATION.worker else None
        try:
            ready()
            _answer(listening, place.threads, settings.CONFIGURATION.proxies)
        finally:
            if worker:
                worker.stop()
    finally:
        listening.close()


def make_ready(home: Path, *, pages: bool = True) -> None:
    """Django set up, database reached and brought up to date, files collected, ledger opened. LedgerError says what is missing."""
    unpack(home)  # before the settings are read: they need the secret
    set_up(home)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 (after set_up)
    from django.db import connection  # noqa: PLC0415
    from django.db.utils import Error  # noqa: PLC0415

    from soyte.portal.shell.book import ledger  # noqa: PLC0415

    ledger()
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise LedgerError(
            "Chưa có thư viện nối PostgreSQL; hãy cài thêm (pip install 'soyte[postgres]') rồi chạy lại."
        ) from error
    except Error as error:
        first = (str(error).splitlines() or [""])[0]
        raise LedgerError(
            f"Không mở được cơ sở dữ liệu của cổng ({first}); hãy kiểm tra SOYTE_PORTAL_DATABASE, máy chủ PostgreSQL đã chạy "
            "chưa, hoặc quyền ghi của thư mục."
        ) from error
    prepare(pages=pages)


def _listen(place: Place) -> socket.socket:
    """The socket, taken before anything else: whether the port is free is what fails most often."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((place.host, place.port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise LedgerError(
            f"Không mở được cổng {place.port} trên {place.host} ({getattr(error, 'strerror', None) or error}); hãy chọn cổng "
            "khác bằng --port, hoặc dừng chương trình đang dùng cổng này."
        ) from error
    return listening


def _answer(listening: socket.socket, threads: int, proxies: int) -> None:
    from waitress.server import create_server  # noqa: PLC0415 (only when serving)

    from soyte.portal.shell.warming import kept_warm  # noqa: PLC0415 (after set_up)
    from soyte.portal.wsgi import application  # noqa: PLC0415

    believed = (
        {
            "trusted_proxy": "*",
            "trusted_proxy_count": proxies,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
        if proxies
        else {}
    )
    server = create_server(
        application,
        sockets=[listening],
        threads=threads,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        max_request_body_size=LARGEST_BODY,
        clear_untrusted_proxy_headers=True,
        ident=None,
        **believed,
    )
    # A page that asks the database ten times lets go of the interpreter ten times, and each time waits for whoever computes.
    sys.setswitchinterval(SWITCH)
    signal.signal(signal.SIGTERM, _stop)
    host, port = listening.getsockname()[:2]
    log.info("listening on %s:%s with %s threads", host, port, threads)
    with kept_warm():
        server.run()  # returns after SIGINT or SIGTERM, when the answers under way are given
    log.info("stopped")


def _stop(*_: object) -> None:
    raise SystemExit(0)
