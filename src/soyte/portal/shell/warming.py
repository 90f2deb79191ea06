"""What people asked lately is asked again as soon as something is added: in the morning nobody waits for the first answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from threading import Event, Thread

from soyte.portal.shell import book

log = logging.getLogger("soyte.portal")
_EVERY, _AFTER_TROUBLE, _PATIENCE = 2.0, 60.0, 10.0
FIRST: list[Callable[[], object]] = []


def at_start(ask: Callable[[], object]) -> Callable[[], object]:
    """Have this function ask, with `asked`, before anybody does, and anew each day."""
    FIRST.append(ask)
    return ask


@contextmanager
def kept_warm() -> Iterator[None]:
    """As long as pages are shown, by a thread of this process."""
    stop = Event()
    thread = Thread(target=_keep, args=(stop,), name="warming", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_PATIENCE)


def warm() -> int:
    """Ask everything again that was asked lately, the last first; how many answers there are."""
    done = 0
    for function, args, kwargs in book.lately():
        try:
            book.answered(function, *args, **kwargs)
            done += 1
        except Exception:  # what was asked has no answer any more: whoever asks again is told why
            log.debug("not answered again: %s", function.__qualname__, exc_info=True)
    return done


def _keep(stop: Event) -> None:
    import_module("soyte.portal.urls")  # pages say what is to be asked first
    seen: tuple[str, date] | None = None
    while not stop.wait(_EVERY):
        try:
            now = book.ledger().state().chain, book.today()
            if now == seen:
                continue
            warm()
            for ask in FIRST:
                ask()
            seen = now
        except Exception:
            log.exception("warming")
            stop.wait(_AFTER_TROUBLE)
