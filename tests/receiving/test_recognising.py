"""What kind of file somebody hands in, and which of the kept mappings a table is read by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from handed_in import MAPPING, REPORT, hand_in, mapping, table, write

from soyte.ledger.ledger import Ledger
from soyte.receiving.known import known_mappings
from soyte.receiving.recognising import Recognised, recognise

TODAY = date(2026, 11, 22)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "home")


def seen(ledger: Ledger, path: Path) -> Recognised:
    return recognise(path, path.name, known_mappings(ledger), TODAY)


def test_a_report_a_list_of_targets_and_an_unknown_table_are_told_apart(ledger: Ledger, tmp_path: Path) -> None:
    assert seen(ledger, write(tmp_path / "bao-cao.txt", REPORT)).kind == "report"
    targets = write(tmp_path / "chi-tieu.csv", "Chỉ tiêu,Địa bàn,Kỳ,Mức giao\nbeds_total,19,2025,28\n")
    assert seen(ledger, targets).kind == "targets"
    found = seen(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"))
    assert (found.kind, found.mapping, found.matches) == ("counts", None, ())
    assert seen(ledger, write(tmp_path / "anh.png", "x")).kind == ""


def test_the_next_table_of_the_same_layout_is_read_by_the_mapping_that_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"), mapping=mapping(tmp_path))
    found = seen(ledger, table(tmp_path, "Thái Nguyên,T2/2024,8", name="thang-2.csv"))
    assert found.mapping and found.mapping.mapping.dataset == "ca_mac_thang"


def test_a_changed_layout_is_not_read_silently(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"), mapping=mapping(tmp_path))
    found = seen(ledger, table(tmp_path, "Thái Nguyên,T2/2024,8", name="moi.csv", header="tinh,thang,so_ca_mac"))
    assert found.mapping is None and found.matches[0].change.renamed == (("so_ca", "so_ca_mac"),)


def test_of_two_versions_the_one_in_use_on_the_day_is_taken(ledger: Ledger, tmp_path: Path) -> None:
    old = mapping(tmp_path, MAPPING + "valid_to: 2025-12-31\n")
    hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"), mapping=old)
    new = mapping(tmp_path, MAPPING.replace("theo tháng", "bản mới") + "valid_from: 2026-01-01\n")
    hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,6", name="b.csv"), mapping=new)
    path = table(tmp_path, "Thái Nguyên,T2/2024,8", name="c.csv")
    now = recognise(path, "c.csv", known_mappings(ledger), TODAY).mapping
    then = recognise(path, "c.csv", known_mappings(ledger), date(2025, 6, 1)).mapping
    assert now and then and (now.mapping.title, then.mapping.title) == ("Số ca mắc bản mới", "Số ca mắc theo tháng")
