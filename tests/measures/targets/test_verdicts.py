"""The verdict on a target: by operator, direction, unit, precision and status."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.catalogue import load_catalogue
from soyte.catalogue.verdict_rules import VerdictRule
from soyte.measures.targets.judge import distance, holds, judge
from soyte.measures.targets.model import Mark, Operator, Result, Status, Target
from soyte.measures.targets.notes import notes_on_target
from soyte.periods import year

CATALOGUE = load_catalogue()
MORE = "bhyt_coverage_rate"  # %, more is better
LESS = "stunting_u5_rate"  # %, less is better
COUNTED = "births_total"  # no direction
RULE = VerdictRule(
    valid_from=date(2000, 1, 1),
    nearly_met=Decimal("0.98"),
    jump=Decimal("0.25"),
    legal_source="thử",
    certainty="uncertain",
)
NEVER_NEARLY = RULE.model_copy(update={"nearly_met": Decimal(1)})


def target(
    text: str, indicator: str = MORE, *, unit: str | None = "%", limit: bool = False, strict: bool = False
) -> Target:
    """`>= 95`, `<= 12`, `= 4`, `20..30`."""
    if ".." in text:
        low, high = map(Decimal, text.split(".."))
        operator = Operator.BETWEEN
    else:
        sign, number = text.split()
        operator, low, high = Operator(sign), Decimal(number), None
    return Target("t", indicator, operator, low, unit, year(2025), "19", high=high, limit=limit, strict=strict)


def result(
    value: str | None,
    indicator: str = MORE,
    *,
    unit: str | None = "%",
    status: Status = Status.FINAL,
    step: str = "0.01",
) -> Result:
    return Result(
        indicator, None if value is None else Decimal(value), unit, year(2025), "19", status=status, step=Decimal(step)
    )


def mark(asked: Target, got: Result | None, rule: VerdictRule = RULE) -> Mark:
    return judge(asked, got, CATALOGUE.indicator(asked.indicator), rule).mark


@pytest.mark.parametrize(
    ("asked", "got", "expected"),
    [
        (">= 95", "95.01", Mark.EXCEEDED),
        (">= 95", "95", Mark.MET),
        (">= 95", "94.99", Mark.NEARLY_MET),
        (">= 95", "93.1", Mark.NEARLY_MET),
        (">= 95", "93.0", Mark.MISSED),
        ("90..95", "90", Mark.MET),
        ("90..95", "95", Mark.MET),
        ("90..95", "95.1", Mark.MISSED),
    ],
)
def test_where_more_is_better(asked: str, got: str, expected: Mark) -> None:
    assert mark(target(asked), result(got)) is expected


@pytest.mark.parametrize(
    ("asked", "got", "expected"),
    [
        ("<= 12", "11.9", Mark.EXCEEDED),
        ("<= 12", "12", Mark.MET),
        ("<= 12", "12.2", Mark.NEARLY_MET),
        ("<= 12", "12.3", Mark.MISSED),
    ],
)
def test_where_less_is_better(asked: str, got: str, expected: Mark) -> None:
    assert mark(target(asked, LESS), result(got, LESS)) is expected


@pytest.mark.parametrize(("got", "expected"), [("8.5", Mark.MET), ("10", Mark.MISSED), ("10.1", Mark.MISSED)])
def test_below_a_limit_is_met_and_a_strict_limit_does_not_include_itself(got: str, expected: Mark) -> None:
    assert mark(target("<= 10", LESS, limit=True, strict=True), result(got, LESS)) is expected


def test_nearly_met_exists_only_by_a_declared_rule() -> None:
    assert mark(target(">= 95"), result("94.99"), NEVER_NEARLY) is Mark.MISSED


def test_nearly_met_names_its_rule() -> None:
    made = judge(target(">= 95"), result("94.99"), CATALOGUE.indicator(MORE), RULE)
    assert made.notes == ("“cơ bản đạt” theo quy tắc khai báo: từ 98 % mức giao",)


@pytest.mark.parametrize(
    ("asked", "got", "expected"),
    [
        (target(">= 95"), None, Mark.NO_DATA),
        (target(">= 95"), result(None), Mark.NO_DATA),
        (target(">= 90.4", unit="bác sĩ/10.000 dân"), result("83.6"), Mark.INCOMPARABLE),
        (target(">= 95", unit=None), result("96", unit=None), Mark.EXCEEDED),
        (target("= 4000", COUNTED, unit="trẻ"), result("4000", COUNTED, unit="trẻ"), Mark.MET),
        (target("= 4000", COUNTED, unit="trẻ"), result("3900", COUNTED, unit="trẻ"), Mark.INCOMPARABLE),
    ],
)
def test_what_cannot_be_compared_is_never_called_missed(asked: Target, got: Result | None, expected: Mark) -> None:
    made = judge(asked, got, CATALOGUE.indicator(asked.indicator), RULE)
    assert made.mark is expected
    assert (made.reason is not None) == (expected in (Mark.NO_DATA, Mark.INCOMPARABLE))


def test_another_unit_is_named_in_the_reason() -> None:
    asked = target(">= 90.4", unit="bác sĩ/10.000 dân")
    assert judge(asked, result("83.6"), CATALOGUE.indicator(MORE), RULE).reason == (
        "đơn vị khác nhau: chỉ tiêu giao theo “bác sĩ/10.000 dân”, kết quả theo “%”"
    )


def test_a_target_in_words_has_no_verdict() -> None:
    asked = Target("t", MORE, Operator.AS_PLANNED, None, None, year(2025), "19")
    assert mark(asked, result("95")) is Mark.NO_DATA


@pytest.mark.parametrize(
    ("status", "provisional"), [(Status.FINAL, False), (Status.ESTIMATE, True), (Status.PROVISIONAL, True)]
)
def test_an_estimate_gives_a_provisional_verdict(status: Status, provisional: bool) -> None:
    made = judge(target(">= 95"), result("96", status=status), CATALOGUE.indicator(MORE), RULE)
    assert (made.mark, made.provisional) == (Mark.EXCEEDED, provisional)


@pytest.mark.parametrize(
    ("got", "step", "warned"),
    [("95", "1", False), ("94", "1", False), ("96", "1", False), ("93", "1", True), ("93", "0.01", False)],
)
def test_a_coarsely_printed_result_says_where_another_digit_could_change_the_verdict(
    got: str, step: str, warned: bool
) -> None:
    made = judge(target(">= 95"), result(got, step=step), CATALOGUE.indicator(MORE), RULE)
    assert any("thêm chữ số" in note for note in made.notes) == warned


@pytest.mark.parametrize(
    ("asked", "last", "note"),
    [
        (">= 17", "17", "chỉ tiêu đúng bằng kết quả 17 của năm 2024"),
        (">= 17", "18", "chỉ tiêu dễ hơn kết quả 18 của năm 2024"),
        (">= 95", "72", "chỉ tiêu nhảy vọt: chênh 32 % so với kết quả 72 của năm 2024"),
        (">= 18", "17", None),
        (">= 18", None, None),
    ],
)
def test_a_target_easier_than_the_last_result_or_a_leap_is_noted(
    asked: str, last: str | None, note: str | None
) -> None:
    before = Result(MORE, None if last is None else Decimal(last), "%", year(2024), "19")
    assert notes_on_target(target(asked), before, RULE) == (() if note is None else (note,))


VALUES = st.decimals(min_value=0, max_value=1000, places=2)


@given(VALUES, VALUES, st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]), st.booleans())
def test_the_mark_follows_from_whether_the_value_holds(
    asked: Decimal, got: Decimal, operator: Operator, strict: bool
) -> None:
    made = Target("t", MORE, operator, asked, "%", year(2025), "19", strict=strict)
    judged = mark(made, result(str(got)))
    assert holds(made, got) == (judged in (Mark.MET, Mark.EXCEEDED))


@given(VALUES, VALUES, st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]))
def test_a_better_value_never_gets_a_worse_mark(asked: Decimal, got: Decimal, operator: Operator) -> None:
    order = [Mark.MISSED, Mark.NEARLY_MET, Mark.MET, Mark.EXCEEDED]
    made = Target("t", MORE, operator, asked, "%", year(2025), "19")
    better = got + 1 if operator is Operator.AT_LEAST else max(Decimal(0), got - 1)
    assert order.index(mark(made, result(str(better)))) >= order.index(mark(made, result(str(got))))


@given(VALUES, VALUES, st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]))
def test_the_distance_is_not_negative_just_where_the_target_holds(
    asked: Decimal, got: Decimal, operator: Operator
) -> None:
    made = Target("t", MORE, operator, asked, "%", year(2025), "19")
    found = distance(made, got)
    assert found is not None
    assert (found >= 0) == holds(made, got)


@pytest.mark.parametrize(
    ("asked", "unit", "got", "given", "expected"),
    [
        ("<= 100", "tỷ đồng", "97000", "triệu đồng", Mark.EXCEEDED),
        ("<= 97000", "triệu đồng", "97", "tỷ đồng", Mark.MET),
        ("<= 96000", None, "98", "tỷ đồng", Mark.MISSED),  # no unit: the indicator's, triệu đồng
        ("= 97000", "triệu đồng", "97", "tỷ đồng", Mark.MET),
    ],
)
def test_money_is_judged_by_its_amount_whatever_the_size_of_its_unit(
    asked: str, unit: str | None, got: str, given: str, expected: Mark
) -> None:
    money = "bhyt_cost_total"
    assert mark(target(asked, money, unit=unit), result(got, money, unit=given), NEVER_NEARLY) is expected


def test_a_distance_of_money_is_in_the_unit_of_the_target() -> None:
    money = CATALOGUE.indicator("bhyt_cost_total")
    made = judge(target("<= 96000", money.id, unit="triệu đồng"), result("98", money.id, unit="tỷ đồng"), money, RULE)
    assert made.distance == -2000
