"""Separators, readings, missing units, and densities over two bases."""

from __future__ import annotations

from document_examples import claim, figure, judged, reading

from soyte.checks.document.number_style import judge_number_style
from soyte.checks.document.units import judge_missing_units, judge_unit_consistency
from soyte.statements import ClaimKind, Qualifier, Role


def test_a_number_with_two_readings_is_shown_with_both_and_with_the_other_style() -> None:
    text = "Giải ngân 187.859 triệu đồng.\nXử phạt 762,655 triệu đồng; truy thu 191,162 triệu đồng."
    money = [
        figure("187.859 triệu đồng", unit="triệu đồng"),
        figure("762,655 triệu đồng", unit="triệu đồng", readings=("762.655", "762655")),
        figure("191,162 triệu đồng", unit="triệu đồng", readings=("191.162", "191162")),
    ]
    (finding,) = judged(judge_number_style, reading(text, *money))
    assert (finding.quote, finding.statements) == ("762,655 triệu đồng", (0, 1, 2))
    assert "762,655 triệu đồng hoặc 762.655 triệu đồng, trong khi nơi khác viết 187.859 triệu đồng" in finding.message
    assert "Tương tự: 191,162 triệu đồng" in finding.message


def test_decimal_points_among_decimal_commas_are_one_note() -> None:
    text = "Đạt 92,5%; 88,1%; tăng 6.4%; còn 3.2%."
    found = reading(
        text,
        figure("92,5%", unit="%"),
        figure("88,1%", unit="%"),
        figure("6.4%", "6.4", "%", written="6.4"),
        figure("3.2%", "3.2", "%", written="3.2"),
    )
    (finding,) = judged(judge_number_style, found)
    assert finding.statements == (2, 3)
    assert (
        "2 số dùng dấu chấm cho phần thập phân (6.4% và 3.2%), trong khi 2 số dùng dấu phẩy (ví dụ 92,5%)"
        in finding.message
    )


def test_thousands_commas_among_thousands_points_are_one_note() -> None:
    text = "Khám 1,248,300 lượt, điều trị 86.450 lượt."
    found = reading(
        text, figure("1,248,300 lượt", "1248300", "lượt", written="1,248,300"), figure("86.450 lượt", unit="lượt")
    )
    (finding,) = judged(judge_number_style, found)
    assert (finding.quote, finding.statements) == ("1,248,300 lượt", (0,))


def test_one_style_throughout_is_no_matter() -> None:
    text = "Khám 1.248.300 lượt, tăng 6,4%; chi 12.345,6 triệu đồng."
    found = reading(
        text,
        figure("1.248.300 lượt", unit="lượt"),
        figure("6,4%", unit="%"),
        figure("12.345,6 triệu đồng", unit="triệu đồng"),
    )
    assert judged(judge_number_style, found) == []


def test_a_count_has_no_fraction_but_an_average_may() -> None:
    text = "Có 12,5 người bệnh nặng.\nBình quân 30,6 ca mỗi ngày."
    found = reading(text, figure("12,5 người", unit="người"), figure("30,6 ca", unit="ca"))
    (finding,) = judged(judge_number_style, found)
    assert finding.statements == (0,)
    assert "không thể có phần lẻ" in finding.message


INCIDENCE = "food_poisoning_incidence_100k"


def test_a_rate_without_a_unit_is_asked_for_one() -> None:
    text = "- Tỷ lệ mắc ngộ độc thực phẩm cấp tính: < 7"
    bare = figure("7", indicator=INCIDENCE, role=Role.TARGET, qualifier=Qualifier.UNDER)
    (finding,) = judged(judge_missing_units, reading(text, bare))
    assert (finding.kind, finding.claimed, finding.recomputed) == ("unit_missing", "dưới 7", "")
    assert "người/100.000 dân" in finding.message


def test_counts_and_figures_with_their_unit_in_the_label_need_none() -> None:
    text = "- Số trẻ sinh ra: 2.462\n- Tỷ lệ mắc (%): 7\n- Tỷ lệ tiêm chủng từ 90 đến 95%"
    found = reading(
        text,
        figure("2.462", indicator="births_total"),
        figure("7", indicator=INCIDENCE),
        figure("90", indicator="fully_immunized_under1_rate"),
    )
    assert judged(judge_missing_units, found) == []


def test_many_bare_rates_are_one_note() -> None:
    text = "\n".join(f"- Tỷ lệ tiêm chủng đầy đủ lần {n}: 9{n}" for n in range(4))
    found = reading(text, *(figure(f"9{n}", indicator="fully_immunized_under1_rate") for n in range(4)))
    (finding,) = judged(judge_missing_units, found)
    assert finding.message.startswith("4 tỷ lệ không có đơn vị")


def test_one_density_over_two_bases() -> None:
    text = "Đạt 33 giường/10.000 dân.\nTuyến tỉnh 3,3 giường/1.000 dân."
    found = reading(
        text,
        figure("33 giường/10.000 dân", "33", "giường/10.000 dân", "beds_per_10000", written="33"),
        figure("3,3 giường/1.000 dân", "3.3", "giường/1.000 dân", written="3,3"),
    )
    (finding,) = judged(judge_unit_consistency, found)
    assert (finding.kind, finding.verdict) == ("unit_consistency", "ambiguous")
    assert "hai mẫu số khác nhau" in finding.message


def test_an_indicator_in_per_cent_and_as_a_density_but_not_when_a_target_claim_says_so() -> None:
    text = "Đạt 83,6%.\nMục tiêu 9,4 bác sĩ/10.000 dân."
    figures = (
        figure("83,6%", unit="%", indicator="stations_with_doctor_rate"),
        figure(
            "9,4 bác sĩ/10.000 dân",
            "9.4",
            "bác sĩ/10.000 dân",
            "stations_with_doctor_rate",
            role=Role.TARGET,
            written="9,4",
        ),
    )
    (finding,) = judged(judge_unit_consistency, reading(text, *figures))
    assert "không so sánh được" in finding.message
    pair = claim(ClaimKind.TARGET_ATTAINMENT, text, text, "missed", actual=0, target=1)
    assert judged(judge_unit_consistency, reading(text, *figures, claims=(pair,))) == []
