"""One row where it stands in its original: open to those who may see everything, masked for others, always logged."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import WITH_PERSONS, hand_in, mapping, table, write

from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import Reader
from soyte.receiving.originals import HIDDEN, masked, placed, shown

READER = Reader("lanhdao", "truy nguồn")
REPORT = """\
BÁO CÁO
Kết quả công tác y tế năm 2025

Số ca mắc sởi năm 2025 là 12 ca, trong đó có bệnh nhân Nguyễn Văn Thử, điện thoại 0912 345 678.
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.create(tmp_path / "so", name="Sở Y tế", place="99")
    hand_in(made, write(tmp_path / "bao-cao.txt", REPORT), sender="Sở Y tế")
    return made


def test_words_of_a_report_are_whole_for_some_and_masked_for_others(ledger: Ledger) -> None:
    found = placed(ledger, 1, 1)
    assert found.personal
    everything = shown(ledger, found, READER, everything=True)
    assert everything.own.startswith("12")
    assert "Nguyễn Văn Thử, điện thoại 0912 345 678" in everything.after
    others = shown(ledger, found, READER, everything=False)
    assert (others.own, others.masked) == (everything.own, True)
    assert f"bệnh nhân {HIDDEN}, điện thoại {HIDDEN}." in others.after
    assert [record.actor for record in ledger.vault.access_log()][-2:] == ["lanhdao", "lanhdao"]


def test_a_cell_of_counts_is_shown_and_only_tables_with_persons_are_personal(ledger: Ledger, tmp_path: Path) -> None:
    counts = hand_in(ledger, table(tmp_path, "Thái Nguyên,1/2024,5"), mapping=mapping(tmp_path)).act
    found = placed(ledger, counts.seq, 0)
    assert not found.personal
    assert shown(ledger, found, READER, everything=False).own == "dòng 2, cột so_ca = “5”"
    file = table(tmp_path, "Thái Nguyên,2/2024,1,019085000001", name="nguoi.csv", header="tinh,thang,so_ca,cccd")
    listed = hand_in(ledger, file, mapping=mapping(tmp_path, WITH_PERSONS)).act
    assert placed(ledger, listed.seq, 0).personal


@pytest.mark.parametrize(("submission", "row"), [(1, 99), (7, 1)])
def test_what_is_not_there_is_answered_in_a_sentence(ledger: Ledger, submission: int, row: int) -> None:
    with pytest.raises(LedgerError, match=r"không có"):
        placed(ledger, submission, row)


@pytest.mark.parametrize(
    "text",
    ["đạt 95,2%, tăng 1.234.567 lượt", "năm 2024 - 2025", "Sở Y tế tỉnh Sao Mai", "97.500.000.000 đồng", "ông bà già"],
)
def test_figures_and_names_of_offices_are_left_alone(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("text", ["thẻ DN4019012345678", "an@example.vn", "CCCD 019085000001", "bà Trần Thị Thử"])
def test_what_tells_who_somebody_is_is_hidden(text: str) -> None:
    assert HIDDEN in masked(text)
