"""Real processes, really killed: a job is neither lost nor left running, whoever dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres import database_for

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("slow_jobs.py")
PATIENCE = 60
ANSWER = "answer: "


class Keeper:
    """A process that stands for the server, with its worker."""

    def __init__(self, folder: Path, database: str, name: str) -> None:
        said = {"SOYTE_HOME": str(folder), "SOYTE_PORTAL_FOLDER": str(folder), "SOYTE_PORTAL_DATABASE": database}
        self.process = subprocess.Popen(
            [sys.executable, SCRIPT, "keep", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **said, "DJANGO_SETTINGS_MODULE": "soyte.portal.settings"},
            text=True,
        )

    def ask(self, **order: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        while not (line := self.process.stdout.readline()).startswith(ANSWER):
            assert line, "the keeper is gone"  # the worker's log goes to the same stream
        return json.loads(line.removeprefix(ANSWER))

    def until(self, job: int, **wanted: Any) -> dict[str, Any]:
        """Wait until the job looks like that."""
        ends = time.monotonic() + PATIENCE
        while True:
            seen: dict[str, Any] = self.ask(do="look", job=job)
            if all(seen[name] == value for name, value in wanted.items()):
                return seen
            assert time.monotonic() < ends, seen
            time.sleep(0.1)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Callable[[str], Keeper]]:
    """`keeper("a")` starts one; all are stopped afterwards."""
    made: list[Keeper] = []
    database = database_for(tmp_path)

    def start(name: str) -> Keeper:
        made.append(Keeper(tmp_path, database, name))
        return made[-1]

    yield start
    for one in made:
        if one.process.poll() is None:
            one.ask(do="stop")
            one.kill()


def slow(tmp_path: Path, steps: int) -> dict[str, Any]:
    return {"do": "start", "kind": "slow", "said": {"steps": steps, "file": str(tmp_path / "begun")}}


def test_a_worker_that_is_killed_is_started_again_and_does_its_job_anew_unless_that_must_not_run_twice(
    keeper: Callable[[str], Keeper], tmp_path: Path
) -> None:
    one = keeper("one")
    job = one.ask(**slow(tmp_path, 40))
    one.until(job, state="running", step="ngủ")
    os.kill(one.ask(do="pid"), signal.SIGKILL)
    seen = one.until(job, state="done")
    assert (seen["runs"], seen["words"]) == (2, "Đã ngủ.")
    assert (tmp_path / "begun").read_text() == "begun\nbegun\n"

    job = one.ask(do="start", kind="deaf", said={})
    one.until(job, state="running")
    os.kill(one.ask(do="pid"), signal.SIGKILL)
    assert "không tự chạy lại" in one.until(job, state="failed")["words"]


def test_when_the_server_is_killed_its_worker_gives_the_job_back_and_the_next_one_does_it(
    keeper: Callable[[str], Keeper], tmp_path: Path
) -> None:
    one = keeper("one")
    job = one.ask(**slow(tmp_path, 100))
    one.until(job, state="running", step="ngủ")
    worker = one.ask(do="pid")
    one.kill()
    two = keeper("two")
    seen = two.until(job, state="running", worker="two")
    assert seen["runs"] == 1  # given back, not lost: it does not count as a death
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)

    two.ask(do="cancel", job=job)
    two.until(job, state="cancelled")
    job = two.ask(**slow(tmp_path, 6000))
    two.until(job, state="running", step="ngủ")
    assert two.ask(do="stop") == "stopped"
    assert two.ask(do="look", job=job)["state"] == "waiting"
