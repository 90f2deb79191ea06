"""Rows wait until it is known which of them stay; where memory ends they wait on disk, and nobody can tell the difference."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ledger.building import answers, counts, total
from soyte.ledger import waiting
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.renaming import all_begin
from soyte.ledger.sweeping import look
from soyte.ledger.waiting import Waiting

TICKET = Ticket("counts", "tep.csv", "canbo", "cli", "h", dataset="benh")


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "HELD", 60)


@pytest.mark.usefixtures("little_memory")
def test_rows_come_back_in_order_from_disk_and_memory_whatever_columns_they_have(tmp_path: Path) -> None:
    rows = Waiting(tmp_path, "s1")
    for number in range(40):
        rows.add("xml1", pa.table({"a": [number, -number], **({"b": ["x", "y"]} if number % 2 else {})}))
    rows.add("xml2", pa.table({"a": [1]}))
    assert list(tmp_path.iterdir()) == []  # what is on disk has no name: it ends with the process
    pieces = list(rows.taken("xml1", 16))
    assert [len(piece) for piece in pieces] == [16] * 5
    whole = pa.concat_tables(pieces)
    assert whole["a"].to_pylist() == [one for number in range(40) for one in (number, -number)]
    assert whole["b"].to_pylist() == [None, None, "x", "y"] * 20
    assert [piece.to_pydict() for piece in rows.taken("xml2", 16)] == [{"a": [1]}]
    assert list(rows.taken("xml1", 16)) == []


@pytest.mark.parametrize("where", ["in memory", "on disk"])
def test_rows_taken_back_are_not_there_and_are_counted(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(waiting, "HELD", 1 if where == "on disk" else waiting.HELD)
    with ledger.loading(TICKET) as loading:
        loading.write("observation", counts({"01a": 5, "02a": 6}))
        loading.write("observation", counts({"01b": 7}))
        assert loading.drop({"observation": lambda rows: pc.not_equal(rows["row_key"], "02a")}) == {"observation": 1}
        loading.write("observation", counts({"03a": 1}))  # what comes later waits anew
        loading.commit(3)
    assert (answers(ledger), total(ledger)) == ({"01a": 5, "01b": 7, "03a": 1}, (3, 13))
    assert (look(ledger).orphans, list(ledger.home.leases.iterdir())) == ((), [])


def test_a_table_of_which_nothing_stays_has_no_file(ledger: Ledger) -> None:
    with ledger.loading(TICKET) as loading:
        loading.write("observation", counts({"01a": 5}))
        loading.drop({"observation": lambda rows: pc.is_null(rows["row_key"])})
        act, _ = loading.commit(0)
    assert (act.files, answers(ledger), look(ledger).orphans) == ((), {}, ())


def test_writing_that_fails_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.loading(TICKET) as loading:
        loading.write("observation", counts({"01a": 5}))
        loading.write("quarantine", pa.table({"row_no": [1], "reason": ["x"]}))
        loading.drop({"observation": lambda _: pa.scalar(1 // 0)})
    assert (ledger.state().head, look(ledger).orphans) == (0, ())


@pytest.mark.usefixtures("little_memory")
def test_a_disk_that_refuses_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="lỗi đọc, ghi"):
        Waiting(tmp_path / "khong co", "s1").add("xml1", counts({"01a": 5}))


@pytest.mark.parametrize(
    ("values", "known", "told"),
    [
        (["c1:ab", None, "c1:cd"], {"c1:", "n1:"}, True),
        (["c1:ab", "c2:cd"], {"c1:"}, False),
        (["c1:ab", "c"], {"c1:"}, False),
        (["c1:ab"], set(), False),
        ([None, ""], {"c1:"}, True),
        ([], set(), True),
    ],
)
def test_it_is_told_from_their_first_bytes_whether_pseudonyms_begin_in_known_ways(
    values: list[str | None], known: set[str], told: bool
) -> None:
    column = pa.array(["không thuộc", *values], pa.string())[1:]
    assert all_begin(pa.chunked_array([column, pa.array([], pa.string())]), known) is told
