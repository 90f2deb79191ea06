"""The embedded worker as seen by whoever serves: a process of its own, started anew when it dies, stopped when the server stops."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

log = logging.getLogger("soyte.portal.watching")
SHORTEST_PAUSE, LONGEST_PAUSE, PATIENCE = 1.0, 60.0, 25.0


class Watched:
    """Keeps `python -m soyte.portal.worker NAME` running. Its standard input is a pipe that closes when this process is gone."""

    def __init__(self, name: str, *, command: Sequence[str] = (), died: Callable[[str], object] | None = None) -> None:
        self.name = name
        self._command = [*command] or [sys.executable, "-m", "soyte.portal.worker", name]
        self._died = died or _jobs_back
        self._stopping = threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    @property
    def process(self) -> int:
        """The number of the process that runs just now."""
        return self._process.pid

    def _start(self) -> subprocess.Popen[bytes]:
        # A new interpreter, not a copy of this one: threads and engines of the server do not survive a fork.
        return subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603 (our own program)

    def _watch(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            begun = time.monotonic()
            ended = self._process.wait()
            if time.monotonic() - begun > LONGEST_PAUSE:
                pause = SHORTEST_PAUSE  # it worked for a while
            if self._stopping.is_set():
                return
            log.error("the worker ended with %s and is started again", ended)
            try:
                self._died(self.name)
            except Exception:
                log.exception("jobs of the worker that died are taken back later")
            if self._stopping.wait(pause):
                return
            pause = min(LONGEST_PAUSE, pause * 2)
            self._process = self._start()

    def stop(self) -> None:
        """Ask it to stop, wait a while, then end it: its job is queued again."""
        self._stopping.set()
        process = self._process
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            log.warning("the worker did not stop in time")
            process.kill()
            process.wait(timeout=PATIENCE)
            self._died(self.name)


def _jobs_back(name: str) -> None:
    from soyte.portal.jobs.running import take_back  # noqa: PLC0415 (models need Django set up)

    take_back(worker=name)
