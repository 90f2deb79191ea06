"""Folders for the moment leave nothing behind, not even when their process is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from soyte.ledger.scratch import PREFIX, Scratch, sweep

_KILLED = """
import os, signal, sys
from pathlib import Path
from soyte.ledger.scratch import Scratch
folder = Scratch(Path(sys.argv[1]))
(folder.path / "ban-goc.xml").write_text("ai đó")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_folder_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with Scratch(tmp_path) as folder:
        (folder / "a").write_text("x")
        assert folder.name.startswith(PREFIX) and folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_when_the_next_begins_and_what_lives_stays(tmp_path: Path) -> None:
    living = Scratch(tmp_path)
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert ended.returncode < 0
    assert len(list(tmp_path.iterdir())) == 2
    with Scratch(tmp_path) as folder:
        assert sorted(tmp_path.iterdir()) == sorted([living.path, folder])
    living.close()
    assert list(tmp_path.iterdir()) == []


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}khac").mkdir()
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai" / ".lock").touch()
    (tmp_path / f"{PREFIX}lien-ket").symlink_to(tmp_path / "ngoai")
    assert sweep(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 3
