"""Last part: the portal over the same installation, with one invented person a role."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import NoReturn

from soyte.cli.demo.stage import Stage

PORTS = range(8000, 8020)


def prepare_portal(stage: Stage) -> dict[str, str]:
    """Make the accounts and say who they are; the environment of whoever serves."""
    stage.chapter("Cổng: làm việc bằng trình duyệt trên cùng kho số liệu")
    port = free_port()
    environment = {
        **os.environ,
        "SOYTE_HOME": str(stage.home.resolve()),
        "SOYTE_PORTAL_URL": f"http://localhost:{port}",
        "SOYTE_PORTAL_SECOND_FACTOR": "none",  # nobody has these people's telephones
        "SOYTE_PORTAL_BACKUPS": backups(stage),
        "DJANGO_SETTINGS_MODULE": "soyte.portal.settings",
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "soyte.cli.demo.accounts"]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    if made.returncode:
        stage.failed.append(f"lập tài khoản của cổng ({made.stderr.strip().splitlines()[-1:]})")
        return environment
    password, people = json.loads(made.stdout)
    stage.say(f"Mỗi vai trò một tài khoản bịa, cùng mật khẩu {password}:")
    for name, role, unit in people:
        stage.say(f"  {name:<8} {role}, {unit}")
    return environment


def backups(stage: Stage) -> str:
    """Where the page of backups puts them."""
    folder = stage.out.resolve() / "sao-luu"
    folder.mkdir(exist_ok=True)
    return str(folder)


def free_port() -> int:
    """The usual port, or the next one that nobody uses."""
    for port in PORTS:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return PORTS[0]


def serve_portal(environment: dict[str, str]) -> NoReturn:
    """Become `soyte serve`, until Ctrl+C."""
    sys.stdout.flush()
    command = [sys.executable, "-c", "from soyte.cli.main import run; run()", "serve", "--port", environment["PORT"]]
    os.execve(sys.executable, command, environment)  # noqa: S606 (our own)
