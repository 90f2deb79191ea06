"""`soyte care`: every analysis in three forms, each with what it rests on and the way to the dossiers behind it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands import Command

from measures.care.small_feed import CENTRE, case, sent, sheet
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive

TARGETS = "Chỉ tiêu,Địa bàn,Kỳ,Dấu,Mức giao,Đơn vị tính\nbhyt_fund_paid_total,cơ sở 99001,2025,<=,10,triệu đồng\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("care")
    ledger = Ledger.create(folder / "kho")
    stay = {"MA_LOAI_KCB": "03", "SO_NGAY_DTRI": "4", "KET_QUA_DTRI": "5", "MA_NOI_DEN": CENTRE}
    papers = sheet("XML13", "A", {"MA_CSKCB_DEN": CENTRE}) + sheet("XML14", "A", {"NGAY_HEN_KL": "20250809"})
    goods = sheet("XML3", "A", {"MA_DICH_VU": "18.0149.0040", "MA_NHOM": "2"})
    drug = sheet("XML2", "A", {"MA_THUOC": "40.154", "MA_NHOM": "4", "DON_VI_TINH": "=Viên"})
    sent(ledger, folder, "20250805", case("A", "20250805", more=papers + goods + drug + sheet("XML9", "A"), **stay))
    (folder / "du-toan.csv").write_text(TARGETS, encoding="utf-8")
    receive(ledger, Order(folder / "du-toan.csv", "người thử", targets=True))
    return folder / "kho"


@pytest.fixture
def care(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.setenv("SOYTE_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "200")
    return Command(monkeypatch, capsys)


ASKED = (
    "diseases", "stays", "drugs", "prescribing", "techniques --period T8/2025 --least 1", "transfers", "followups", "births",
    "deaths", "notifiable", "timeliness", "timeliness --by week", "received", "spending --year 2025", "dossiers",
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_every_analysis_says_what_it_rests_on_in_every_form(care: Command, asked: str) -> None:
    words = ["care", *asked.split()]
    table = care(*words)
    assert table.code == 0, table.err
    assert all(sign in table.out for sign in ("Căn cứ 1 hồ sơ của 1 lần gửi", "Cách tính (", "Nguồn: "))
    found = care(*words, "--format", "json").json
    assert found["pedigree"]["dossiers"] == 1
    assert (found["pedigree"]["as_of"], len(found["pedigree"]["definition_hash"])) == (2, 12)
    lines = care(*words, "--format", "csv")
    assert next(csv.reader(io.StringIO(lines.out))) == [field["name"] for field in found["fields"]]
    assert "Nguồn: " in lines.err


def test_a_row_leads_to_its_dossiers(care: Command) -> None:
    said = care("care", "transfers", "--period", "2025-08").out
    follow = said.splitlines()[-1].partition("soyte ")[2]
    assert follow == "care dossiers --period 2025-08 --facility 99001 --to 99002"
    shown = care(*follow.split()).out
    assert "•••A" in shown and "NGƯỜI BỆNH" not in shown


def test_an_estimate_assigned_to_a_facility_is_set_against_its_spending(care: Command) -> None:
    rows = json.loads(care("care", "spending", "--year", "2025", "--format", "json").out)["rows"]
    assert [(row["facility"], row["estimate"], row["reason"]) for row in rows] == [
        ("99001", "10000000", "thiếu số liệu tháng 1/2025")
    ]


def test_a_word_of_a_dossier_is_no_formula_in_a_spreadsheet(care: Command) -> None:
    assert "'=Viên" in care("care", "drugs", "--format", "csv").out


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("diseases --period 2025-08-01..2025-08-10", "không gồm trọn các tháng"),
        ("diseases --level block", "chỉ nhận chapter, group, code"),
        ("notifiable --disease dengu", "không có bệnh “dengu”"),
        ("techniques", "--period"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(care: Command, asked: str, message: str) -> None:
    ended = care("care", *asked.split())
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert message in ended.err
