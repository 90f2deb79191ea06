"""What a department's own report states becomes its results and targets, judged; people explain, choose and correct."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from handed_in import hand_in, write

from soyte.ledger.errors import LedgerError
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger
from soyte.measures import trace
from soyte.measures.targets.correcting import correct_statement
from soyte.measures.targets.judging import ACCEPTANCE, EXPLANATION, Measured, judged, subject_of, timeless
from soyte.measures.targets.model import Body, Mark, Status
from soyte.measures.targets.words import mark_words, result_words, target_words

PLACE = "19"
REPORT = """\
SỞ Y TẾ TỈNH THÁI NGUYÊN
BÁO CÁO
Kết quả công tác y tế năm 2025

- Tỷ lệ người dân tham gia bảo hiểm y tế: ước đạt 95,5% (HĐND tỉnh giao năm 2025: 95,25%).
- Tỷ lệ suy dinh dưỡng trẻ em dưới 5 tuổi thể thấp còi: 11,4%, đạt chỉ tiêu đề ra (chỉ tiêu năm 2025 < 12%).
- Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 92,2%, chưa đạt kế hoạch giao (kế hoạch: 95%).
"""
OTHER = REPORT.replace("ước đạt 95,5%", "đạt 94,1%").split("- Tỷ lệ suy")[0]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "home", place=PLACE)
    hand_in(ledger, write(tmp_path / "bao-cao-nam.txt", REPORT), sender="Sở Y tế")
    return ledger


def of(ledger: Ledger, indicator: str, year: int = 2025, **asked: int) -> Measured:
    return next(one for one in judged(ledger, PLACE, year, **asked) if one.indicator == indicator)


@pytest.mark.parametrize(
    ("indicator", "result", "target", "mark"),
    [
        ("bhyt_coverage_rate", "ước 95,5%", "95,25%", "vượt (tạm tính)"),
        ("stunting_u5_rate", "11,4%", "dưới 12%", "đạt"),
        ("fully_immunized_under1_rate", "92,2%", "95%", "không đạt"),
    ],
)
def test_a_report_is_judged_by_its_own_figures(
    ledger: Ledger, indicator: str, result: str, target: str, mark: str
) -> None:
    measured = of(ledger, indicator)
    (judgement,) = measured.judgements
    assert (result_words(measured.result), target_words(judgement.target), mark_words(judgement)) == (
        result,
        target,
        mark,
    )


def test_whose_target_it_is_is_read_from_the_words_around_it(ledger: Ledger) -> None:
    assert of(ledger, "bhyt_coverage_rate").judgements[0].target.body is Body.COUNCIL
    assert of(ledger, "stunting_u5_rate").judgements[0].target.body is Body.UNKNOWN


def test_an_estimate_stays_one(ledger: Ledger) -> None:
    result = of(ledger, "bhyt_coverage_rate").result
    assert result is not None
    assert result.status is Status.ESTIMATE


def test_where_words_and_arithmetic_disagree_the_reader_is_told(ledger: Ledger, tmp_path: Path) -> None:
    boasting = REPORT.replace("92,2%, chưa đạt kế hoạch giao", "92,2%, vượt kế hoạch giao")
    hand_in(ledger, write(tmp_path / "khoe.txt", boasting))
    notes = [note for j in of(ledger, "fully_immunized_under1_rate").judgements for note in j.notes]
    assert any("vượt" in note and "không đạt" in note for note in notes) or notes == []
    first = ledger.state().find("1")
    ledger.withdraw(first.submission_id, actor="người thử", reason="bản cũ")
    (judgement,) = of(ledger, "fully_immunized_under1_rate").judgements
    assert judgement.notes == ("báo cáo tự ghi “vượt” nhưng tính ra không đạt",)


def test_two_owners_values_stand_side_by_side_until_one_is_accepted_with_a_reason(
    ledger: Ledger, tmp_path: Path
) -> None:
    hand_in(ledger, write(tmp_path / "bao-cao-bhxh.txt", OTHER), sender="BHXH tỉnh")
    open_question = of(ledger, "bhyt_coverage_rate")
    assert ([other.value for other in open_question.others], open_question.notes) == (
        [Decimal("94.1")],
        ("có số liệu khác nhau, chưa chốt",),
    )
    (other,) = open_question.others
    body = {"figure": other.source.figure, "reason": "BHXH là chủ số liệu"}
    record(ledger, ACCEPTANCE, subject_of("bhyt_coverage_rate", PLACE, 2025), body, actor="người thử", channel="cli")
    settled = of(ledger, "bhyt_coverage_rate")
    assert settled.result is not None
    assert settled.result.value == Decimal("94.1")
    assert [other.value for other in settled.others] == [Decimal("95.5")]
    assert "BHXH là chủ số liệu" in settled.notes[0]


def test_before_the_decision_the_answer_was_open(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, write(tmp_path / "bao-cao-bhxh.txt", OTHER))
    before = ledger.state().head
    body = {"figure": "stated:2/1", "reason": "x"}
    record(ledger, ACCEPTANCE, subject_of("bhyt_coverage_rate", PLACE, 2025), body, actor="người thử", channel="cli")
    assert of(ledger, "bhyt_coverage_rate", as_of=before).notes == ("có số liệu khác nhau, chưa chốt",)


def test_a_miss_carries_its_explanation(ledger: Ledger) -> None:
    subject = subject_of("fully_immunized_under1_rate", PLACE, 2025)
    body = {"text": "thiếu vắc xin", "cause": "objective", "owner": "CDC tỉnh", "deadline": "2026-03-31"}
    record(ledger, EXPLANATION, subject, body, actor="người thử", channel="cli")
    (judgement,) = of(ledger, "fully_immunized_under1_rate").judgements
    explained = judgement.explanation
    assert explained is not None
    assert (explained.text, explained.cause, explained.owner) == ("thiếu vắc xin", "objective", "CDC tỉnh")


def test_a_correction_stands_beside_the_reading(ledger: Ledger) -> None:
    before = ledger.state().head
    address = of(ledger, "fully_immunized_under1_rate").judgements[0].result
    assert address is not None
    assert address.source.figure is not None
    correct_statement(
        ledger, address.source.figure, "value", "95,2", reason="đọc nhầm", actor="người thử", channel="cli"
    )
    now, then = (of(ledger, "fully_immunized_under1_rate", **asked).judgements[0] for asked in ({}, {"as_of": before}))
    assert (now.mark, then.mark) == (Mark.EXCEEDED, Mark.MISSED)


@pytest.mark.parametrize(
    ("statement", "field", "value", "words"),
    [
        ("một", "value", "1", "stated:3/12"),
        ("stated:1/99", "value", "1", "không có số liệu nào mang số 99"),
        ("stated:9/1", "value", "1", "soyte submissions"),
        ("stated:1/1", "colour", "1", "indicator, place, period"),
        ("stated:1/1", "value", "nhiều", "1.234,5"),
        ("stated:1/1", "period", "bao giờ", "T3/2024"),
    ],
)
def test_a_correction_that_cannot_be_is_answered_with_what_could(
    ledger: Ledger, statement: str, field: str, value: str, words: str
) -> None:
    with pytest.raises(LedgerError, match=words):
        correct_statement(ledger, statement, field, value, reason="x", actor="x", channel="cli")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("dengue_cases@19/2025?dataset=a&as_of=7", "dengue_cases@19/2025?dataset=a"),
        ("dengue_cases@19/2025?as_of=7&statement=s1-3", "dengue_cases@19/2025?statement=s1-3"),
        ("dengue_cases@19/2025?as_of=12", "dengue_cases@19/2025"),
        ("stated:3/1", "stated:3/1"),
    ],
)
def test_an_accepted_figure_is_found_again_whenever_it_is_asked(address: str, expected: str) -> None:
    assert timeless(address) == expected


def test_last_year_s_value_of_a_merged_province_is_kept_and_the_break_is_told(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "home")
    report = (
        "SỞ Y TẾ TỈNH QUẢNG TRỊ\nBÁO CÁO\nKết quả công tác y tế năm 2025\n\n"
        "- Tỷ lệ người dân tham gia bảo hiểm y tế năm 2025 đạt 94,5%, tăng 0,5 điểm % so với năm 2024 (94,0%).\n"
    )
    hand_in(ledger, write(tmp_path / "bao-cao.txt", report))
    (measured,) = (one for one in judged(ledger, "44", 2025) if one.indicator == "bhyt_coverage_rate")
    assert measured.previous is not None
    assert measured.previous.value == Decimal("94.0")
    assert any("địa giới thay đổi" in note for note in measured.notes)


def test_the_address_that_a_scorecard_gives_leads_back_to_the_statement(ledger: Ledger) -> None:
    result = of(ledger, "bhyt_coverage_rate").result
    assert result is not None
    assert result.source.figure is not None
    correct_statement(ledger, result.source.figure, "value", "95,6", reason="x", actor="x", channel="cli")
    found = trace(ledger, result.source.figure)
    assert (found.figure.value, found.adds_up) == (Decimal("95.6"), True)
    assert "Cách đọc đã được người dùng sửa (value)" in found.figure.notes
