"""Which figures the text says rose and which fell, and against what: the facts that headlines are held against."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import stated
from soyte.statements import ClaimKind, Role, Statement

_KINDS = (ClaimKind.DIFFERENCE, ClaimKind.RELATIVE_CHANGE, ClaimKind.COMPARISON)
_WAY = re.compile(r"(?P<up>tăng|cao hơn|nhiều hơn)|(?P<down>giảm|thấp hơn|ít hơn)")
_VERBS = {"up": "tăng", "down": "giảm"}
_DEATHS = re.compile(r"tử vong|chết")
_HEADING = 90


@dataclass(frozen=True)
class Change:
    """`statement` went `way` (up, down) against `basis`; `words` introduce it, headings included. `sure`: values show it too."""

    statement: Statement
    way: str
    basis: str
    deaths: bool
    words: str
    shown: str
    sure: bool


def basis_of(words: str) -> str:
    """With what a text compares: `week`, `month`, `year`, `plan`, empty when it does not say."""
    if re.search(r"kế hoạch|chỉ tiêu|dự toán", words):
        return "plan"
    if re.search(r"tuần (?:trước|\d+)|tuần liền", words):
        return "week"
    if re.search(r"tháng (?:trước|\d+)", words):
        return "month"
    return "year" if re.search(r"cùng kỳ|năm (?:trước|ngoái|\d{4})", words) else ""


def stated_changes(sheet: Sheet) -> list[Change]:
    """Every rise and fall that a claim states, and those of single figures of change."""
    found: list[Change] = []
    told: set[int] = set()
    for claim in sheet.reading.claims:
        if claim.kind not in _KINDS or claim.assertion not in _VERBS or claim.one("comparator") is not None:
            continue
        actual, change, previous = (
            sheet.by_number.get(_number(claim.one(part))) for part in ("actual", "change", "previous")
        )
        if actual is None:
            continue
        told |= {number for _, number in claim.operands}
        basis = basis_of(sheet.words.between(claim.start, min(claim.end + 40, sheet.sentence(claim.start)[1])))
        sure = previous is not None and (
            (actual.value > previous.value) if claim.assertion == "up" else (actual.value < previous.value)
        )
        shown = f"{_VERBS[claim.assertion]} {stated(change)}" if change else _VERBS[claim.assertion]
        if previous:
            shown += f" ({actual.value_text} so với {previous.value_text})"
        found.append(_change(sheet, actual, claim.assertion, basis, shown, sure=sure))
    for s in sheet.figures:
        if s.role is Role.CHANGE and s.number not in told and (ways := list(_WAY.finditer(s.subject))):
            way = str(ways[-1].lastgroup)
            found.append(_change(sheet, s, way, basis_of(sheet.after(s, 40)), f"{_VERBS[way]} {stated(s)}", sure=False))
    return found


def _number(number: int | None) -> int:
    return -1 if number is None else number


def _change(sheet: Sheet, statement: Statement, way: str, basis: str, shown: str, *, sure: bool) -> Change:
    index = sheet.line_of(statement.start)
    above = [sheet.words.between(line.body, min(line.end, line.body + _HEADING)) for line in sheet.chain(index)][:2]
    words = " | ".join([sheet.before(statement), *above])
    deaths = bool(_DEATHS.search(statement.subject)) or (statement.indicator or "").endswith("_deaths")
    return Change(statement, way, basis, deaths, words, shown, sure)
