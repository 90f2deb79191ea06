"""Batches are worked on by several threads at once; nobody notices but the clock."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest

from claim_files import dossier, envelope
from patience import patience
from soyte.intake.claims import ClaimReading, reading
from soyte.intake.claims.crew import ahead, in_order
from soyte.intake.claims.pile import Pile

MANY = [f"HS{number:02}" for number in range(11)]


def test_results_come_in_the_order_of_the_items() -> None:
    later = threading.Event()

    def work(item: int) -> int:
        if item == 0:  # the first one waits for the second
            assert later.wait(60)
        later.set()
        return item

    with patience():
        assert list(in_order(work, range(5), 2)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("workers", [1, 3])
def test_few_items_are_taken_ahead(workers: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    for done, _ in enumerate(in_order(str, items(), workers), 1):
        assert len(taken) <= done + workers


def test_an_error_comes_at_its_turn() -> None:
    found = in_order(lambda item: 1 // item, [1, 1, 0, 1], 2)
    assert [next(found), next(found)] == [1, 1]
    with pytest.raises(ZeroDivisionError):
        next(found)
    assert list(found) == []


@pytest.mark.parametrize("by_another", [False, True])
def test_one_item_is_made_before_it_is_asked_for(by_another: bool) -> None:
    made: list[int] = []
    second = threading.Event()

    def items() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            if number == 1:
                second.set()
            yield number

    coming = ahead(items(), by_another)
    with patience():
        assert next(coming) == 0
        assert not by_another or second.wait(60)
        for number in range(1, 5):
            assert len(made) <= number + by_another
            assert next(coming) == number
    assert list(coming) == []


@pytest.mark.parametrize("by_another", [False, True])
def test_what_an_item_raises_comes_at_its_turn_and_leaving_early_ends_all(by_another: bool) -> None:
    ended: list[str] = []

    def items() -> Generator[int]:
        try:
            yield 1
            raise ZeroDivisionError
        finally:
            ended.append("items")

    coming = ahead(items(), by_another)
    assert next(coming) == 1
    with pytest.raises(ZeroDivisionError):
        next(coming)
    source = items()
    coming = ahead(source, by_another)
    assert next(coming) == 1
    coming.close()
    source.close()
    assert ended == ["items", "items"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("claims")]


@pytest.mark.parametrize("workers", [1, 3])
def test_several_threads_read_what_one_reads(workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "Pile", partial(Pile, units=2))  # so that there are several batches
    units = [dossier(name, inline=name.endswith("5")) for name in MANY]
    path = tmp_path / "ho-so.xml"
    path.write_bytes(envelope(*units[:6], "<HOSO><x></HOSO>", *units[6:]))
    one = ClaimReading(path, path.name, workers, pile=Pile(units=2))
    batches = list(one.worked(lambda batch: batch))
    rows = [row for batch in batches if "XML1" in batch.tables for row in batch.tables["XML1"].to_pylist()]
    assert len(batches) > 3
    assert [row["MA_LK"] for row in rows] == MANY
    assert [row["block"] for row in rows] == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
    assert [aside.dossier for batch in batches for aside in batch.asides] == [7]
    assert (one.seen.dossiers, one.seen.accepted, one.seen.set_aside) == (12, 11, 1)
