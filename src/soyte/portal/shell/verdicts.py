"""Verdicts as cells: shape, word and colour; how far a result lies from its target, in words."""

from __future__ import annotations

from django.utils.html import format_html

from soyte.measures.targets.model import MARK_WORDS, Judgement, Mark, Operator
from soyte.portal.shell.tables import Cell
from soyte.reports.charts.titles import verdict
from soyte.reports.scorecard.words import SHAPES, difference_unit, number_text

LOOKS = {
    Mark.EXCEEDED: "exceeded",
    Mark.MET: "attained",
    Mark.NEARLY_MET: "nearly",
    Mark.MISSED: "missed",
    Mark.NO_DATA: "pending",
    Mark.INCOMPARABLE: "pending",
}


def verdict_of(mark: Mark, *, provisional: bool = False) -> Cell:
    """`✕ Không đạt`; a verdict that rests on an estimate says so."""
    word = MARK_WORDS[mark]
    said = f"{word} (tạm)" if provisional and mark is not Mark.NO_DATA else word
    html = format_html(
        '<span class="mark mark-{}"><span aria-hidden="true">{}</span> {}</span>',
        LOOKS[mark],
        SHAPES[mark],
        f"{said[:1].upper()}{said[1:]}",
    )
    return Cell(said, html=html)


def distance_words(one: Judgement) -> str:
    """`còn thiếu 3,4 điểm phần trăm`, `thấp hơn 8 ca`, `vừa bằng`; the reason where there is no verdict."""
    if one.mark in (Mark.NO_DATA, Mark.INCOMPARABLE):
        return one.reason or ""
    if one.mark in (Mark.MISSED, Mark.NEARLY_MET):
        return (
            verdict(one).removeprefix("tạm tính ").removeprefix("cơ bản đạt, ").replace("cao hơn chỉ tiêu", "cao hơn")
        )
    if one.distance is None or one.target.operator not in (Operator.AT_LEAST, Operator.AT_MOST):
        return "đúng chỉ tiêu"
    if not one.distance:
        return "vừa bằng"
    verb = "cao hơn" if one.target.operator is Operator.AT_LEAST else "thấp hơn"
    unit = one.target.unit or (one.result.unit if one.result else None)
    return f"{verb} {number_text(abs(one.distance), one.target.step)}{difference_unit(unit)}"
