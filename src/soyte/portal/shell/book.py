"""The ledger as pages ask it: opened once a process, and answers remembered as long as nothing was added.

What a function says of a ledger depends on the last act, on its arguments and on the day; nothing else. So an answer is
kept under these and given again, to whoever asks.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sized
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings

from soyte.engine.duckdb_engine import DuckDBEngine
from soyte.engine.remembering import Remembering
from soyte.ledger import clock
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import site_of
from soyte.measures.definitions import Definitions
from soyte.measures.site import definitions_of
from soyte.measures.where import COUNTRY, Geography

P = ParamSpec("P")
R = TypeVar("R")

_ANSWERS, _ITEMS = 2_000, 200_000  # so many answers are kept, and so many figures or other items in all of them
_opening = Lock()
_opened: dict[Path, Ledger] = {}
_keeping = Lock()
_answers: OrderedDict[tuple[Any, ...], tuple[Any, int]] = OrderedDict()  # with the size of each
_asking: dict[tuple[Any, ...], Lock] = {}
_WHOLE = 400  # items for which an object counts that does not say how many it holds: a scorecard, a trace
_LATELY = 60
_lately: OrderedDict[tuple[Callable[..., Any], tuple[Any, ...], tuple[tuple[str, Any], ...]], None] = OrderedDict()


def ledger() -> Ledger:
    """The installation that the portal serves. Threads share it."""
    folder = Path(settings.SOYTE_HOME)
    with _opening:
        if folder not in _opened:
            _opened[folder] = Ledger.open(folder, Remembering(DuckDBEngine()))
        return _opened[folder]


def today() -> date:
    """The day in Vietnam."""
    return clock.now().astimezone(clock.VIETNAM).date()


def asked(function: Callable[Concatenate[Ledger, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What `function(ledger, …)` answers; remembered until the next act or the next day. Arguments must be hashable.

    Several threads that ask the same wait for one answer. The answer is shared: whoever gets it must not change it.
    """
    question = function, args, tuple(sorted(kwargs.items()))
    with _keeping:
        _lately[question] = None
        _lately.move_to_end(question)
        while len(_lately) > _LATELY:
            _lately.popitem(last=False)
    return answered(function, *args, **kwargs)


def lately() -> list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]:
    """What was asked lately, the last first."""
    with _keeping:
        return [(function, args, dict(kwargs)) for function, args, kwargs in reversed(_lately)]


def answered(function: Callable[Concatenate[Ledger, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The same without taking it for the question of a person."""
    book = ledger()
    name = f"{function.__module__}.{function.__qualname__}"
    key = (str(book.home.folder), book.state().chain, today(), name, args, tuple(sorted(kwargs.items())))
    with _keeping:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key][0]  # type: ignore[no-any-return]
        waiting = _asking.setdefault(key, Lock())
    with waiting:
        with _keeping:
            if key in _answers:
                return _answers[key][0]  # type: ignore[no-any-return]
        try:
            answer = function(book, *args, **kwargs)
            _keep(key, answer)
        finally:
            with _keeping:
                _asking.pop(key, None)
        return answer


def _keep(key: tuple[Any, ...], answer: object) -> None:
    """Remember an answer; those that nobody asked for lately make room."""
    size = _size(answer)
    with _keeping:
        _answers[key] = answer, size
        items = sum(one for _, one in _answers.values())
        while len(_answers) > _ANSWERS or (items > _ITEMS and len(_answers) > 1):
            items -= _answers.popitem(last=False)[1][1]


def _size(answer: object) -> int:
    """About how much room it takes, in figures: whoever asks for very many different things must not fill the memory."""
    if isinstance(answer, str | bytes):
        return 1 + len(answer) // 1_000
    if isinstance(answer, Mapping):
        return 1 + sum(1 + _nested(value) for value in answer.values())
    if isinstance(answer, Sized):
        return 1 + len(answer) + (sum(map(_nested, answer)) if isinstance(answer, list | tuple) else 0)
    return 1 if answer is None or isinstance(answer, int | date) else _WHOLE


def _nested(value: object) -> int:
    return _size(value) if isinstance(value, Mapping | list | tuple) else 0


def geography() -> Geography:
    """Places, as the installation knows them now."""
    return asked(_geography)


def _geography(book: Ledger) -> Geography:
    return site_of(book, book.state()).geography


def definitions() -> Definitions:
    """Indicators and measures, as the installation defines them now."""
    return asked(definitions_of)


def home_place() -> str:
    """The code of the place that the installation is for."""
    return ledger().home.place or COUNTRY


def place_name(code: str, on: date | None = None) -> str:
    """What a place is called."""
    return geography().name(code, on or today())
