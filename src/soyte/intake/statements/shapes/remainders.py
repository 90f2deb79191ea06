"""Parts that exclude each other: `84 mẫu, 71 mẫu đạt, 13 mẫu không đạt`, `1.986/2.304 nhà thuốc liên thông; còn 318 cơ sở chưa liên thông`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from soyte.intake.statements.shapes.view import View
from soyte.quantities import UnitKind
from soyte.statements import Claim, ClaimKind, Role

_NEGATED = re.compile(r"^(?:không|chưa) (\w+(?: \w+)?)")
_LEFT_OVER = re.compile(r"(?:^|[\s,;])còn(?: lại)?(?: có| khoảng)?$")
_PREDICATE = re.compile(
    r"(?:đạt|vượt|hoàn thành|không|chưa|đã|được|tăng|giảm)\b"
)  # 7 vượt, 4 đạt, 1 chưa đạt: 7 is no whole
_OUT_OF = re.compile(r"(?:trong|trên)(?: tổng)? số$")
_WHOLES = (Role.ACTUAL, Role.DENOMINATOR)


def remainders(view: View) -> Iterator[Claim]:
    """A whole and its two parts, where the second is what the first is not."""
    yield from _negations(view)
    yield from _left_over(view)
    yield from _with_rest(view)


def _negations(view: View) -> Iterator[Claim]:
    """`b mẫu đạt, c mẫu không đạt` behind `a mẫu`."""
    counts = [i for i in range(len(view)) if view.kind(i) is UnitKind.COUNT and view.role(i) in _WHOLES]
    for place, (yes, no) in enumerate(pairwise(counts[1:]), start=1):
        negated = _NEGATED.match(view.figures[no].post)
        if negated is None or not re.match(rf"{negated.group(1).split()[0]}\b", view.figures[yes].post):
            continue
        whole = counts[place - 1]
        units = {view.statements[i].unit for i in (whole, yes, no)}
        one_of_several = _PREDICATE.match(view.figures[whole].post)
        if len(units) == 1 and not one_of_several and view.statements[whole].value >= view.statements[yes].value:
            operands = [("whole", whole), ("part", yes), ("part", no)]
            yield view.claim(ClaimKind.SUM, operands, "không", ("complementary",))


def _with_rest(view: View) -> Iterator[Claim]:
    """`trong số a trạm, b trạm xây mới, c trạm nâng cấp, còn d trạm xuống cấp`: the rest completes the whole."""
    for whole in range(len(view) - 2):
        if not _OUT_OF.search(view.figures[whole].gap) or view.kind(whole) is not UnitKind.COUNT:
            continue
        parts: list[int] = []
        for index in range(whole + 1, len(view)):
            if view.role(index) not in (Role.ACTUAL, Role.NUMERATOR) or not view.like(whole, index):
                break
            parts.append(index)
            if len(parts) > 1 and _LEFT_OVER.search(view.figures[index].gap):
                operands = [("whole", whole), *(("part", part) for part in parts)]
                yield view.claim(ClaimKind.SUM, operands, "còn", ("complementary",))
                break


def _left_over(view: View) -> Iterator[Claim]:
    """`a/b X làm được …; còn d X chưa làm được`: d = b − a."""
    for rest in range(2, len(view)):
        negated = _NEGATED.match(view.figures[rest].post)
        if negated is None or view.role(rest) is not Role.ACTUAL or not _LEFT_OVER.search(view.figures[rest].gap):
            continue
        bottom = next((i for i in range(rest - 1, 0, -1) if view.role(i) is Role.DENOMINATOR), None)
        if bottom is None or view.role(bottom - 1) is not Role.NUMERATOR:
            continue
        said = f"{view.figures[bottom - 1].gap} {view.figures[bottom].post}"
        if negated.group(1) in said:
            operands = [("whole", bottom), ("part", bottom - 1), ("part", rest)]
            yield view.claim(ClaimKind.SUM, operands, "còn", ("complementary",))
