"""From a row of the ledger back to what stands in the original, and reading an original once more."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from handed_in import REPORT, hand_in, mapping, stored, table, write

from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import Reader
from soyte.receiving.excerpts import excerpts
from soyte.receiving.reread import reread

ME = Reader("người thử", "kiểm tra")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "home")


def test_a_statement_leads_to_its_words(ledger: Ledger, tmp_path: Path) -> None:
    act = hand_in(ledger, write(tmp_path / "bao-cao.txt", REPORT)).act
    shown = excerpts(ledger, act, stored(ledger, "statement").to_pylist(), ME)
    assert shown[0] == "dòng 4: Số ca mắc sốt xuất huyết năm 2025 là ⟦312 ca⟧, tăng 37 ca so với năm 2024 (275 ca)."
    assert shown[3].endswith("đạt ⟦92,2%⟧.")


def test_a_count_leads_to_its_cell(ledger: Ledger, tmp_path: Path) -> None:
    path = table(tmp_path, "Thái Nguyên,T1/2024,5", '"Thái\nNguyên",T2/2024,6', "Thái Nguyên,T3/2024,1.207")
    act = hand_in(ledger, path, mapping=mapping(tmp_path)).act
    shown = excerpts(ledger, act, stored(ledger, "observation").to_pylist(), ME)
    assert shown[0] == "dòng 2, cột so_ca = “5”"
    assert shown[-1] == "dòng 5, cột so_ca = “1.207”"


def test_an_original_read_again_gives_the_rows_that_it_gave(ledger: Ledger, tmp_path: Path) -> None:
    path = table(tmp_path, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,nhiều")
    act = hand_in(ledger, path, mapping=mapping(tmp_path)).act
    again = dict(reread(ledger, act))
    for name, rows in again.items():
        columns = [column for column in rows.column_names if column != "submission_id"]
        now = stored(ledger, name).select(columns)
        assert pa.Table.from_batches(rows.to_batches()).select(columns).cast(now.schema).to_pylist() == now.to_pylist()
    assert sorted(again) == ["observation", "quarantine"]


def test_every_look_into_an_original_is_logged(ledger: Ledger, tmp_path: Path) -> None:
    act = hand_in(ledger, write(tmp_path / "bao-cao.txt", REPORT)).act
    excerpts(ledger, act, stored(ledger, "statement").to_pylist()[:1], ME)
    assert [record.actor for record in ledger.vault.access_log()] == ["người thử"]
