"""Which words go with which figure of a line."""

from __future__ import annotations

import pytest

from soyte.catalogue import clauses


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Năm 2024, đến ngày 20/12/2024 có 173 ca", ["173"]),
        ("khám thai từ 4 lần trở lên đạt 61,7%", ["61,7"]),
        ("bOPV3 đạt 63%, trẻ dưới 5 tuổi 12 ca", ["63", "12"]),
        ("của 03 dự án là 187.859 triệu đồng trên tổng số 205.000", ["187.859", "205.000"]),
        ("15,4 bác sĩ/10.000 dân; 112,5 trẻ trai/100 trẻ gái", ["15,4", "112,5"]),
        ("Cộng dồn 2.318/0, bão số 3, Quyết định số 99/QĐ-TTg", ["2.318", "0"]),
        ("02 vụ từ 30 người mắc trở lên", ["02"]),
        ("COVID-19: 5/0; Dại: 0/0", ["5", "0", "0", "0"]),
    ],
)
def test_dates_definitions_and_names_are_no_figures(line: str, figures: list[str]) -> None:
    assert [line[start:end] for start, end in clauses.figures_of(line)] == figures


@pytest.mark.parametrize("words", ["Kết quả năm 2024 ước đạt ", "", "lũy kế từ đầu năm đến nay là ", "; tỷ lệ đạt "])
def test_some_words_only_introduce(words: str) -> None:
    assert clauses.says_nothing(words)


def test_words_that_name_something_say_something() -> None:
    assert not clauses.says_nothing("Số giường bệnh: ")


def test_the_words_behind_a_figure_are_its_own_up_to_a_break() -> None:
    before = " ca sởi, "
    assert before[clauses.own_words(before, before) :].strip() == ""
    before = " thủ tục hành chính cấp tỉnh và "
    assert before[clauses.own_words(before, " cấp tỉnh và ") :].strip() == ""
    before = " chỉ tiêu đạt và vượt, trong đó "
    assert before[clauses.own_words(before, before) :].strip() == "trong đó"


def test_what_is_denied_before_is_not_what_the_figure_counts() -> None:
    before = "Không có vụ ngộ độc lớn, tuy vậy còn xảy ra "
    assert before[clauses.denied_words(before) :].strip() == "tuy vậy còn xảy ra"


def test_words_up_to_the_next_figure_belong_to_it() -> None:
    behind = " ở thành thị và khu vực nông thôn là "
    limit, _ = clauses.end_of_own(behind, behind, opens=False)
    assert behind[:limit] == " ở thành thị"


def test_a_comma_inside_a_name_does_not_part_it() -> None:
    assert clauses.parted_at("khám bệnh, chữa bệnh; hành nghề y, dược") == [20]


def test_a_heading_of_three_topics_is_a_list() -> None:
    assert clauses.topics("HIV/AIDS, lao và sốt rét") == 3
    assert clauses.topics("Khám bệnh, chữa bệnh") == 1


def test_a_fraction_ends_behind_its_denominator() -> None:
    line = "Có 100% (222/222) cơ sở"
    assert line[clauses.past_fraction(line, 3) :] == " cơ sở"
