"""After something was added, what people asked lately is answered before they ask again."""

from __future__ import annotations

from pathlib import Path

from soyte.ledger.ledger import Ledger
from soyte.portal.shell.book import asked
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
