"""An empty installation for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.building import new_ledger
from soyte.ledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Empty, in a folder of its own."""
    return new_ledger(tmp_path / "kho")
