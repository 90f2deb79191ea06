"""Kinds of jobs: a function, its name, its words, and whether it may run again after its worker was killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from soyte.portal.jobs.finding import load_from_pages


class Cancelled(Exception):
    """The person does not want it any more. A job lets it pass, and cleans up in `finally`."""


class Interrupted(Cancelled):
    """The worker has to stop. The job runs again later, from its beginning."""


class Progress:
    """How far a job is: `progress("bước", done, total)`. Cheap, may be called for every row group; others read it now and then."""

    def __init__(self, told: Callable[[Progress], None] | None = None) -> None:
        self.step = ""
        self.done = 0
        self.total: int | None = None
        self.cancelled = False
        self.interrupted = False
        self._told = told

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:
        """What is being done, how much of it is, and how much there is if that is known. Raises Cancelled."""
        self.step, self.done, self.total = step, done, total
        if self._told is not None:
            self._told(self)
        if self.cancelled:
            raise Cancelled
        if self.interrupted:
            raise Interrupted


Run = Callable[[Progress, dict[str, Any]], dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    """A kind of job. `again`: it may simply run once more when its worker died; else somebody has to decide."""

    name: str
    title: str
    run: Run
    again: bool


KINDS: dict[str, Kind] = {}


def job(name: str, title: str, *, again: bool = True) -> Callable[[Run], Run]:
    """Register a function as a kind of job. It gets its progress and what was said at the start, and gives what can be JSON.

    A result's `url` is where the person goes on, its `words` a sentence for them. Errors that speak to the user become the
    job's words. Say `again=False` when running it twice would do something twice.
    """

    def register(run: Run) -> Run:
        if name in KINDS:
            raise RuntimeError(f"two kinds of jobs are called {name}")
        KINDS[name] = Kind(name, title, run, again)
        return run

    return register


def kind_of(name: str) -> Kind | None:
    """The kind of this name; None if no page brings it (any more)."""
    load_from_pages("jobs")
    return KINDS.get(name)
