"""What a report says once for many figures: its year, its province, and where its plan for next year begins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from soyte import periods
from soyte.intake.statements.outline import Outline, Segment
from soyte.periods import Mention, Period

_REVIEW = re.compile(
    r"tổng kết|kết quả|tình hình|đánh giá|báo cáo|công tác|sơ kết|thực hiện|tính đến|trong tuần|bản tin"
)
_PLAN_TITLE = re.compile(r"^\s*(?:kế hoạch|chương trình công tác|phương hướng|nghị quyết)\b")
_PLAN_HEADING = re.compile(
    r"phương hướng|nhiệm vụ trọng tâm|nhiệm vụ năm|mục tiêu|chỉ tiêu|kế hoạch|giải pháp|kiến nghị|đề xuất|dự kiến|định hướng|triển khai nhiệm vụ"
)
_TARGET_HEADING = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch năm|phương hướng|phấn đấu")
_RESULT_HEADING = re.compile(r"kết quả|thực hiện|tình hình|đánh giá|đạt được|công tác (?:chỉ đạo|đã)|ước")
_PROPOSAL = re.compile(r"kiến nghị|đề xuất|giải pháp|nhiệm vụ|phương hướng")
_SCANNED = 14


@dataclass(frozen=True)
class Frame:
    """`period` is what the report is about, `plan` tells that the whole document sets targets."""

    period: Period | None
    plan: bool
    mentions: tuple[Mention, ...]


def frame_of(outline: Outline, folded: str) -> Frame:
    """The report's period, read off its title and first lines, and every date and period of the text resolved by it."""
    text = outline.normal.text
    bare = periods.find(text)
    head = outline.segments[:_SCANNED]
    planned = _planned_year(folded, head, bare)
    period = planned or _title_period(text, folded, head, bare)
    anchor = period or _most_frequent_year(bare)
    plan = planned is not None
    return Frame(anchor, plan, tuple(periods.find(text, anchor=anchor)))


def _planned_year(folded: str, head: tuple[Segment, ...], mentions: list[Mention]) -> Period | None:
    """The year that a document titled `KẾ HOẠCH …` plans; None for every other document."""
    for place, segment in enumerate(head[:8]):
        if not (segment.heading and _PLAN_TITLE.match(folded[segment.body : segment.end])):
            continue
        end = head[min(place + 2, len(head) - 1)].end
        return next(
            (m.period for m in mentions if m.kind == "year" and segment.start <= m.start < end and m.period), None
        )
    return None


def _title_period(text: str, folded: str, head: tuple[Segment, ...], mentions: list[Mention]) -> Period | None:
    """The first period that follows a word of reviewing in the first lines; a week or month beats the year."""
    year = next((m.period for m in mentions if m.kind not in ("years", "relative") and m.period), None)
    resolved = periods.find(text[: head[-1].end], anchor=_year_of(year)) if head else []
    end = head[-1].end if head else 0
    best: Period | None = None
    end_of_scan = head[0].start if head else 0
    for segment in head:
        for mention in resolved:
            if not segment.start <= mention.start < segment.end or mention.period is None or mention.end > end:
                continue
            if mention.kind not in ("year", "months", "month", "quarter", "week", "day_range"):
                continue
            titled = (
                folded[max(end_of_scan, segment.start - 60) : segment.start]
                .strip()
                .endswith(("báo cáo", "báo cáo tổng kết", "bản tin"))
            )
            if titled or _REVIEW.search(folded[segment.start : mention.start]):
                ahead = "cuối năm" in folded[mention.start : mention.end]
                if mention.kind != "year" and not ahead and len(text[segment.start : segment.end]) < 400:
                    return mention.period
                best = best or mention.period
    return best or _year_of(year)


def _year_of(period: Period | None) -> Period | None:
    return periods.year(period.start.year) if period else None


def _most_frequent_year(mentions: list[Mention]) -> Period | None:
    years = Counter(m.period.start.year for m in mentions if m.period and m.kind in ("year", "day", "as_of", "month"))
    return periods.year(years.most_common(1)[0][0]) if years else None


def plans(
    folded_heading: str, heading_periods: list[Period], report: Period | None, *, plan: bool = False
) -> bool | None:
    """Does a heading open a part that sets targets (True), reports results (False), or neither (None)?"""
    if plan and heading_periods and report is not None:
        return all(p.end >= report.start for p in heading_periods)
    future = report is not None and any(p.start > report.end for p in heading_periods)
    if future and _PLAN_HEADING.search(folded_heading):
        return True
    if _RESULT_HEADING.search(folded_heading) and not future:
        return False
    if heading_periods and not future:
        return False
    if _TARGET_HEADING.search(folded_heading) and not heading_periods:
        return None
    return None


def proposes(folded_heading: str) -> bool:
    """Headings under which figures are demands rather than results: proposals, tasks, solutions."""
    return bool(_PROPOSAL.search(folded_heading)) and not _RESULT_HEADING.search(folded_heading)
