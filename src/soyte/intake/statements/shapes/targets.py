"""Targets: `a% (vượt KH giao b%)`, `đạt chỉ tiêu đề ra (chỉ tiêu năm N < b%)`, `chưa đạt (a%/b%)`, `đạt kế hoạch giao: b%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.roles import PLAN_RATIO
from soyte.intake.statements.shapes.view import View
from soyte.statements import Claim, ClaimKind, Role
from soyte.text import fold

_MISSED = re.compile(
    r"(?:không|chưa|khó) (?:đạt|hoàn thành|bằng|đảm bảo|vượt)|thấp hơn|hụt|mới đạt|mới chỉ|chỉ đạt|còn thấp|chưa thực hiện được|không hoàn thành"
)
_EXCEEDED = re.compile(r"vượt|cao hơn")
_ATTAINED = re.compile(r"đạt|hoàn thành|bằng|đảm bảo")
_NEARLY = re.compile(r"cơ bản (?:đạt|hoàn thành)|tiệm cận|xấp xỉ|gần đạt")


def targets(view: View) -> Iterator[Claim]:
    """Every result set against its target, with what the words say of it: missed, exceeded, attained, nearly or nothing."""
    for index in range(len(view)):
        if view.role(index) is not Role.TARGET:
            continue
        partner = view.figures[index].partner
        if partner is None:
            alone = _alone(view, index)
            if alone:
                yield view.claim(ClaimKind.TARGET_ATTAINMENT, [("target", index)], alone)
            continue
        yield view.claim(
            ClaimKind.TARGET_ATTAINMENT, [("actual", partner), ("target", index)], _assertion(view, partner, index)
        )


def _assertion(view: View, actual: int, target: int) -> str:
    first, last = min(actual, target), max(actual, target)
    between = " ".join(view.figures[i].gap for i in range(first + 1, last + 1))
    tail = view.figures[last].post[:60]
    if any(view.is_rate(i) and PLAN_RATIO.match(view.figures[i].post) for i in range(first + 1, last)):
        return ""  # "đạt 91,8% chỉ tiêu giao (340 người)" claims a share of the target, not that it was met
    lead = re.split(r"[,;:(]", view.figures[actual].gap)[-1]
    if (
        _MISSED.search(between)
        or _MISSED.search(lead)
        or re.match(r"[\s),;]*(?:nhưng )?(?:không|chưa) (?:đạt|hoàn thành)", tail)
    ):
        return "missed"
    if _NEARLY.search(between) or _NEARLY.search(lead):
        return "nearly"
    if _EXCEEDED.search(between) or re.match(r"[\s),;]*(?:đạt )?(?:và )?vượt", tail):
        return "exceeded" if not re.search(r"đạt và vượt|đạt, vượt", between + tail) else "attained"
    if _ATTAINED.search(between) or re.match(
        r"[\s),]*(?:đều )?đạt(?: và vượt)?(?: (?:chỉ tiêu|kế hoạch|mục tiêu|kh\b|yêu cầu)|\s*[;.,]|\s*$)", tail
    ):
        return "attained"
    return _from_heading(view) or ("implied" if lead.rstrip().endswith("đạt") else "")


def _from_heading(view: View) -> str:
    """`* Chỉ tiêu còn thấp, cần phấn đấu` speaks for the lines below it."""
    for heading in view.sentence.segment.parents[:2]:
        words = fold(heading)
        if re.search(r"chỉ tiêu|mục tiêu|kế hoạch", words):
            if re.search(r"không đạt|chưa đạt|còn thấp|khó đạt", words):
                return "missed"
            if re.search(r"vượt", words) and not re.search(r"đạt và vượt|đạt, vượt", words):
                return "exceeded"
            if re.search(r"\bđạt\b", words) and not re.search(r"tình hình|kết quả đạt được", words):
                return "attained"
    return ""


def _alone(view: View, index: int) -> str:
    """A target claimed as met without a result: `đạt kế hoạch giao: 25%`."""
    gap = view.figures[index].gap
    if view.statements[index].period is None or "phấn đấu" in gap:
        return ""
    match = re.search(r"(không đạt|chưa đạt|vượt|đạt)(?: và vượt)? (?:các )?(?:chỉ tiêu|kế hoạch|mục tiêu|kh\b)", gap)
    if not match:
        return ""
    return {"vượt": "exceeded", "đạt": "attained"}.get(match.group(1), "missed")
