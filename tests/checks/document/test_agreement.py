"""One quantity in several places, extremes, cut-off dates, estimates, targets of next year and counts of targets."""

from __future__ import annotations

from document_examples import claim, figure, judged, reading

from soyte.checks.document.ambition import judge_ambition
from soyte.checks.document.cutoffs import judge_cutoffs
from soyte.checks.document.duplicates import judge_duplicates
from soyte.checks.document.estimates import judge_estimates
from soyte.checks.document.extremes import judge_extremes
from soyte.checks.document.targets import judge_met_targets
from soyte.statements import ClaimKind, Finding, Qualifier, Role, Statement

COVERAGE = "bhyt_coverage_rate"


def coverage(quote: str, **kwargs: object) -> Statement:
    return figure(quote, unit="%", indicator=COVERAGE, **kwargs)  # type: ignore[arg-type]


def agreement(text: str, *figures: Statement) -> list[Finding]:
    return judged(judge_duplicates, reading(text, *figures))


def test_one_value_in_two_places_holds() -> None:
    text = "I. Kết quả\n1. Bao phủ bảo hiểm y tế đạt 93,4%.\nII. Đánh giá\n1. Bao phủ bảo hiểm y tế 93,4%."
    (finding,) = agreement(text, coverage("93,4%"), coverage("93,4%"))
    assert (finding.kind, finding.verdict) == ("duplicate_conflict", "ok")
    assert finding.message == "Hai chỗ nêu cùng một số: 93,4% (mục I.1) và 93,4% (mục II.1)."


def test_a_rounded_headline_holds() -> None:
    text = "Gần 1,3 triệu lượt khám bệnh\n1. Đã khám bệnh cho 1.248.300 lượt người."
    head = figure("1,3 triệu lượt", "1300000", "lượt", "visits_total", qualifier=Qualifier.APPROX, written="1,3")
    body = figure("1.248.300 lượt", unit="lượt", indicator="visits_total")
    (finding,) = agreement(text, head, body)
    assert finding.verdict == "ok"
    assert "làm tròn" in finding.message


def test_two_values_for_one_quantity_are_doubted_never_condemned() -> None:
    text = "I. Kết quả\n1. Tỷ lệ bao phủ bảo hiểm y tế đạt 93,4%.\nII. Đánh giá\n1. Tỷ lệ bao phủ bảo hiểm y tế 92,1%."
    (finding,) = agreement(text, coverage("93,4%"), coverage("92,1%"))
    assert finding.verdict == "ambiguous"
    assert "chênh 1,3 điểm phần trăm" in finding.message
    assert "93,4% (mục I.1) và 92,1% (mục II.1)" in finding.message


def test_other_places_times_roles_and_scopes_are_other_quantities() -> None:
    text = "1. Tỷ lệ bao phủ bảo hiểm y tế đạt 93,4%.\n2. Tỷ lệ bao phủ bảo hiểm y tế khu vực nông thôn 92,1%."
    assert agreement(text, coverage("93,4%"), coverage("92,1%", place="cả nước")) == []
    assert agreement(text, coverage("93,4%"), coverage("92,1%", period="2023")) == []
    assert agreement(text, coverage("93,4%"), coverage("92,1%", role=Role.TARGET)) == []
    assert agreement(text, coverage("93,4%"), coverage("92,1%")) == []  # rural


def test_items_of_one_list_are_other_quantities() -> None:
    text = "Tỷ lệ bao phủ bảo hiểm y tế:\n- Nơi A đạt 93,4%\n- Nơi B đạt 92,1%"
    assert agreement(text, coverage("93,4%"), coverage("92,1%")) == []


def test_two_rates_with_nearly_one_name_are_named_apart() -> None:
    text = "Gửi đúng thời gian đạt 97,4% tổng số hồ sơ.\nChuyển đúng ngày 94%."
    one = figure("97,4%", unit="%", indicator="bhyt_data_ontime_rate")
    two = figure("94%", unit="%", indicator="bhyt_claims_same_day_rate", role=Role.SHARE)
    (finding,) = agreement(text, one, two)
    assert (finding.quote, finding.statements, finding.verdict) == (
        "97,4% tổng số hồ sơ.\nChuyển đúng ngày 94%",
        (0, 1),
        "ambiguous",
    )


def sex_ratio(quote: str, place: str | None = "Bình Sơn") -> Statement:
    return figure(quote, unit="trẻ trai/100 trẻ gái", indicator="sex_ratio_at_birth", place=place)


def test_a_whole_lies_between_its_lowest_and_its_highest_part() -> None:
    text = "Tỷ số giới tính khi sinh {}.\nTỷ số cao nhất ở huyện A (118,3), thấp nhất ở huyện B (112,4)."
    parts = (sex_ratio("118,3", "huyện A"), sex_ratio("112,4", "huyện B"))
    (finding,) = judged(judge_extremes, reading(text.format("111,7"), sex_ratio("111,7"), *parts))
    assert (finding.verdict, finding.recomputed) == ("wrong", "112,4–118,3")
    (finding,) = judged(judge_extremes, reading(text.format("114,0"), sex_ratio("114,0"), *parts))
    assert finding.verdict == "ok"


def test_cut_off_dates_that_differ_inside_one_section_are_one_note() -> None:
    text = "I. Kết quả\n1. Tiêm chủng 92,2%\n2. Tra cứu 89,8%\nII. Khác\n1. Khám 88,1%"
    figures = (
        figure("92,2%", unit="%", as_of="2024-11-30"),
        figure("89,8%", unit="%", period="2024-01-01/2024-12-17"),
        figure("88,1%", unit="%", as_of="2024-12-23"),
    )
    (finding,) = judged(judge_cutoffs, reading(text, *figures))
    assert (finding.kind, finding.claimed) == ("as_of_mixed", "30/11/2024, 17/12/2024")
    assert finding.message.startswith("Mục I có số liệu chốt ở 2 thời điểm khác nhau: 30/11/2024 (1 số, mục I.1)")


def test_estimates_are_listed_when_the_year_is_over_or_nearly_so() -> None:
    text = "Báo cáo ngày {}\n1. Bao phủ ước đạt 93,4%"
    estimated = coverage("93,4%", estimate=True, qualifier=Qualifier.APPROX)
    (finding,) = judged(judge_estimates, reading(text.format("05/01/2025"), estimated))
    assert (finding.kind, finding.statements) == ("estimate", (0,))
    assert "Năm 2024 đã kết thúc (văn bản có ngày 05/01/2025)" in finding.message
    (finding,) = judged(judge_estimates, reading(text.format("20/12/2024"), estimated))
    assert "sắp kết thúc" in finding.message
    assert judged(judge_estimates, reading(text.format("05/10/2024"), estimated)) == []


def test_targets_of_next_year_that_are_no_better_and_those_that_jump() -> None:
    text = "Thấp còi 11,9%; xã đạt 72%; bao phủ 95%\nMục tiêu: thấp còi 12,0%; xã đạt 95%; bao phủ 95,25%"
    names = ("stunting_u5_rate", "communes_meeting_criteria_rate", COVERAGE)
    now = [figure(q, unit="%", indicator=n) for q, n in zip(("11,9%", "72%", "95%"), names, strict=True)]
    ahead = [
        figure(q, unit="%", indicator=n, role=Role.TARGET, period="2025")
        for q, n in zip(("12,0%", "95%", "95,25%"), names, strict=True)
    ]
    idle, jump = judged(judge_ambition, reading(text, *now, *ahead))
    assert (idle.kind, idle.quote, idle.statements) == ("target_ambition", "12,0%", (0, 3))
    assert "tăng 23 điểm phần trăm" in jump.message
    assert jump.statements == (1, 4)


def test_parts_of_a_target_are_added_before_they_are_compared() -> None:
    text = "Giường bệnh 51,3\nMục tiêu: công 46,0; tư 5,3"
    unit = "giường/10.000 dân"
    found = reading(
        text,
        figure("51,3", unit=unit, indicator="beds_per_10000"),
        figure("46,0", unit=unit, indicator="beds_public_per_10000", role=Role.TARGET, period="2025"),
        figure("5,3", unit=unit, indicator="beds_private_per_10000", role=Role.TARGET, period="2025"),
    )
    (finding,) = judged(judge_ambition, found)
    assert "46,0 + 5,3 = 51,3, năm nay 51,3 giường/10.000 dân (bằng nhau)" in finding.message


def test_the_number_of_targets_met_is_held_against_the_list_when_the_list_is_whole() -> None:
    text = "Giao 2 chỉ tiêu, 2 chỉ tiêu đạt.\nBao phủ 93,4% (chỉ tiêu 93%).\nThấp còi 17,4% (chỉ tiêu 17%)."
    figures = (
        figure("2 chỉ tiêu", unit="chỉ tiêu", indicator="targets_assigned_total"),
        figure("2 chỉ tiêu", unit="chỉ tiêu", indicator="targets_met_total"),
        coverage("93,4%"),
        coverage("93%", role=Role.TARGET),
        figure("17,4%", unit="%", indicator="stunting_u5_rate"),
        figure("17%", unit="%", indicator="stunting_u5_rate", role=Role.TARGET),
    )
    first = claim(ClaimKind.TARGET_ATTAINMENT, text, "93,4% (chỉ tiêu 93%", "attained", actual=2, target=3)
    second = claim(ClaimKind.TARGET_ATTAINMENT, text, "17,4% (chỉ tiêu 17%", "attained", actual=4, target=5)
    (finding,) = judged(judge_met_targets, reading(text, *figures, claims=(first, second)))
    assert (finding.kind, finding.verdict, finding.recomputed) == ("count", "ambiguous", "1")
    assert judged(judge_met_targets, reading(text, *figures, claims=(first,))) == []
