"""Fifty kills of two writers (`python -m tests.ledger.proof.kills --kills 1000` for more)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.proof.kills import run


@pytest.mark.slow
def test_of_two_writers_killed_fifty_times_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    report = run(tmp_path, kills=50, seed=3)
    assert report.faults == ()
    assert (report.kills, report.acknowledged > 10, report.swept > 0) == (50, True, True)
