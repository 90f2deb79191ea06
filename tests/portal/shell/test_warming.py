"""After something was added, what people asked lately is answered before they ask again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from soyte.ledger.ledger import Ledger
from soyte.portal.shell import book
from soyte.portal.shell.book import answered, asked
from soyte.portal.shell.warming import warm

CALLS: list[int] = []


def rows(ledger: Ledger, at_least: int) -> int:
    """How many rows were ever accepted."""
    CALLS.append(at_least)
    return max(at_least, sum(act.rows_accepted for act in ledger.state().acts))


def gone(ledger: Ledger) -> int:
    """What the next act takes away."""
    return {act.seq: act.seq for act in ledger.state().acts if not ledger.state().withdrawn}[1]


def test_questions_are_asked_again_after_an_act(own_home: Path) -> None:
    before = asked(rows, 3)
    asked(gone)
    ledger = Ledger.open(own_home)
    last = ledger.state().acts[-1]
    ledger.withdraw(last.submission_id, actor="can-bo", reason="gửi nhầm")
    CALLS.clear()
    assert warm() >= 1
    assert CALLS == [3]
    assert asked(rows, 3) == before
    assert CALLS == [3]  # it was known already


@dataclass(frozen=True)
class Trace:
    """An answer that does not say how much it holds."""

    rows: tuple[int, ...]


def one_of_many(_: Ledger, number: int) -> Trace:
    return Trace((number,))


def record_of_many(_: Ledger, number: int) -> dict[str, object]:
    return {"number": number, "terms": [{"rows": [{"row": row} for row in range(900)]}]}


@pytest.mark.parametrize("function", [one_of_many, record_of_many])
def test_very_many_large_answers_do_not_fill_the_memory(home: Path, function: Callable[[Ledger, int], object]) -> None:
    for number in range(600):
        answered(function, number)
    assert sum(name == f"{__name__}.{function.__name__}" for *_, name, _, _ in book._answers) <= 500
    with pytest.raises(ZeroDivisionError):
        answered(lambda _: 1 // 0)
    assert not book._asking
