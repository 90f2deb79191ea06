"""Percentages that no whole number out of a small base can give: 37 % of 12 samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import number, stated
from soyte.statements import ClaimKind, Finding, Qualifier, Role, Statement

KIND = "impossible_percentage"
_LARGEST = 40
# What ties a percentage to the count in front of it, or to the one behind it.
_BASE_BEFORE = re.compile(r"(?:trong|trên)(?: tổng)?(?: số)?\s*$|tổng số\s*$")
_SHARE_OF_IT = re.compile(r"trong đó|, tỷ lệ")
_SHARE_BEFORE = re.compile(r"^\s*\(?(?:của|cuả|trong|trên)(?: tổng)?(?: số)?\s*$")
_OTHER = re.compile(r"tăng|giảm|kế hoạch|so với|vượt|chỉ tiêu|cùng kỳ")


def judge_small_base(sheet: Sheet) -> Iterator[Finding]:
    """Each percentage with its base in the same sentence."""
    for one, two in pairwise(sheet.figures):
        if one.sentence != two.sentence:
            continue
        pair = _share_of(sheet, one, two)
        if pair is None or not _impossible(*pair):
            continue
        share, base = pair
        near = min(range(int(base.value) + 1), key=lambda k: abs(_percent(k, base) - share.value))
        low = near if _percent(near, base) <= share.value else near - 1
        options = [
            f"{k}/{int(base.value)} = {number(_percent(k, base))}%" for k in (low, low + 1) if 0 <= k <= base.value
        ]
        message = (
            f"Không số nguyên nào chia cho {int(base.value)} cho ra {stated(share)} (gần nhất: {' và '.join(options)}): "
            "kiểm tra tỷ lệ hoặc mẫu số; với mẫu số nhỏ nên ghi số đếm."
        )
        yield sheet.note((share, base), KIND, stated(share), f"{number(_percent(near, base), 1)}%", message)


def _share_of(sheet: Sheet, one: Statement, two: Statement) -> tuple[Statement, Statement] | None:
    """Which of two neighbouring figures is a percentage of the other."""
    between = sheet.words.between(one.end, two.start)
    if len(between) > 80 or _OTHER.search(between):
        return None
    if (
        _is_share(sheet, two)
        and _is_base(one)
        and (_BASE_BEFORE.search(sheet.before(one, 20)) or _SHARE_OF_IT.search(between))
    ):
        return two, one
    if _is_share(sheet, one) and _is_base(two) and _SHARE_BEFORE.search(between):
        return one, two
    return None


def _is_share(sheet: Sheet, statement: Statement) -> bool:
    return (
        statement.unit == "%"
        and statement.qualifier is Qualifier.EXACT
        and 0 < statement.value < 100
        and statement.role in (Role.ACTUAL, Role.SHARE)
        and statement.number not in sheet.claimed[ClaimKind.RATIO]
    )


def _is_base(statement: Statement) -> bool:
    value = statement.value
    return (
        statement.qualifier is Qualifier.EXACT
        and statement.role in (Role.ACTUAL, Role.DENOMINATOR)
        and 3 <= value <= _LARGEST
        and value == value.to_integral_value()
        and statement.unit is not None
        and not ({"%", "‰", "/"} & set(statement.unit))
        and "đồng" not in statement.unit
    )


def _percent(k: int, base: Statement) -> Decimal:
    return Decimal(100 * k) / base.value


def _impossible(share: Statement, base: Statement) -> bool:
    """No k gives the printed percentage, even if it was truncated or is one off in its last place."""
    slack = share.precision
    return all(abs(_percent(k, base) - share.value) > slack for k in range(int(base.value) + 1))
