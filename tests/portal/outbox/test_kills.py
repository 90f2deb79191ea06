"""Real processes, killed between approval and ledger, within the ledger, and between ledger and note: each thing arrives once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from postgres import database_for

from soyte.ledger.acts import ActKind
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import sweep

SCRIPT = Path(__file__).with_name("dying.py")
POINTS = ("before the ledger", "rows written, no act", "act written, not noted")


@pytest.mark.slow
def test_whatever_is_killed_when_each_approved_thing_reaches_the_ledger_exactly_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ledger = Ledger.create(home, name="Thử", place="99")
    said = {
        "SOYTE_HOME": str(home),
        "SOYTE_PORTAL_DATABASE": database_for(tmp_path),
        "DJANGO_SETTINGS_MODULE": "soyte.portal.settings",
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(SCRIPT), *arguments]
        return subprocess.run(command, env={**os.environ, **said}, capture_output=True, text=True, check=False)

    for point in POINTS:
        # Earlier entries wait for their pause to pass, and those of one kind keep their order.
        died = run(point, point)
        assert died.returncode == -signal.SIGKILL, died.stderr
        if point == "rows written, no act":
            assert sweep(ledger).orphans  # what was left can be swept, and the entry still arrives
        told = run("none")
        assert told.returncode == 0, told.stderr
        (first, second), arrived = json.loads(told.stdout)
        assert (first, second, arrived[-1]) == (1, 0, point)
    assert arrived == [*POINTS]
    assert [act.kind for act in ledger.state().acts].count(ActKind.ACCEPTED) == len(POINTS)
