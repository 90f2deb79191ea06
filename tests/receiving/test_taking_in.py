"""A file is taken in whole or not at all, once only, with its original kept and every cell accounted for."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from handed_in import MAPPING, REPORT, counted, hand_in, mapping, rolled_up, stored, table, write

from soyte.catalogue.files import CatalogueError
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import Reader
from soyte.receiving.reread import mapping_behind
from soyte.receiving.wording import ground_words


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "home", name="Sở Y tế tỉnh Sao Mai")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def test_a_report_becomes_statements_with_the_place_where_each_stands(ledger: Ledger, desk: Path) -> None:
    receipt = hand_in(ledger, write(desk / "bao-cao.txt", REPORT), sender="Phòng Kế hoạch")
    rows = stored(ledger, "statement").to_pylist()
    assert (receipt.new, receipt.act.seq) == (True, 1)
    assert receipt.act.rows_in == receipt.act.rows_accepted == len(rows) + stored(ledger, "claim").num_rows == 5
    assert [(row["value_text"], row["role"]) for row in rows[:3]] == [
        ("312", "actual"),
        ("37", "change"),
        ("275", "previous"),
    ]
    assert [REPORT[row["span_start"] : row["span_end"]] for row in rows] == ["312 ca", "37 ca", "275 ca", "92,2%"]
    assert receipt.act.sender == "Phòng Kế hoạch"


def test_the_words_of_a_report_stay_in_the_vault(ledger: Ledger, desk: Path) -> None:
    hand_in(ledger, write(desk / "bao-cao.txt", REPORT))
    values = [value for column in stored(ledger, "statement").columns for value in column.to_pylist()]
    assert not any("so với năm" in value for value in values if isinstance(value, str))


def test_the_original_is_kept_as_it_came(ledger: Ledger, desk: Path) -> None:
    receipt = hand_in(ledger, write(desk / "bao-cao.txt", REPORT))
    assert receipt.act.content_hash is not None
    with ledger.vault.open_original(receipt.act.content_hash, Reader("người thử", "kiểm tra")) as original:
        assert original.read().decode() == REPORT


@pytest.mark.parametrize(
    ("cell", "state", "value"),
    [
        ("12", "reported", Decimal(12)),
        ("1.234", "reported", Decimal(1234)),
        ("0", "reported", Decimal(0)),
        ("-", "none", None),
        ("", "not_reported", None),
        ("x", "not_applicable", None),
    ],
)
def test_zero_none_and_not_reported_stay_different(
    ledger: Ledger, desk: Path, cell: str, state: str, value: Decimal | None
) -> None:
    hand_in(ledger, table(desk, f"Thái Nguyên,T1/2024,{cell}"), mapping=mapping(desk))
    (row,) = stored(ledger, "observation").to_pylist()
    assert (row["state"], row["value"], row["place"], row["line"], row["column"]) == (state, value, "19", 2, "so_ca")


def test_what_is_not_understood_is_set_aside_and_the_rest_goes_on(ledger: Ledger, desk: Path) -> None:
    path = table(desk, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,năm", "Atlantis,T3/2024,7")
    receipt = hand_in(ledger, path, mapping=mapping(desk))
    aside = stored(ledger, "quarantine").to_pylist()
    assert (receipt.act.rows_in, receipt.act.rows_accepted, receipt.act.rows_quarantined) == (3, 1, 2)
    assert [(row["line"], row["column"]) for row in aside] == [(3, "so_ca"), (4, "tinh")]
    assert [cell.value for cell in receipt.outcome.aside] == ["năm", "Atlantis"]


def test_what_was_written_in_a_cell_set_aside_is_not_stored_in_the_open_ledger(ledger: Ledger, desk: Path) -> None:
    hand_in(ledger, table(desk, "Thái Nguyên,T2/2024,Nguyễn Thị Mơ"), mapping=mapping(desk))
    assert "Nguyễn Thị Mơ" not in str(stored(ledger, "quarantine").to_pylist())


def test_the_same_file_again_changes_nothing(ledger: Ledger, desk: Path) -> None:
    path, how = table(desk, "Thái Nguyên,T1/2024,5"), mapping(desk)
    first, head = hand_in(ledger, path, mapping=how), ledger.state().head
    second = hand_in(ledger, path, mapping=how)
    assert (second.new, second.act, ledger.state().head) == (False, first.act, head)


def test_a_copy_under_another_name_is_the_same_file(ledger: Ledger, desk: Path) -> None:
    hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5"), mapping=mapping(desk))
    assert not hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5", name="ban-sao.csv"), mapping=mapping(desk)).new


def test_the_mapping_is_a_submission_of_its_own_and_kept(ledger: Ledger, desk: Path) -> None:
    receipt = hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5"), mapping=mapping(desk))
    assert [act.what for act in ledger.state().acts] == ["mapping", "counts"]
    assert receipt.act.reading_hash == ledger.state().acts[0].content_hash
    assert stored(ledger, "definition").to_pylist()[0]["name"] == "ca_mac_thang"


def test_a_later_file_corrects_the_cells_that_it_has_and_the_earlier_answer_can_still_be_asked_for(
    ledger: Ledger, desk: Path
) -> None:
    how = mapping(desk)
    hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,6"), mapping=how)
    before = ledger.state().head
    hand_in(ledger, table(desk, "Thái Nguyên,T2/2024,60", name="sua.csv"), mapping=how)
    assert counted(ledger) == rolled_up(ledger) == (2, Decimal(65))
    assert counted(ledger, before) == rolled_up(ledger, before) == (2, Decimal(11))


def test_a_superseding_file_takes_away_also_what_it_does_not_repeat(ledger: Ledger, desk: Path) -> None:
    how = mapping(desk)
    first = hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,6"), mapping=how)
    second = hand_in(
        ledger,
        table(desk, "Thái Nguyên,T2/2024,60", name="sua.csv"),
        mapping=how,
        supersedes=first.act.submission_id,
    )
    assert counted(ledger) == rolled_up(ledger) == (1, Decimal(60))
    ledger.withdraw(second.act.submission_id, actor="người thử", reason="nhầm")
    assert counted(ledger) == rolled_up(ledger) == (2, Decimal(11))


def test_a_withdrawn_file_may_be_taken_in_anew(ledger: Ledger, desk: Path) -> None:
    path, how = table(desk, "Thái Nguyên,T1/2024,5"), mapping(desk)
    first = hand_in(ledger, path, mapping=how)
    ledger.withdraw(first.act.submission_id, actor="người thử", reason="nhầm")
    assert counted(ledger)[0] == 0
    assert hand_in(ledger, path, mapping=how).new
    assert counted(ledger) == rolled_up(ledger) == (1, Decimal(5))


def test_reading_again_lets_the_new_reading_stand_for_the_old_one(ledger: Ledger, desk: Path) -> None:
    path = write(desk / "bao-cao.txt", REPORT)
    first, second = hand_in(ledger, path), hand_in(ledger, path, again=True)
    assert (second.new, ledger.state().status(first.act.submission_id)) == (True, "superseded")
    assert len(stored(ledger, "statement")) == 4


def test_a_file_that_cannot_be_read_is_kept_and_recorded_once(ledger: Ledger, desk: Path) -> None:
    path = desk / "hong.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UnreadableDocument):
        hand_in(ledger, path)
    again = hand_in(ledger, path)
    (act,) = ledger.state().acts
    assert (act.kind, again.new, again.act) == ("rejected", False, act)
    assert act.reason is not None
    assert "hong.docx" in act.reason
    assert ledger.vault.holds(act.content_hash or "")


def test_a_table_without_a_mapping_is_asked_for_one(ledger: Ledger, desk: Path) -> None:
    with pytest.raises(LedgerError, match=r"ca-mac\.csv: bảng số liệu cần một tệp ánh xạ.*ca-mac\.mapping\.yaml"):
        hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5"))


def test_the_ground_on_which_counts_are_here_is_kept_with_their_mapping(ledger: Ledger, desk: Path) -> None:
    with pytest.raises(LedgerError, match="“basis: aggregates” vào tệp ánh xạ"):
        hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5"), mapping=mapping(desk), basis="aggregates")
    said = mapping(desk, f"{MAPPING}basis: aggregates\n")
    receipt = hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5"), mapping=said, basis="aggregates")
    kept = mapping_behind(ledger, receipt.act, Reader("người thử", "xem căn cứ"))
    assert ground_words(kept.basis) == "Số liệu tổng hợp hằng tháng của cơ quan bảo hiểm xã hội"


def test_a_wrong_mapping_is_refused_before_anything_is_kept(ledger: Ledger, desk: Path) -> None:
    with pytest.raises(CatalogueError, match="grain"):
        hand_in(ledger, table(desk), mapping=mapping(desk, "dataset: x\ngrain: fortnight\n"))
    assert ledger.state().head == 0


@pytest.mark.parametrize("name", ["khong-co.csv", "."])
def test_a_missing_file_or_a_folder_is_named(ledger: Ledger, desk: Path, name: str) -> None:
    with pytest.raises(LedgerError, match=name.replace(".", r"\.")):
        hand_in(ledger, desk / name, mapping=mapping(desk))


@pytest.mark.parametrize("given", ["the file", "the mapping"])
def test_what_is_no_file_is_refused_before_it_is_read(ledger: Ledger, desk: Path, given: str) -> None:
    pipe = desk / "ong.csv"
    os.mkfifo(pipe)
    counts = write(desk / "ca.csv", "x")
    with pytest.raises(LedgerError, match=r"ong\.csv: không phải là tệp"):
        if given == "the file":
            hand_in(ledger, pipe)
        else:
            hand_in(ledger, counts, mapping=pipe)
    assert ledger.state().head == 0


def test_codes_that_no_catalogue_knows_are_told(ledger: Ledger, desk: Path) -> None:
    how = mapping(desk, MAPPING.replace("measure: cases", "measure: casez").replace("dengue", "xyz"))
    warnings = hand_in(ledger, table(desk, "Thái Nguyên,T1/2024,5"), mapping=how).outcome.warnings
    assert [word for warning in warnings for word in ("casez", "xyz") if word in warning] == ["xyz", "casez"]
