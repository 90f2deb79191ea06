"""Vietnamese words and ids of a scorecard, each rule as a small table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorecard.examples import binh_son

from soyte.measures.targets.model import Body, Status
from soyte.reports.linked.ids import fit, place_name, safe_id
from soyte.reports.scorecard import words
from soyte.reports.scorecard.figures import current_figures
from soyte.reports.scorecard.lines import plain
from soyte.reports.scorecard.summary import body_lines, headline


@pytest.mark.parametrize(
    ("value", "step", "status", "printed"),
    [
        ("1234.5", None, Status.FINAL, "1.234,5"),
        ("95", "0.1", Status.FINAL, "95,0"),
        ("95.25", "0.1", Status.FINAL, "95,25"),  # never rounded silently
        ("1E+3", None, Status.FINAL, "1.000"),
        ("-4.2", "0.1", Status.FINAL, "-4,2"),
        ("94.2", "0.1", Status.ESTIMATE, "ước 94,2"),
        ("94.2", "0.1", Status.PROVISIONAL, "sơ bộ 94,2"),
        (None, None, Status.ESTIMATE, "chưa báo cáo"),
        ("NaN", None, Status.FINAL, "chưa báo cáo"),
        ("0", None, Status.FINAL, "0"),
    ],
)
def test_numbers(value: str | None, step: str | None, status: Status, printed: str) -> None:
    number, size = (Decimal(text) if text is not None else None for text in (value, step))
    assert words.number_text(number, size, status) == printed


@pytest.mark.parametrize(
    ("unit", "tail"),
    [
        ("%", " điểm phần trăm"),
        ("‰", " điểm phần nghìn"),
        ("giường/10.000 dân", " giường/10.000 dân"),
        ("/100.000", "/100.000"),
        (None, ""),
    ],
)
def test_units_of_differences(unit: str | None, tail: str) -> None:
    assert words.difference_unit(unit) == tail


@pytest.mark.parametrize(("change", "verb"), [("0.1", "tăng"), ("-0.1", "giảm"), ("0.0", "không đổi")])
def test_verbs_of_change(change: str, verb: str) -> None:
    assert words.change_verb(Decimal(change)) == verb


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2025, 1, 6), "ngày 06 tháng 01 năm 2025"),
        (date(2025, 2, 28), "ngày 28 tháng 02 năm 2025"),
        (date(2025, 3, 9), "ngày 09 tháng 3 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_days_have_leading_zeros_as_the_decree_asks(day: date, written: str) -> None:
    assert words.official_date(day) == written


@pytest.mark.parametrize(
    ("place", "issued"),
    [
        ("tỉnh Bình Sơn", "Bình Sơn"),
        ("Thành phố Cửa Lớn", "Cửa Lớn"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Bình Sơn", "Bình Sơn"),
    ],
)
def test_places_of_issue(place: str, issued: str) -> None:
    assert words.place_of_issue(place) == issued


@pytest.mark.parametrize(
    ("body", "parent", "said"),
    [
        (Body.COUNCIL, "UBND tỉnh Bình Sơn", "HĐND tỉnh"),
        (Body.COUNCIL, "UBND THÀNH PHỐ CỬA LỚN", "HĐND thành phố"),
        (Body.PARTY, "UBND tỉnh Bình Sơn", "Tỉnh ủy"),
        (Body.PARTY, "UBND thành phố Cửa Lớn", "Thành ủy"),
        (Body.MINISTRY, "", "Bộ Y tế"),
        (Body.UNKNOWN, "", ""),
    ],
)
def test_bodies(body: Body, parent: str, said: str) -> None:
    assert words.body_text(body, parent) == said


def test_a_sentence_of_the_summary_says_whose_target_it_is() -> None:
    assert [plain(line) for line in body_lines(binh_son())] == [
        "Chỉ tiêu do Tỉnh ủy giao: 1 chỉ tiêu, không đạt.",
        "Chỉ tiêu do HĐND tỉnh giao: 5 chỉ tiêu, trong đó 1 cơ bản đạt, 1 chưa đủ số liệu, 2 đạt, 1 vượt.",
        "Chỉ tiêu do UBND tỉnh giao: 1 chỉ tiêu, không đạt.",
        "Chỉ tiêu do Bộ Y tế giao: 1 chỉ tiêu, đạt.",
        "Chỉ tiêu chưa rõ cơ quan giao: 1 chỉ tiêu, không so sánh được.",
    ]


def test_the_headline_of_nothing() -> None:
    assert headline(replace(binh_son(), sections=())) == "Chưa có chỉ tiêu giao nào để đánh giá"


class TestIds:
    @given(st.text(), st.sampled_from(["", "_nt", "_ct_0a1b2c", "_ct_0a1b2c_den"]), st.integers(1, 9))
    def test_they_can_be_names_of_bookmarks(self, text: str, suffix: str, occurrence: int) -> None:
        name = place_name(fit(safe_id(text), suffix), occurrence)
        assert len(name) <= 40
        assert name.isascii()
        assert name[0].isalpha()
        assert name.replace("_", "").isalnum()

    @given(st.lists(st.text(), unique=True, max_size=20))
    def test_different_texts_have_different_ids(self, texts: list[str]) -> None:
        assert len({safe_id(text).casefold() for text in texts}) >= len({text.casefold() for text in texts})

    def test_the_ids_of_a_scorecard_do_not_depend_on_the_order_of_targets(self) -> None:
        card = binh_son()
        first = card.sections[0]
        row = first.rows[0]
        turned = replace(first, rows=(replace(row, judgements=row.judgements[::-1]),))
        assert set(current_figures(replace(card, sections=(turned, *card.sections[1:])))) == set(current_figures(card))
