"""Running `soyte` as somebody at a terminal does: in this process, or as a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from soyte.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class Command:
    """Runs `soyte` in this process."""

    def __init__(self, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.patch = patch
        self.capsys = capsys

    def __call__(self, *arguments: str | Path | int) -> Ended:
        self.patch.setattr(sys, "argv", ["soyte", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main.run()
        said = self.capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)


_MADE: dict[str, Path] = {}


def copy_of(name: str, make: Callable[[Path], object], folders: pytest.TempPathFactory, to: Path) -> Path:
    """`to`, filled with what `make` made in a folder, once: installations are quicker copied than made anew for each test."""
    if name not in _MADE:
        folder = folders.mktemp("made")
        make(folder)
        _MADE[name] = folder
    return Path(shutil.copytree(_MADE[name], to, dirs_exist_ok=True))


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """`soyte` as a process of its own."""
    call = [sys.executable, "-c", "from soyte.cli.main import run; run()", *map(str, arguments)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
