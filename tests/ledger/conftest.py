"""An empty installation for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.building import copied, new_ledger
from soyte.ledger.ledger import Ledger


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation that nobody writes to."""
    return new_ledger(tmp_path_factory.mktemp("empty") / "kho").home.folder


@pytest.fixture
def ledger(empty: Path, tmp_path: Path) -> Ledger:
    """Empty, in a folder of its own."""
    return copied(empty, tmp_path / "Sổ số liệu #1 (100%)")
