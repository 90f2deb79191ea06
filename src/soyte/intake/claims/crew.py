"""Work on one thing after the other, several at the same time, results in order and never many waiting.

Threads, not processes: what takes time here (compiled loops, Arrow, the engine) lets go of the interpreter's lock, and nothing has to
be sent between processes.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")
_MOST = 4  # each holds a batch in memory
_END = object()


def usual_workers() -> int:
    """How many threads are worth while on this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST, cores)


def ahead(items: Iterable[Item], by_another: bool) -> Generator[Item]:
    """The same items; `by_another` thread makes the next one before it is asked for."""
    if not by_another:
        yield from items
        return
    made = iter(items)
    with ThreadPoolExecutor(1, thread_name_prefix="claims") as maker:
        coming = maker.submit(next, made, _END)
        while (item := coming.result()) is not _END:
            coming = maker.submit(next, made, _END)
            yield cast(Item, item)


def in_order(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Generator[Result]:
    """The result of each item, of which so many are begun before the first is asked for, by as many threads.

    With one worker nothing is begun before it is asked for.

    What `work` raises is raised at its item's turn; what has not begun by then is left undone.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="claims") as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
