"""Highest and lowest: the rate of a whole lies between those of its best and its worst part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from soyte.checks.claims.interval import Interval, printed
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import stated
from soyte.statements import Finding, Qualifier, Role, Statement, Verdict

KIND = "comparison"
_HIGHEST = re.compile(r"cao nhất[^.;\d]*$")
_LIMITED = re.compile(r"trong số|\bvùng\b|khu vực|miền núi|\bkhối\b|\bnhóm\b|\btuyến\b")
_LOWEST = re.compile(r"thấp nhất[^.;\d]*$")


def judge_extremes(sheet: Sheet) -> Iterator[Finding]:
    """`cao nhất ở huyện A (x), thấp nhất ở huyện B (y)` against the rate of the province."""
    for group in _sentences(sheet):
        highest = next((s for s in group if _HIGHEST.search(sheet.before(s, 80))), None)
        lowest = next((s for s in group if _LOWEST.search(sheet.before(s, 80))), None)
        if highest is None or lowest is None or highest is lowest or highest.indicator is None:
            continue
        if (
            lowest.indicator in (highest.indicator, None)
            and lowest.value <= highest.value
            and lowest.unit == highest.unit
        ):
            yield from _judge(sheet, highest, lowest, group)


def _sentences(sheet: Sheet) -> Iterator[list[Statement]]:
    """The figures of each sentence that names a highest."""
    for match in re.finditer("cao nhất", sheet.words.text):
        low, high = sheet.sentence(sheet.words.original(match.start(), match.end())[0])
        yield [s for s in sheet.figures if low <= s.start < high]


def _judge(sheet: Sheet, highest: Statement, lowest: Statement, group: Sequence[Statement]) -> Iterator[Finding]:
    indicator = sheet.indicator(highest)
    if indicator is None or (
        indicator.denominator is None and "/" not in indicator.unit and indicator.unit not in {"%", "‰"}
    ):
        return
    own = [
        s
        for s in sheet.figures
        if s.indicator == highest.indicator
        and s not in group
        and s.role in (Role.ACTUAL, Role.SHARE)
        and s.period == highest.period
        and sheet.is_home(s.place)
        and s.unit == (highest.unit or s.unit)
        and s.qualifier is Qualifier.EXACT
    ]
    if not own or len({s.value for s in own}) > 1:
        return
    whole = own[0]
    span = f"{lowest.value_text}–{highest.value_text}"
    inside = Interval(printed(lowest).low, lowest.value, printed(highest).high)
    if inside.meets(printed(whole)):
        message = f"Mức chung nằm giữa nơi thấp nhất và nơi cao nhất: {lowest.value_text} ≤ {whole.value_text} ≤ {highest.value_text}."
        yield sheet.note((whole, lowest, highest), KIND, stated(whole), span, message, Verdict.OK)
        return
    verdict = Verdict.AMBIGUOUS if _LIMITED.search(sheet.before(highest)) else Verdict.WRONG
    side, edge = ("thấp hơn nơi thấp nhất", lowest) if whole.value < lowest.value else ("cao hơn nơi cao nhất", highest)
    message = (
        f"{indicator.name_vi} chung là {stated(whole)} ({sheet.where(whole)}) nhưng {side} ({edge.value_text}): mức chung phải nằm trong khoảng {span}. "
        "Kiểm tra số chung và số của từng nơi."
    )
    yield sheet.note((edge, whole, lowest, highest), KIND, stated(whole), span, message, verdict)
