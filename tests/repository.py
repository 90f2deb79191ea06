"""The repository as tests look at it."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def module_sizes(folder: str) -> dict[str, int]:
    """Lines of every Python file under `folder`, blank ones left out."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return {
        str(p.relative_to(ROOT)): sum(1 for line in p.read_text("utf-8").splitlines() if line.strip()) for p in paths
    }


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = done.stdout.decode().split("\0")[:-1]
    if not names:
        pytest.skip("not a git checkout")
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    """The tracked files that are text, by name."""
    found = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return found
