"""A PostgreSQL server of the tests' own: a throwaway cluster on a socket in a temporary folder, run by an unprivileged account."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

OWNER = "soyte"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is: on the path, or where Debian keeps those of each version."""
    return shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )


@contextmanager
def cluster() -> Iterator[str]:
    """A server; the address of its first database, as SOYTE_PORTAL_DATABASE has it."""
    initdb, control = program("initdb"), program("pg_ctl")
    assert initdb and control
    with tempfile.TemporaryDirectory(prefix="soyte-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
        data, log = str(folder / "data"), str(folder / "log")
        _run(initdb, "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = " ".join(f"-c {one}" for one in (*QUICK, f"unix_socket_directories={folder}"))
        _run(control, "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql://{OWNER}@/postgres?host={folder}"
        finally:
            _run(control, "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: str) -> None:
    account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/tmp", **account)  # type: ignore[call-overload]


def database_for(folder: Path) -> str:
    """A fresh database for processes that a test starts: a file, or one more on the server of SOYTE_TEST_DATABASE."""
    server = os.environ.get("SOYTE_TEST_DATABASE", "")
    if not server.startswith("postgres"):
        return f"sqlite:///{folder / 'portal.sqlite3'}"
    import psycopg  # noqa: PLC0415 (an extra)

    name = f"t{abs(hash(str(folder)))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(server)._replace(path=f"/{name}").geturl()
