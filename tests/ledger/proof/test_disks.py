"""Disks that are full or read-only: nothing half is accepted, the person is told, and afterwards all goes on."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.building import answers, everything, load
from ledger.proof.kills import TESTS
from soyte.ledger.backup import backup
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import look, sweep
from soyte.ledger.vault import VaultError

pytestmark = pytest.mark.slow
MANY = {f"{number:05d}": number for number in range(40_000)}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB, where one may be mounted."""
    folder = tmp_path / "dia nho"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 60 kB, which needs no rights; the operating system then says so like a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def fill(disk: Path, left: int) -> Path:
    """A file that takes all but `left` bytes."""
    path = disk / "day"
    with path.open("wb") as file:
        file.write(b"\0" * max(0, shutil.disk_usage(disk).free - left))
    return path


@pytest.mark.parametrize("left", [0, 16_000, 48_000, 120_000, 250_000])
def test_a_load_onto_a_full_disk_is_refused_whole_and_later_taken_in(empty: Path, small_disk: Path, left: int) -> None:
    shutil.copytree(empty, small_disk / "so")
    ledger = Ledger.open(small_disk / "so")
    load(ledger, {"01a": 5})
    before = everything(ledger)
    filler = fill(small_disk, left)
    with pytest.raises((LedgerError, VaultError), match=r"(?i)đĩa đã đầy"):
        load(ledger, MANY, name="lớn")
    assert everything(Ledger.open(small_disk / "so")) == before
    filler.unlink()
    sweep(ledger)
    assert look(ledger).orphans == ()
    assert load(ledger, MANY, name="lớn").rows_accepted == len(MANY)
    assert sound(check(ledger))


def test_a_backup_onto_a_full_disk_leaves_nothing(ledger: Ledger, small_disk: Path) -> None:
    load(ledger, {"01a": 5})
    fill(small_disk, 40_000)
    with pytest.raises(LedgerError, match="đĩa đã đầy"):
        backup(ledger, small_disk / "bs.tar")
    assert [path.name for path in small_disk.iterdir()] == ["day"]


def test_files_that_may_not_grow_are_told_like_a_full_disk(ledger: Ledger, small_files: None) -> None:
    load(ledger, {"01a": 5})
    before = everything(ledger)
    with pytest.raises(LedgerError, match=r"vượt quá cỡ|đĩa"):
        load(ledger, MANY, name="lớn")
    assert everything(ledger) == before
    assert look(ledger).orphans == ()


def test_joining_onto_a_full_disk_changes_nothing(empty: Path, small_disk: Path) -> None:
    shutil.copytree(empty, small_disk / "so")
    ledger = Ledger.open(small_disk / "so")
    for number in range(3):
        load(ledger, {f"0{number}a": number})
    before = everything(ledger)
    filler = fill(small_disk, 4_096)
    with pytest.raises(LedgerError, match="đĩa đã đầy"):
        compact(ledger, plan=Plan(least=2))
    assert everything(ledger)[: len(before)] == before
    filler.unlink()
    sweep(ledger)
    compact(ledger, plan=Plan(least=2))
    assert everything(ledger)[: len(before)] == before
    assert sound(check(ledger))


def as_a_reader(home: Path, words: str) -> str:
    """What a process without the right to write prints or is told."""
    program = (
        "import os\n"
        "from pathlib import Path\n"
        "from ledger.building import answers, load\n"
        "from soyte.ledger.errors import LedgerError\n"
        "from soyte.ledger.ledger import Ledger\n"
        f"ledger = Ledger.open(Path({str(home)!r}))\n"
        "answers(ledger)\n"  # loads all libraries, which may lie where only root reads
        "os.setgid(65534); os.setuid(65534)\n"
        f"ledger = Ledger.open(Path({str(home)!r}), ledger.engine)\n"
        f"try:\n    print({words})\nexcept LedgerError as error:\n    print(error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_who_may_only_read_reads_and_is_told_why_nothing_is_written(ledger: Ledger) -> None:
    load(ledger, {"01a": 5})
    with tempfile.TemporaryDirectory() as outside:  # folders of pytest are for root only
        home = Path(outside) / "so"
        shutil.copytree(ledger.home.folder, home)
        for path in (home.parent, home, *home.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert as_a_reader(home, "sorted(answers(ledger))") == "['01a']\n"
        said = as_a_reader(home, f"ledger.withdraw({ledger.state().acts[0].submission_id!r}, actor='x', reason='y')")
        assert "không có quyền truy cập; hãy kiểm tra quyền của thư mục" in said
        assert answers(Ledger.open(home)) == {"01a": 5}
