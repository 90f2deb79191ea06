"""What pages do once a day: forgetting what is older than it may be.

@daily                                    in `keeping.py` of a page's folder, found by itself
def erase_old() -> int: ...
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from soyte.portal.jobs.finding import load_from_pages

log = logging.getLogger("soyte.portal.jobs")
Task = TypeVar("Task", bound=Callable[[], object])
TASKS: list[Callable[[], object]] = []


def daily(task: Task) -> Task:
    """Register a function that is called once a day in each process that looks after the queue; it may be called more often."""
    TASKS.append(task)
    return task


def run_daily() -> None:
    """Call them all; one that fails is logged and does not keep the others from running."""
    load_from_pages("keeping")
    for task in TASKS:
        try:
            task()
        except Exception:
            log.exception("daily task %s failed", task.__qualname__)
