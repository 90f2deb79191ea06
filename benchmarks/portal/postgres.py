"""A PostgreSQL server for a measurement, with its usual care for the disk: a throwaway cluster on a socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _program(name: str) -> str | None:
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next(map(str, kept), None)


def installed() -> bool:
    """Whether there is a server to measure."""
    return _program("initdb") is not None


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a fresh database. The server refuses to run as root, so root hands it to the account `postgres`."""
    with tempfile.TemporaryDirectory(prefix="soyte-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = str(folder / "data")
        _run("initdb", "-D", data, "-U", "soyte", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        _run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://soyte@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop")


def _run(name: str, *arguments: str) -> None:
    account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    command = [str(_program(name)), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/tmp", **account)  # type: ignore[call-overload]
