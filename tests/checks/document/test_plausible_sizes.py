"""Figures outside what a province can have, shares above 100 %, and what pairs of figures imply."""

from __future__ import annotations

import pytest
from document_examples import claim, figure, judged, reading

from soyte.checks.document.implied import judge_implied
from soyte.checks.document.plausibility import judge_plausibility
from soyte.checks.document.small_base import judge_small_base
from soyte.statements import ClaimKind, Finding, Role


def beds(quote: str, value: str, place: str = "Bình Sơn") -> list[Finding]:
    unit = "giường/10.000 dân"
    stated = figure(quote, value, unit, "beds_per_10000", written=value, place=place)
    return judged(judge_plausibility, reading(f"Tỷ lệ giường bệnh đạt {quote}.", stated))


def test_inside_the_band_nothing_is_said() -> None:
    assert beds("32,5 giường/10.000 dân", "32.5") == []


def test_outside_the_band_the_likely_slip_is_named() -> None:
    (finding,) = beds("325 giường/10.000 dân", "325")
    assert (finding.kind, finding.verdict, finding.recomputed) == ("plausibility", "ambiguous", "")
    assert "15–110" in finding.message
    assert "gấp khoảng 10 lần" in finding.message
    (finding,) = beds("3,25 giường/10.000 dân", "3.25")
    assert "chỉ bằng khoảng 1/10" in finding.message


def test_the_band_of_a_province_does_not_bind_a_district() -> None:
    assert beds("325 giường/10.000 dân", "325", place="huyện Lộc Hà") == []


def test_a_step_is_no_level() -> None:
    text = "- Giảm tỷ suất sinh thô 0,1‰"
    step = figure("0,1‰", unit="‰", indicator="crude_birth_rate", role=Role.TARGET)
    assert judged(judge_plausibility, reading(text, step)) == []


def test_a_count_is_held_against_its_band_only_as_a_whole_year_of_the_whole_province() -> None:
    text = "Tổng số lượt khám: 12.000 lượt.\nKhám tại chỗ 11.000 lượt."
    year = figure("12.000 lượt", unit="lượt", indicator="visits_total")
    month = figure("12.000 lượt", unit="lượt", indicator="visits_total", period="2024-05")
    part = figure("11.000 lượt", unit="lượt", indicator="visits_total")
    assert len(judged(judge_plausibility, reading(text, year))) == 1
    assert judged(judge_plausibility, reading(text, month)) == []
    assert judged(judge_plausibility, reading(text, part)) == []


SHARES = {
    "Tỷ lệ hộ dùng nước sạch đạt 104,2%.": True,
    "Khám 12.000 lượt, đạt 104,2% kế hoạch.": False,
    "Số thu tăng 104,2% so với cùng kỳ.": False,
    "Công suất sử dụng giường bệnh 104,2%.": False,
    "Chi 5 tỷ đồng, bằng 104,2% dự toán.": False,
}


@pytest.mark.parametrize(("text", "doubtful"), SHARES.items(), ids=SHARES)
def test_a_share_above_all_is_doubted_unless_the_words_speak_of_a_plan_or_of_growth(text: str, doubtful: bool) -> None:
    assert bool(judged(judge_plausibility, reading(text, figure("104,2%", unit="%")))) is doubtful


HOUSEHOLDS = {
    "Có 32.972 hộ và trên 56.500 người bị ảnh hưởng.": "1,71 người/hộ",
    "Có 10.000 hộ với 36.000 người.": None,
    "Có 10.000 hộ, trong đó 900 người cao tuổi.": None,
    "Có 5 hộ, 3 người.": None,
}


@pytest.mark.parametrize(("text", "average"), HOUSEHOLDS.items(), ids=HOUSEHOLDS)
def test_people_in_a_household(text: str, average: str | None) -> None:
    words = text.replace(",", " ").replace(".", ".").split()
    homes = next(f"{words[i - 1]} hộ" for i, w in enumerate(words) if w.startswith("hộ"))
    people = next(f"{words[i - 1]} người" for i, w in enumerate(words) if w.startswith("người"))
    found = judged(judge_implied, reading(text, figure(homes, unit="hộ"), figure(people, unit="người")))
    assert [f.recomputed for f in found] == ([average] if average else [])


def test_two_densities_that_imply_two_populations() -> None:
    text = "Có 4.000 giường, 40 giường/10.000 dân.\nCó 1.500 bác sĩ, 10 bác sĩ/10.000 dân."
    found = reading(
        text,
        figure("4.000 giường", unit="giường", indicator="beds_total"),
        figure("40 giường/10.000 dân", "40", "giường/10.000 dân", "beds_per_10000", written="40"),
        figure("1.500 bác sĩ", unit="người", indicator="doctors_total"),
        figure("10 bác sĩ/10.000 dân", "10", "bác sĩ/10.000 dân", "doctors_per_10000", written="10"),
    )
    (finding,) = judged(judge_implied, found)
    assert "1.000.000 dân" in finding.message
    assert "1.500.000 dân" in finding.message


def test_the_cost_of_a_visit_shows_a_wrong_unit_of_money() -> None:
    text = "Tổng 100.000 lượt, chi 97 triệu đồng."
    visits = figure("100.000 lượt", unit="lượt", indicator="bhyt_visits_total")
    cost = figure("97 triệu đồng", unit="triệu đồng", indicator="bhyt_cost_total")
    (finding,) = judged(judge_implied, reading(text, visits, cost))
    assert "970 đồng/lượt" in finding.message
    fine = figure("97 triệu đồng", unit="tỷ đồng", indicator="bhyt_cost_total")
    assert judged(judge_implied, reading(text, visits, fine)) == []


BASES = {
    "Trong số 12 mẫu, 37% không đạt.": True,
    "Trong số 12 mẫu, 42% không đạt.": False,  # 5/12 = 41,67
    "Trong số 12 mẫu, 41% không đạt.": False,  # truncated
    "Kiểm tra 12 mẫu, trong đó 37% không đạt.": True,
    "Có 37% của 12 mẫu không đạt.": True,
    "12 mẫu này chiếm 37% số mẫu của năm.": False,  # a share of something else
    "Lấy 12 mẫu, tăng 37% so với năm trước.": False,
    "Trong số 120 mẫu, 37% không đạt.": False,  # any whole percentage is possible
}


@pytest.mark.parametrize(("text", "impossible"), BASES.items(), ids=BASES)
def test_percentages_that_no_count_gives(text: str, impossible: bool) -> None:
    number = "120 mẫu" if "120" in text else "12 mẫu"
    share = next(quote for quote in ("37%", "41%", "42%") if quote in text)
    pair = sorted((figure(number, unit="mẫu"), figure(share, unit="%")), key=lambda s: text.index(s.quote))
    findings = judged(judge_small_base, reading(text, *pair))
    assert bool(findings) is impossible
    assert all(f.kind == "impossible_percentage" for f in findings)


def test_the_nearest_possible_percentages_are_given() -> None:
    text = "Trong số 12 mẫu, 37% không đạt."
    found = reading(text, figure("12 mẫu", unit="mẫu"), figure("37%", unit="%"))
    (finding,) = judged(judge_small_base, found)
    assert "4/12 = 33,33% và 5/12 = 41,67%" in finding.message
    ratio = claim(ClaimKind.RATIO, text, text, "tỷ lệ", denominator=0, share=1)
    assert judged(judge_small_base, reading(text, *found.statements, claims=(ratio,))) == []
