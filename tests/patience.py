"""A guard against hangs and blow-ups. How fast something is stands in `benchmarks/`; no test here judges it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MINUTES = 2  # for what takes a second or two; however busy the machine is


class Hangs(Exception):
    """What should be done at once did not come to an end."""


@contextmanager
def patience(minutes: float = MINUTES) -> Iterator[None]:
    """Raise `Hangs` in the body when it is still running after so long."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise Hangs(f"still running after {minutes} minutes")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, 60 * minutes)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
