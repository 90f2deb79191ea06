"""The portal on PostgreSQL: what holds on SQLite holds there, on a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from postgres import cluster, program

from repository import ROOT

CHOSEN = (
    "tests/portal/accesslog",
    "tests/portal/jobs",
    "tests/portal/notices",
    "tests/portal/outbox",
    "tests/portal/people",
    "tests/portal/pages/test_signing_in.py",
)
# Killing processes is the same code on both; one of each is enough here.
LEFT_OUT = (
    "tests/portal/outbox/test_kills.py",
    "tests/portal/jobs/test_kills.py::test_a_worker_that_is_killed_is_started_again_and_does_its_job_anew_unless_that_must_not_run_twice",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(program("initdb") is None, reason="PostgreSQL's server is not installed (Debian: postgresql)"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """One for all tests here."""
    with cluster() as address:
        yield address


def test_accounts_jobs_outbox_letters_access_log_and_signing_in_hold_on_postgresql(server: str) -> None:
    chosen = [path for path in CHOSEN if (ROOT / path).exists()]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *chosen]
    command += [f"--deselect={name}" for name in LEFT_OUT]
    environment = {**os.environ, "SOYTE_TEST_DATABASE": server}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=280)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
