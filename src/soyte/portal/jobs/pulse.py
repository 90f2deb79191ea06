"""The signs of life of a worker and of the job it has in hand, written by a thread of its own: long native calls do not hide it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from soyte.ledger import clock
from soyte.portal.jobs.kinds import Progress, kind_of
from soyte.portal.jobs.models import Job, Worker
from soyte.portal.jobs.running import beat


class Pulse:
    """`beat` is called once a second; progress is written then, so never more often."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.over = threading.Event()
        self._job: tuple[Job, Progress] | None = None
        self._interrupt = False

    def register(self, host: str, process: int) -> None:
        """This worker exists from now on."""
        moment = clock.now()
        said = {"host": host, "process": process, "started_at": moment, "beat_at": moment, "stopped_at": None}
        Worker.objects.update_or_create(name=self.name, defaults=said)

    def unregister(self) -> None:
        """It stopped of its own will."""
        Worker.objects.filter(name=self.name).update(stopped_at=clock.now())

    def interrupt(self) -> None:
        """Let the job in hand stop at its next step, if it may run again; and the next one, should there be one."""
        self._interrupt = True
        if self._job is not None:
            job, progress = self._job
            kind = kind_of(job.kind)
            progress.interrupted = kind is not None and kind.again

    @contextmanager
    def of(self, job: Job) -> Iterator[Progress]:
        """The progress of the job in hand."""
        progress = Progress()
        self._job = (job, progress)
        if self._interrupt:
            self.interrupt()
        try:
            yield progress
        finally:
            self._job = None

    def beat(self) -> None:
        """Write down that this worker lives, and how far its job is."""
        Worker.objects.filter(name=self.name).update(beat_at=clock.now())
        if (held := self._job) is not None:
            beat(*held)
