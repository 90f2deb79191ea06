"""Whether words report what was done or ask for what should be."""

from __future__ import annotations

import re

from soyte.checks.document.sheet import Sheet

_ASKING = re.compile(r"nhiệm vụ|giải pháp|phương hướng|mục tiêu|đề xuất|kiến nghị|định hướng|chương trình công tác")
_REPORTING = re.compile(r"kết quả|thực hiện|tình hình|đánh giá|đạt được|hạn chế")
_OPENING = re.compile(
    r"[\s\-+*–•\"“]*(?:đồng thời,? |tiếp tục,? |và |\d+[.)] ?)*"
    r"(?:nâng cao|tăng cường|tiếp tục|đẩy mạnh|chủ động|quan tâm|tập trung|phấn đấu|đề nghị|yêu cầu|cần|phải|chỉ đạo|chú trọng|đảm bảo|bảo đảm)\b"
)
_DEMAND = re.compile(
    r"đề nghị|yêu cầu|phấn đấu|\bphải\b|\bcần\b|nhằm|để (?:đạt|bảo đảm|giảm)|mong muốn|hướng tới|trong thời gian tới|kế hoạch đề ra là"
)
_YEAR = re.compile(r"\bnăm (20\d\d)\b")


def is_demand(sheet: Sheet, position: int) -> bool:
    """Does the sentence up to `position`, or the nearest heading that tells, set a task rather than report a result?"""
    low, _ = sheet.sentence(position)
    words = sheet.words.between(low, position)
    if _OPENING.match(words) or _DEMAND.search(words) or _is_ahead(sheet, words):
        return True
    index = sheet.line_of(position)
    for line in sheet.chain(index) if index >= 0 else ():
        heading = sheet.words.between(line.body, min(line.end, line.body + 200))
        if _REPORTING.search(heading) and not _is_ahead(sheet, heading):
            return False
        if _ASKING.search(heading) or _is_ahead(sheet, heading):
            return True
    return False


def _is_ahead(sheet: Sheet, words: str) -> bool:
    """Is a year named that lies after the report's own?"""
    own = re.match(r"\d{4}", sheet.reading.period or "")
    return own is not None and any(int(year[1]) > int(own.group()) for year in _YEAR.finditer(words))
