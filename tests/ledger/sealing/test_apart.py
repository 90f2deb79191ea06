"""A large file is sealed by a process of its own, which knows no secret and ends with whoever asked."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from forked import Forked
from patience import patience
from soyte.ledger.passing import open_passing
from soyte.ledger.sealing import age, apart
from soyte.ledger.sealing.apart import GivenUp, seal_file

CONTENT = Random(3).randbytes(3_000_000)


def wanted() -> bool:
    return False


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "sealed").touch()
    return tmp_path / "sealed"


def asked(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started from now on."""
    started: list[subprocess.Popen[bytes]] = []
    start: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return started


def test_what_it_sealed_opens_with_the_key(tmp_path: Path, target: Path) -> None:
    key = age.new_identity()
    (tmp_path / "a").write_bytes(CONTENT)
    plain = seal_file(tmp_path / "a", target, age.recipient_of(key), wanted)
    opened = BytesIO()
    assert plain == age.unseal(BytesIO(target.read_bytes()), opened, key)
    assert opened.getvalue() == CONTENT


@pytest.mark.parametrize(
    ("source", "into", "code"),
    [("nowhere", "sealed", errno.ENOENT), (".", "sealed", errno.EISDIR), ("a", "nowhere", errno.ENOENT)],
)
def test_what_the_disk_refuses_is_told_as_it_is(
    tmp_path: Path, target: Path, source: str, into: str, code: int
) -> None:
    (tmp_path / "a").write_bytes(CONTENT)
    with pytest.raises(OSError) as trouble:
        seal_file(tmp_path / source, tmp_path / into, age.recipient_of(age.new_identity()), wanted)
    assert trouble.value.errno == code


def test_who_gives_up_ends_it(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = asked(monkeypatch)
    os.mkfifo(tmp_path / "never")  # nobody ever writes into it
    with patience(), pytest.raises(GivenUp):
        seal_file(tmp_path / "never", target, age.recipient_of(age.new_identity()), lambda: bool(started))
    assert started[0].returncode is not None


def test_when_it_is_killed_or_cannot_be_started_nobody_has_sealed(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = asked(monkeypatch)
    os.mkfifo(tmp_path / "never")

    def killed() -> bool:
        started[0].kill()
        return False

    with patience():
        assert seal_file(tmp_path / "never", target, age.recipient_of(age.new_identity()), killed) is None
    for program in ("/nowhere/python", shutil.which("true"), shutil.which("false")):
        monkeypatch.setattr(sys, "executable", program)
        assert seal_file(tmp_path / "never", target, age.recipient_of(age.new_identity()), wanted) is None


def waiting_for_it(gate: Callable[[], None], source: str, target: str, told: str) -> None:
    """Tells the number of the process that seals, and waits for it."""
    start: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        process = start(*arguments, **options)
        Path(told).write_text(str(process.pid))
        gate()
        return process

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(subprocess, "Popen", noted)
        seal_file(Path(source), Path(target), age.recipient_of(age.new_identity()), wanted)


def test_it_does_not_outlive_who_asked(tmp_path: Path, target: Path) -> None:
    os.mkfifo(tmp_path / "never")
    asking = Forked(waiting_for_it, str(tmp_path / "never"), str(target), str(tmp_path / "told"))
    asking.ready()
    asking.go()
    worker = int((tmp_path / "told").read_text())
    asking.kill()
    with patience():
        while Path(f"/proc/{worker}").exists() and "State:\tZ" not in Path(f"/proc/{worker}/status").read_text():
            time.sleep(0.01)


def test_it_keeps_near_to_whoever_reads_the_file(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_AHEAD", 1_000_000)
    (tmp_path / "a").write_bytes(Random(4).randbytes(12_000_000))
    sealed: list[age.Plain | None] = []
    to = age.recipient_of(age.new_identity())
    sealing = Thread(target=lambda: sealed.append(seal_file(tmp_path / "a", target, to, wanted)))
    with patience():
        with open_passing(tmp_path / "a") as reader:
            sealing.start()
            for reached in (0, 6_000_000):
                reader.seek(0)
                reader.read(reached)
                while target.stat().st_size < reached + 500_000:
                    time.sleep(0.01)
                time.sleep(0.3)
                assert target.stat().st_size < reached + 3_000_000
                assert not sealed
        sealing.join()
    assert sealed[0] is not None
    assert sealed[0].size == 12_000_000


def test_it_loads_nothing_but_what_encrypts() -> None:
    loaded = (
        "import sys, soyte.ledger.sealing.worker; print({'pyarrow', 'numpy', 'pydantic', 'duckdb'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True, timeout=60).stdout
    assert said.strip() == "set()"
