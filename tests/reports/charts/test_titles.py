"""Titles say what is the matter, in the words of the verdict."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from soyte.measures.targets.model import Body, Judgement, Mark, Operator, Result, Target
from soyte.periods import year
from soyte.reports.charts.titles import headline

NAME = "Tiêm chủng đầy đủ"


def result(value: str | None, unit: str = "%", at: int = 2024) -> Result:
    step = Decimal(1).scaleb(Decimal(value).as_tuple().exponent) if value and isinstance(Decimal(value).as_tuple().exponent, int) else None  # type: ignore[arg-type]  # fmt: skip
    return Result("i", Decimal(value) if value else None, unit, year(at), "99", step=step)


def judged(mark: Mark, distance: str | None, *, at_most: bool = False, **more: Any) -> Judgement:
    operator = Operator.AT_MOST if at_most else Operator.AT_LEAST
    target = Target("t", "i", operator, Decimal(95), "%", year(2024), "99", more.pop("body", Body.COUNCIL))
    return Judgement(
        target, result("92.2"), mark, more.pop("provisional", False), Decimal(distance) if distance else None
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (judged(Mark.MISSED, "-2.8"), "còn thiếu 2,8 điểm phần trăm"),
        (judged(Mark.MISSED, "-2.8", at_most=True), "còn cao hơn chỉ tiêu 2,8 điểm phần trăm"),
        (judged(Mark.NEARLY_MET, "-0.5"), "cơ bản đạt, còn thiếu 0,5 điểm phần trăm"),
        (judged(Mark.EXCEEDED, "1"), "vượt chỉ tiêu 1,0 điểm phần trăm"),
        (judged(Mark.EXCEEDED, "1", at_most=True), "tốt hơn chỉ tiêu 1,0 điểm phần trăm"),
        (judged(Mark.MET, "0"), "đạt chỉ tiêu"),
        (judged(Mark.MISSED, "-2.8", provisional=True), "tạm tính còn thiếu 2,8 điểm phần trăm"),
        (judged(Mark.INCOMPARABLE, None), "không so sánh được"),
    ],
)
def test_a_judged_result_says_how_far_it_is(one: Judgement, expected: str) -> None:
    assert headline(NAME, result("92.2"), [one]) == f"{NAME}: 92,2%, {expected}"


def test_of_several_verdicts_the_worst_is_told_with_who_assigned_the_target() -> None:
    several = [judged(Mark.EXCEEDED, "1"), judged(Mark.MISSED, "-2.8", body=Body.MINISTRY)]
    assert headline(NAME, result("92.2"), several) == f"{NAME}: 92,2%, còn thiếu 2,8 điểm phần trăm (Bộ Y tế giao)"


def test_without_a_target_the_change_is_told() -> None:
    before = result("265", "ca", 2023)
    assert headline("Sốt xuất huyết", result("312", "ca"), previous=before) == (
        "Sốt xuất huyết: 312 ca, tăng 47 ca so với năm 2023"
    )
    assert headline("Sốt xuất huyết", result("312", "ca")) == "Sốt xuất huyết: 312 ca"


def test_what_nobody_reported_is_no_zero() -> None:
    assert headline(NAME, None) == f"{NAME}: chưa báo cáo"
    assert headline(NAME, result(None), [judged(Mark.NO_DATA, None)]) == f"{NAME}: chưa báo cáo"
