"""Titles that say what is the matter: `Tiêm chủng đầy đủ: 92,2%, còn thiếu 2,8 điểm phần trăm`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from soyte.measures.targets.model import MARK_WORDS, Judgement, Mark, Operator, Result
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.words import (
    MARK_ORDER,
    NOT_REPORTED,
    body_text,
    change_text,
    change_verb,
    difference_unit,
    number_text,
    result_words,
    unit_tail,
)


def headline(
    name: str,
    result: Result | None,
    judgements: Sequence[Judgement] = (),
    *,
    previous: Result | None = None,
    parent: str = "",
) -> str:
    """Name, result, and the worst of its verdicts; without a target, the change since `previous`.

    `parent` is the name of the body above (`UBND tỉnh …`): a target is told with who assigned it if there are several.
    """
    short = one_line(name, 120)
    if result is None or result.value is None:
        return f"{short}: {NOT_REPORTED}"
    said = f"{short}: {result_words(result)}{unit_tail(result.unit)}"
    told = [one for one in judgements if one.mark is not Mark.NO_DATA]
    if told:
        worst = min(told, key=lambda one: MARK_ORDER.index(one.mark))
        whose = body_text(worst.target.body, parent) if len(told) > 1 else ""
        return f"{said}, {verdict(worst)}{f' ({whose} giao)' if whose else ''}"
    return f"{said}{_since(result, previous)}"


def verdict(judgement: Judgement) -> str:
    """`còn thiếu 2,8 điểm phần trăm`, `vượt chỉ tiêu 1,2%`, `đạt chỉ tiêu`, `tạm tính cơ bản đạt, còn thiếu 1 ca`."""
    far = _far(judgement)
    lead = "tạm tính " if judgement.provisional else ""
    at_most = judgement.target.operator is Operator.AT_MOST
    match judgement.mark:
        case Mark.MISSED | Mark.NEARLY_MET:
            nearly = f"{MARK_WORDS[Mark.NEARLY_MET]}, " if judgement.mark is Mark.NEARLY_MET else ""
            if not far:
                return f"{lead}{nearly or 'không đạt chỉ tiêu'}".rstrip(", ")
            return f"{lead}{nearly}{f'còn cao hơn chỉ tiêu {far}' if at_most else f'còn thiếu {far}'}"
        case Mark.EXCEEDED:
            if not far:
                return f"{lead}vượt chỉ tiêu"
            return f"{lead}{f'tốt hơn chỉ tiêu {far}' if at_most else f'vượt chỉ tiêu {far}'}"
        case Mark.MET:
            return f"{lead}đạt chỉ tiêu"
    return MARK_WORDS[judgement.mark]


def _far(judgement: Judgement) -> str:
    """The distance, in points where both are percentages; empty where it says nothing."""
    distance, target = judgement.distance, judgement.target
    if distance is None or not distance.is_finite() or distance == 0 or target.operator is Operator.BETWEEN:
        return ""
    steps = [one for one in (target.step, judgement.result.step if judgement.result else None) if one]
    unit = target.unit or (judgement.result.unit if judgement.result else None)
    return f"{number_text(abs(distance), min(steps, default=None))}{difference_unit(unit)}"


def _since(result: Result, previous: Result | None) -> str:
    if previous is None or previous.value is None or result.value is None or previous.unit != result.unit:
        return ""
    change: Decimal = result.value - previous.value
    words = change_verb(change)
    size = change_text(change, previous.step, result.step)
    if change and size == "0":
        words = "gần như không đổi"
    elif change:
        words += f" {size}{difference_unit(result.unit)}"
    return f", {words} so với {previous.period.phrase_vi}"
