"""Our own figures as results: remembered while nothing comes in that could change them, and no longer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from measures.books import new_book
from soyte.ledger.events import record
from soyte.measures import Figures, figures
from soyte.measures.targets import computed
from soyte.measures.targets.computed import computed_results


def test_an_event_changes_no_result_and_a_table_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = new_book(tmp_path)
    book.load("place period disease value\n99 2024-01 dengue 5")
    asked: list[object] = []

    def counted(*args: Any, **said: Any) -> Figures:
        asked.append(said["as_of"])
        return figures(*args, **said)

    monkeypatch.setattr(computed, "figures", counted)

    def dengue() -> list[tuple[object, object]]:
        found = computed_results(book.ledger, "99", 2024, 2024, only="dengue_cases")
        return [(one.value, one.source.figure) for one in found]

    first = dengue()
    record(book.ledger, "explanation", "dengue_cases@99/2024", {"text": "mưa nhiều"}, actor="a", channel="cli")
    assert dengue() == first and asked == [1]
    book.load("place period disease value\n99 2024-02 dengue 7")
    assert [value for value, _ in dengue()] == [12] and asked == [1, 3]
