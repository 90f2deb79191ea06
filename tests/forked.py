"""Processes of a test's own, to be killed: forked from one that has loaded the libraries already, as each takes a second for them.

That one has loaded and run nothing, so that no lock and no half-done work of a library is copied into them.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any
from unittest.mock import patch

_FORKS = multiprocessing.get_context("forkserver")
LOADED = ("ledger.building", "soyte.ledger.backup", "soyte.ledger.doctor", "soyte.ledger.vault")


class Died(Exception):
    """It was killed by its own hand."""


class Forked:
    """A process that runs `work(gate, *arguments)`; what `work` returns and prints is told when it has ended.

    `gate()` says that it is ready and waits until `go` is called. The function must stand in a module that can be imported.
    """

    def __init__(self, work: Callable[..., Any], *arguments: Any) -> None:
        _warm()
        self._here, there = _FORKS.Pipe()
        self._process = _FORKS.Process(target=_worked, args=(there, work, arguments), daemon=True)
        self._process.start()
        there.close()

    def ready(self) -> None:
        """Wait until it stands at its gate."""
        assert self._here.recv() == ("ready",), "it did not get ready"

    def go(self) -> None:
        """Open the gate."""
        self._here.send("go")

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._ended(60)

    def told(self, timeout: float = 120) -> tuple[Any, str]:
        """What it returned and what it printed. Raises `Died` if it was killed, AssertionError with its traceback if it failed."""
        said: tuple[Any, ...] = ("nothing", None, "")
        with contextlib.suppress(EOFError, ConnectionError):
            while self._here.poll(timeout) and (said := self._here.recv())[0] == "ready":
                pass
        code = self._ended(timeout)
        if code == -signal.SIGKILL:
            raise Died
        assert (code, said[0]) == (0, "done"), said
        return said[1], said[2]

    def _ended(self, timeout: float) -> int | None:
        self._process.join(timeout)
        code = self._process.exitcode
        assert code is not None, "it did not come to its end"
        self._here.close()
        self._process.close()
        return code


def forked(work: Callable[..., Any], *arguments: Any) -> Any:
    """What `work(gate, *arguments)` returns in a process of its own. Raises `Died` if it was killed."""
    return Forked(work, *arguments).told()[0]


@cache
def _warm() -> None:
    """Once: it takes the path of imports from the environment."""
    _FORKS.set_forkserver_preload([*LOADED])
    with patch.dict(os.environ, {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}):
        forkserver.ensure_running()


def _worked(there: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """In the process: do it, tell how it ended."""

    def gate() -> None:
        there.send(("ready",))
        there.recv()

    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            done = work(gate, *arguments)
        there.send(("done", done, printed.getvalue()))
    except BaseException:
        there.send(("failed", traceback.format_exc(), printed.getvalue()))
        raise
