"""`soyte serve` as an operator meets it: what it says when it cannot, and that it starts, answers and stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.portal.configuration import database_of, mail_of
from soyte.portal.serving import Place, serve

SOYTE = [sys.executable, "-c", "from soyte.cli.main import run; run()"]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def run(home: Path, *arguments: str, **said: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "soyte.portal.settings", "SOYTE_HOME": str(home), **said}
    return subprocess.run([*SOYTE, *arguments], env=environment, capture_output=True, text=True, check=False)


def test_a_port_in_use_is_named_with_what_to_do(tmp_path: Path, taken: int) -> None:
    with pytest.raises(LedgerError, match=rf"Không mở được cổng {taken} trên 127\.0\.0\.1 .*--port"):
        serve(tmp_path, Place("127.0.0.1", taken, 1))


@pytest.mark.parametrize(
    ("address", "words"),
    [("mysql://x/y", "SOYTE_PORTAL_DATABASE: chỉ dùng được"), ("", "SOYTE_PORTAL_DATABASE: chỉ dùng được")],
)
def test_an_address_of_a_database_that_is_none_is_refused(address: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        database_of(address)


def test_a_database_on_a_socket_is_named_by_its_folder() -> None:
    said = database_of("postgresql://so%40yte:p%2Fw@/soyte?host=/run/postgresql")
    assert (said["HOST"], said["USER"], said["PASSWORD"], said["NAME"]) == ("/run/postgresql", "so@yte", "p/w", "soyte")


def test_how_a_server_elsewhere_proves_itself_reaches_the_driver() -> None:
    said = database_of("postgresql://soyte:x@db.example/soyte?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert said["HOST"] == "db.example"
    assert said["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}


@pytest.mark.parametrize(
    ("address", "port", "sealed"),
    [("smtp://mail.example", 25, (False, False)), ("smtp://a:b@mail.example", 587, (False, True)),
     ("smtps://a:b@mail.example", 465, (True, False))],
)  # fmt: skip
def test_a_mail_server_is_spoken_to_under_tls_wherever_there_is_a_password(
    address: str, port: int, sealed: tuple[bool, bool]
) -> None:
    said = mail_of(address)
    assert (said["EMAIL_PORT"], (said["EMAIL_USE_SSL"], said["EMAIL_USE_TLS"])) == (port, sealed)
    with pytest.raises(LedgerError, match="SOYTE_PORTAL_MAIL"):
        mail_of("mail.example:25")


@pytest.mark.slow
def test_a_first_administrator_a_database_out_of_reach_and_a_server_that_starts_answers_and_stops(
    tmp_path: Path,
) -> None:
    home = tmp_path / "kho"
    Ledger.create(home, name="Sở Y tế thử", place="99")
    made = run(home, "people", "add", "quantri", "--name", "Đỗ Thị Quản Trị")
    assert made.returncode == 0, made.stderr
    assert "http://localhost:8000/dat-mat-khau/" in made.stdout

    away = f"postgresql://soyte@/soyte?host={tmp_path}"
    refused = run(home, "serve", "--port", "8791", SOYTE_PORTAL_DATABASE=away)
    assert refused.returncode == 2
    assert "Không mở được cơ sở dữ liệu của cổng" in refused.stderr and "Traceback" not in refused.stderr

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "soyte.portal.settings", "SOYTE_HOME": str(home)}
    command = [*SOYTE, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = "".join(iter(server.stdout.readline, "")) if server.poll() is not None else server.stdout.readline()
        assert f"http://localhost:{port}" in said
        while "listening" not in said:
            said = server.stdout.readline()
        answer = subprocess.run(
            [sys.executable, "-c", PROBE, str(port)], capture_output=True, text=True, check=False
        )  # in a process of its own: this one may not reach any network
        server.send_signal(signal.SIGTERM)
        rest = server.stdout.read()
        assert server.wait(timeout=60) == 0
    assert answer.stdout.split() == ["tốt", "200", "immutable"], answer.stderr
    assert "stopped" in rest


PROBE = """
import re, sys, urllib.request
def opened(path): return urllib.request.urlopen(f"http://localhost:{sys.argv[1]}{path}")
print(opened("/con-song/").read().decode().strip())
page = opened("/dang-nhap/")
print(page.status)
style = re.search(r'/static/css/soyte[.][0-9a-f]+[.]css', page.read().decode())[0]
print(opened(style).headers["Cache-Control"].split(", ")[-1])
"""
