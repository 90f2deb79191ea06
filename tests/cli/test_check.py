"""`soyte check`: dossiers asked all rules without a ledger; what is told, written, and with which code the command ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from claim_files import document, dossier, envelope, file_of, part
from soyte.catalogue.claims import handed_lists
from soyte.catalogue.claims.rules import rules
from soyte.cli.main import app

FIELDS = [
    "file",
    "ma_cskcb",
    "ma_lk",
    "table",
    "stt",
    "field",
    "value",
    "rule",
    "severity",
    "source",
    "message",
    "remedy",
]


def check(*given: object, stdin: bytes | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *map(str, given)], input=stdin)
    return result.exit_code, result.output


def wrong_sum(key: str) -> str:
    """A dossier whose drug costs something else than quantity times price."""
    drug = {"MA_THUOC": "40.1", "SO_LUONG": "2.000", "DON_GIA": "1000.000", "THANH_TIEN_BV": "2500.00"}
    return dossier(key, drugs=0, more=part("XML2", document("XML2", drug, ma_lk=key)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ho-so"
    made.mkdir()
    (made / "a.xml").write_bytes(envelope(wrong_sum("LK1"), wrong_sum("LK2")))
    (made / "b.xml").write_bytes(envelope(wrong_sum("LK3"), facility="99001"))
    return made


def test_a_finding_tells_the_place_the_value_the_rule_and_what_to_do(folder: Path, tmp_path: Path) -> None:
    code, _ = check(folder, "--rule", "MON-01", "--findings", tmp_path / "f.jsonl")
    found = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert [one["ma_lk"] for one in found] == ["LK1", "LK2", "LK3"]
    assert all(list(one) == FIELDS for one in found)
    first = found[0]
    assert first["file"].endswith("ho-so/a.xml")
    assert (first["ma_cskcb"], first["table"], first["stt"], first["field"]) == ("99001", "XML2", "1", "THANH_TIEN_BV")
    assert (first["value"], first["rule"], first["severity"]) == ("2500", "MON-01", "C")
    assert "2.500" in first["message"]
    assert "2.000" in first["message"]


def test_the_workbook_of_a_facility_has_a_row_for_each_finding_and_sums_by_rule(folder: Path, tmp_path: Path) -> None:
    check(folder, "--rule", "MON-01", "--workbooks", tmp_path / "so-loi")
    book = CalamineWorkbook.from_path(tmp_path / "so-loi" / "99001.xlsx")
    rows = book.get_sheet_by_name("Phát hiện").to_python()
    assert rows[0][:4] == ["STT", "Mã liên kết", "Bảng", "Dòng"]
    assert [row[1] for row in rows[1:]] == ["LK1", "LK2", "LK3"]
    sums = book.get_sheet_by_name("Tổng hợp").to_python()
    assert sums[3][0] == "MON-01"
    assert sums[3][3:5] == [3.0, 3.0]


def test_the_page_sums_up_by_facility_and_by_rule(folder: Path, tmp_path: Path) -> None:
    check(folder, "--html", tmp_path / "t.html", "--rule", "MON-01")
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "3 phát hiện trên 3 hồ sơ" in page
    assert "99001" in page


def test_a_broken_dossier_is_a_finding_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken = dossier("LK1").replace("<NOIDUNGFILE>", "<NOIDUNGFILE>!!", 1)
    (tmp_path / "x.xml").write_bytes(envelope(broken, wrong_sum("LK2")))
    code, _ = check(tmp_path / "x.xml", "--findings", tmp_path / "f.jsonl")
    found = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert {"ENV-06"} <= {one["rule"] for one in found}
    assert any(one["rule"] == "MON-01" and one["ma_lk"] == "LK2" for one in found)


def test_a_file_that_is_none_of_dossiers_ends_with_two_and_says_which(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("không phải hồ sơ", encoding="utf-8")
    code, told = check(tmp_path / "thu.txt", folder, "--rule", "MON-01")
    assert code == 2
    assert "thu.txt" in told
    assert "3 hồ sơ, 3 phát hiện" in told


def test_a_missing_file_is_named_without_a_traceback(tmp_path: Path) -> None:
    code, told = check(tmp_path / "khong-co.xml")
    assert code == 2
    assert "khong-co.xml" in told
    assert "Traceback" not in told


def test_dossiers_come_through_standard_input(tmp_path: Path) -> None:
    code, told = check("-", "--format", "json", "--rule", "MON-01", stdin=envelope(wrong_sum("LK1")))
    assert code == 0
    assert json.loads(told)["rules"][0]["rule"] == "MON-01"


def test_the_same_dossiers_in_one_file_or_in_many_give_the_same_findings(tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    one.mkdir()
    many.mkdir()
    keys = ["LK1", "LK2", "LK3"]
    (one / "a.xml").write_bytes(file_of(keys))
    for key in keys:
        (many / f"{key}.xml").write_bytes(file_of([key]))
    found = []
    for folder in (one, many):
        check(folder, "--findings", tmp_path / "f.jsonl")
        lines = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
        found.append(sorted((x["ma_lk"], x["table"], x["stt"], x["field"] or "", x["rule"]) for x in lines))
    assert found[0] == found[1]


def test_an_unknown_rule_is_refused_with_a_sentence() -> None:
    code, told = check("x.xml", "--rule", "ABC-99")
    assert code == 2
    assert "không có quy tắc nào" in told


def test_a_list_without_a_column_is_told_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "thuoc.csv").write_text("code\n40.1\n", encoding="utf-8")
    code, told = check(folder, "--lists", tmp_path, "--findings", tmp_path / "f.jsonl")
    found = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert "thiếu cột name, strength, price, share" in told
    assert "MON-01" in {one["rule"] for one in found}
    assert "MON-35" not in {one["rule"] for one in found}


def test_every_list_that_a_rule_asks_can_be_handed_in() -> None:
    assert {name for rule in rules() for name in rule.needs} <= {one.list for one in handed_lists()}
