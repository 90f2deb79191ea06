"""The process that carries jobs out: `python -m soyte.portal.worker NAME`. Started and watched by `soyte serve`.

Three threads: jobs, one after the other; a pulse that writes down how far the job is and that this process lives; errands,
that is entries for the ledger, letters, and what has to be thrown away. It ends when it is told to (SIGTERM), or when whoever
started it is gone (its standard input closes): then the job in hand is queued again at its next step.
"""

from __future__ import annotations

import logging
import os
import platform
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from soyte.portal.start import logging_to_stdout, set_up

R = TypeVar("R")
log = logging.getLogger("soyte.portal.worker")
POLL, PULSE, ERRANDS, LOST_JOBS = 1.0, 1.0, 5.0, 20.0  # seconds between looks


class WorkerProcess:
    """One worker. `run` returns when it was asked to stop and the job in hand is over."""

    def __init__(self, name: str) -> None:
        from soyte.portal.jobs.pulse import Pulse  # noqa: PLC0415 (models need Django set up)

        self.name = name
        self.stopping = threading.Event()
        self.pulse = Pulse(name)

    def stop(self, *_: object) -> None:
        """Take no more jobs, and let the one in hand be interrupted at its next step."""
        self.stopping.set()
        self.pulse.interrupt()

    def run(self) -> None:
        """Work until stopped."""
        from soyte.portal.jobs.running import carry_out, claim, take_back  # noqa: PLC0415

        self.pulse.register(platform.node(), os.getpid())
        beating = [
            self._every(PULSE, self.pulse.beat, until_over=True),
            self._every(ERRANDS, _errands),
            self._every(LOST_JOBS, take_back),
        ]
        while not self.stopping.is_set():
            job = self._safely(partial(claim, self.name))
            if job is None:
                self.stopping.wait(POLL)
                continue
            with self.pulse.of(job) as progress:
                self._safely(partial(carry_out, job, progress))
        self.pulse.over.set()
        for thread in beating:
            thread.join(timeout=5)
        self.pulse.unregister()

    def _every(self, seconds: float, work: Callable[[], object], *, until_over: bool = False) -> threading.Thread:
        end = self.pulse.over if until_over else self.stopping

        def repeat() -> None:
            while not end.wait(seconds):
                self._safely(work)

        thread = threading.Thread(target=repeat, daemon=True)
        thread.start()
        return thread

    def _safely(self, work: Callable[[], R]) -> R | None:
        """A database that is away for a while ends nothing: it is told, and tried again."""
        from django.db import Error, close_old_connections  # noqa: PLC0415

        close_old_connections()
        try:
            return work()
        except Error as error:
            log.warning("database: %s", type(error).__name__)
            self.stopping.wait(POLL)
        except Exception:
            log.exception("worker %s", self.name)
            self.stopping.wait(POLL)
        finally:
            close_old_connections()
        return None


def _errands() -> None:
    from soyte.portal.jobs.keeping import throw_away  # noqa: PLC0415
    from soyte.portal.notices import send_waiting  # noqa: PLC0415
    from soyte.portal.outbox import deliver_pending  # noqa: PLC0415

    deliver_pending()
    send_waiting()
    throw_away()


def main(name: str, *, watch_parent: bool = True) -> None:
    """Be a worker until told otherwise."""
    set_up()
    logging_to_stdout()
    worker = WorkerProcess(name)
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN if watch_parent else worker.stop)  # at a terminal, both would get it
    if watch_parent:
        threading.Thread(target=_when_parent_is_gone, args=(worker.stop,), daemon=True).start()
    worker.run()


def _when_parent_is_gone(stop: Callable[[], object]) -> None:
    while os.read(0, 1):  # nothing is ever written there: it ends when the other end closes
        pass
    stop()


if __name__ == "__main__":
    main(sys.argv[1])
