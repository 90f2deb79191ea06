"""The portal under load: fifty people on two cores over two million generated rows, on SQLite and on PostgreSQL.

Everything is as in production but for TLS: `soyte serve` in a process of its own with its worker, people in another (Locust),
and once a minute somebody writes an act, after which no remembered answer holds any more. The same again without
remembered answers is the alternative. Server and people share the cores of this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.portal.postgres import cluster, installed
from benchmarks.portal.province import build
from benchmarks.record import ROOT, Record
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger

PORT = 8790
EVERY = 60.0  # seconds between acts
SERVE = ("-c", "from soyte.cli.main import run; run()", "serve", "--port", str(PORT))
FORGETFUL = ("-m", "benchmarks.portal.forgetful", str(PORT))
WITHOUT = "the same pages computed anew each time, SQLite"


@dataclass(frozen=True)
class Setting:
    """How large, how many, how long."""

    people: int
    settle: int
    seconds: int
    months: int | None
    databases: tuple[str, ...]


def run(quick: bool) -> list[Record]:
    """Percentiles of all pages together as records; the table by page goes to standard error and into out/."""
    setting = Setting(5, 2, 4, 1, ("SQLite",)) if quick else Setting(50, 60, 180, None, ("SQLite", "PostgreSQL"))
    with tempfile.TemporaryDirectory(prefix="soyte-load-") as name:
        ledger, rows = build(Path(name), months=setting.months)
        data = f"{setting.people} people, {rows:,} generated rows, {setting.seconds} s, {os.cpu_count()} cores"
        found = {
            database: _measured(ledger, database, SERVE, setting)
            for database in setting.databases
            if database == "SQLite" or installed()
        }
        found[WITHOUT] = _measured(ledger, "SQLite", FORGETFUL, setting)
    _tell(found)
    other = _total(found.pop(WITHOUT))
    return [
        Record(
            f"portal on {database}: {share} of pages answered within",
            mine[key],
            other[key],
            "ms",
            data,
            WITHOUT,
            "lower",
        )
        for database, pages in found.items()
        for mine in (_total(pages),)
        for key, share in (("p50", "half"), ("p95", "95 %"), ("p99", "99 %"))
    ]


def _total(pages: list[dict[str, Any]]) -> dict[str, float]:
    return pages[-1]


def _measured(ledger: Ledger, database: str, command: tuple[str, ...], setting: Setting) -> list[dict[str, Any]]:
    print(f"{database}: {' '.join(command[:2])} …", file=sys.stderr)
    with tempfile.TemporaryDirectory() as scratch, _database(database, Path(scratch)) as address:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SOYTE_HOME": str(ledger.home.folder),
            "SOYTE_PORTAL_DATABASE": address,
            "SOYTE_PORTAL_URL": f"http://localhost:{PORT}",
            "SOYTE_PORTAL_SECOND_FACTOR": "none",
        }
        made = _python(environment, "-m", "benchmarks.portal.staff", str(setting.people))
        staff = Path(scratch) / "staff.json"
        staff.write_text(made, "utf-8")
        with _served(environment, command) as server, _acts(ledger):
            url = f"http://localhost:{PORT}"
            spans = (str(setting.settle), str(setting.seconds))
            before = _seconds(server)
            said = _python(environment, "-m", "benchmarks.portal.visitors", url, str(staff), *spans)
            spent = _seconds(server) - before
    pages: list[dict[str, Any]] = json.loads(said)
    pages[-1]["cores"] = round(spent / (setting.settle + setting.seconds), 2)
    return pages


def _seconds(server: subprocess.Popen[bytes]) -> float:
    """The processor time of the server so far."""
    fields = Path(f"/proc/{server.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _python(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    return done.stdout


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'portal.sqlite3'}"
    else:
        with cluster() as address:
            yield address


@contextmanager
def _served(environment: dict[str, str], command: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, *command], env=environment, cwd=ROOT, stdout=quiet, stderr=quiet) as server:
        try:
            _wait(server)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait(server: subprocess.Popen[bytes]) -> None:
    pause = threading.Event()
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(f"http://localhost:{PORT}/con-song/", timeout=5):
            return
        if server.poll() is not None:
            break
        pause.wait(0.2)
    raise RuntimeError("the server did not start")


@contextmanager
def _acts(ledger: Ledger) -> Iterator[None]:
    """Somebody writes something down once a minute."""
    over = threading.Event()

    def write() -> None:
        while not over.wait(EVERY):
            record(ledger, "bench", "nothing", {}, actor="bench", channel="bench")

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    yield
    over.set()
    thread.join()


def _tell(found: dict[str, list[dict[str, Any]]]) -> None:
    target = ROOT / "out" / "portal-load.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    for name, pages in found.items():
        print(f"\n{name}\n{'page':<24}{'asked':>7}{'failed':>7}{'p50':>8}{'p95':>8}{'p99':>8}  ms", file=sys.stderr)
        for one in pages:
            figures = "".join(f"{one[key] or 0:>8.0f}" for key in ("p50", "p95", "p99"))
            print(f"{one['page']:<24}{one['count']:>7}{one['failures']:>7}{figures}", file=sys.stderr)
        print(f"the server used {pages[-1]['cores']} cores", file=sys.stderr)
