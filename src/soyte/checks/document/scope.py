"""Of what a figure speaks: the scope words of its line and of those above it, and the words it is introduced with."""

from __future__ import annotations

import re

from soyte.checks.document.sheet import Sheet
from soyte.statements import Statement

_SCOPES = re.compile(
    r"sở y tế:|thanh tra sở|tuyến (?:tỉnh|huyện|xã|trung ương|cơ sở)|cấp (?:tỉnh|huyện|xã)|nội trú|ngoại trú|thành thị|nông thôn|công lập|tư nhân|"
    r"\bnam\b|\bnữ\b|trong (?:tháng|tuần|quý)|quý [ivx]+\b|tháng \d+|tuần \d+|\d+ tháng|cộng dồn|lu[ỹy] (?:tích|kế)|trực thuộc|học sinh|bình quân|"
    r"trung bình|trong đó|trẻ em|người cao tuổi|phát hiện mới|đang điều trị|hộ nghèo|bệnh viện|trạm y tế|đợt \d+|dự kiến|giai đoạn|cả nước|"
    r"riêng|mũi \d|ngoài ra|khu vực|bổ sung|còn lại|thuộc"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = frozenset(
    _WORD.findall(
        "đạt là có được của cuả cũng đã trên địa bàn tỉnh toàn năm tính đến ngày tháng tỷ lệ số tổng ước khoảng gần hơn với và các những trong từ "
        "hết nay này cho tại do về theo kết quả thực hiện ghi nhận thành phố còn một khi như so"
    )
)
_LIKE = 0.5
_HEADING = 60


def scope_of(sheet: Sheet, statement: Statement) -> frozenset[str]:
    """The words that narrow a figure: those in its sentence so far, and those that open the lines it stands under."""
    index = sheet.line_of(statement.start)
    words = sheet.before(statement)
    if index >= 0:
        above = [sheet.lines[index], *sheet.chain(index)]
        words = " | ".join(
            [words, *(sheet.words.between(line.body, min(line.end, line.body + _HEADING)) for line in above)]
        )
    return frozenset(_SCOPES.findall(words))


def content(sheet: Sheet, statement: Statement) -> frozenset[str]:
    """The words that say what a figure counts: those before it, and a few behind it."""
    words = f"{statement.subject} {sheet.before(statement, 120)} {sheet.after(statement, 30)}"
    return frozenset(_WORD.findall(words)) - _EMPTY


def alike(sheet: Sheet, one: Statement, two: Statement) -> bool:
    """Are both introduced with much the same words?"""
    a, b = content(sheet, one), content(sheet, two)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _LIKE
