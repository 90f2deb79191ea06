"""Targets: `a% (vượt KH giao b%)`, `đạt chỉ tiêu đề ra (chỉ tiêu năm N < b%)`, `chưa đạt (a%/b%)`, `đạt kế hoạch giao: b%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.roles import PLAN_RATIO
from soyte.intake.statements.shapes.view import View
from soyte.statements import Claim, ClaimKind, Role
from soyte.text import fold

_MISSED = re.compile(
    r"(?:không|chưa|khó) (?:đạt|hoàn thành|bằng|đảm bảo|vượt)|thấp hơn|hụt|(?<!lao )(?<!mắc )(?<!nhiễm )mới đạt"
    r"|mới chỉ|chỉ đạt|còn thấp|chưa thực hiện được|không hoàn thành"
)
_EXCEEDED = re.compile(r"vượt|cao hơn")
_ATTAINED = re.compile(r"đạt|hoàn thành|bằng|đảm bảo")
_VERDICT = re.compile(
    r"(?:^|[\s),#])((?:đều |cơ bản )?(?:không |chưa )?(?:đạt(?: và vượt)?|vượt))"
    r"(?: (?:kh\b|kế hoạch|chỉ tiêu|mục tiêu|yêu cầu)|\s*[,.)]|\s*$)"
)
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
    if any(view.is_rate(i) and PLAN_RATIO.match(view.figures[i].post) for i in range(first + 1, last)):
        return ""  # "đạt 91,8% chỉ tiêu giao (340 người)" claims a share of the target, not that it was met
    behind = _said_behind(view, last)
    lead = re.split(r"[,;:(]", view.figures[actual].gap.rstrip(" :("))[-1]
    if any(_MISSED.search(words) for words in (behind, between, lead)):
        return "missed"
    if any(_NEARLY.search(words) for words in (behind, between, lead)):
        return "nearly"
    if _EXCEEDED.search(between) or _EXCEEDED.search(behind):
        return "attained" if re.search(r"đạt và vượt|đạt, vượt", f"{between} {behind}") else "exceeded"
    if _ATTAINED.search(between) or _ATTAINED.search(behind):
        return "attained"
    return _from_heading(view) or ("implied" if lead.rstrip().endswith("đạt") else "")


def _said_behind(view: View, last: int) -> str:
    """The verdict that follows the target in its clause: `…; KH: 36,5), tăng 0,7 giường so với năm 2024, đạt KH`."""
    words = view.figures[last].post
    for index in range(last + 1, len(view)):
        if view.role(index) in (Role.ACTUAL, Role.TARGET, Role.SHARE, Role.NUMERATOR):
            words += " 0"  # "đạt 99,3% KH": the verb belongs to the figure behind it
            break
        words += " # " + view.figures[index].post
    clause = re.split(r";|[.](?=\s|$)", words)[0]
    verdict = _VERDICT.search(clause)
    return verdict.group(1) if verdict else ""


def _from_heading(view: View) -> str:
    """`* Chỉ tiêu còn thấp, cần phấn đấu` speaks for the lines below it."""
    for heading in view.sentence.segment.parents[:2]:
        words = fold(heading)
        if len(words) > 100 or re.search(r"\d", re.sub(r"\b20\d\d\b", "", words)):
            continue  # a line with figures of its own speaks for those
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
