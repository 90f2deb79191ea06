"""Ratios: `a/b X, đạt c%`, `c% (a/b)`, `a trên tổng số b (c%)`, `b lượt …, trong đó a lượt …, tỷ lệ c%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.roles import PLAN_RATIO
from soyte.intake.statements.shapes.view import View
from soyte.quantities import UnitKind
from soyte.statements import Claim, ClaimKind, Qualifier, Role

_LEADS_TO_SHARE = re.compile(
    r"(?:^|[\s,;(])(?:đạt(?: tỷ lệ)?|chiếm(?: tỷ lệ)?|(?:với )?tỷ lệ(?: đạt| chung)?|tương (?:đương|ứng)|(?<!cao )bằng|="
    r"|hoàn thành)(?: với| là)?(?: tỷ lệ)?\s*[:(]?$"
)
_NAMED_RATE = re.compile(r"tỷ lệ ([^,;:()]{3,60}?)\s*(?:đạt|là|chiếm|:)(?: tỷ lệ)?\s*$")
_OVER = {"so với", "trên tổng số", "trong tổng số", "của", "trên"}
_EQUALS = re.compile(r"(?:^|[\s,;(])(?:chỉ )?(?<!cao )(?:bằng|đạt)$")
_DONE = re.compile(
    r"đã (?:giải ngân|thực hiện|xử lý|xử lí|chi|cấp|hoàn thành|tiêm|giải quyết|khám)|giải ngân|giải quyết"
)
_COUNTS = (UnitKind.COUNT, UnitKind.MONEY, UnitKind.NONE, UnitKind.MEASURE)


def ratios(view: View) -> Iterator[Claim]:
    """Every percentage of the sentence whose numerator and denominator stand beside it."""
    yield from _plan_ratios(view)
    yield from _ratios_to_previous(view)
    found: list[tuple[int, int, int, tuple[str, ...]]] = []
    for index in range(len(view)):
        if not view.is_rate(index) or view.role(index) not in (Role.SHARE, Role.ACTUAL):
            continue
        pair = _pair_beside(view, index)
        if pair:
            found.append((*pair[:2], index, pair[2]))
    whole = _common_whole(view, found)
    for numerator, denominator, share, traits in found:
        sister = whole is not None and "loose" in traits and not _fits(view, numerator, denominator, share)
        if sister and whole is not None and view.like(numerator, whole) and numerator > whole:
            yield _ratio(view, numerator, whole, share, ("linked",))
        else:
            yield _ratio(view, numerator, denominator, share, traits)


def _ratio(view: View, numerator: int, denominator: int, share: int, traits: tuple[str, ...]) -> Claim:
    operands = (("numerator", numerator), ("denominator", denominator), ("share", share))
    return view.claim(ClaimKind.RATIO, operands, "tỷ lệ", traits)


def _common_whole(view: View, found: list[tuple[int, int, int, tuple[str, ...]]]) -> int | None:
    """The whole that one share of the sentence fits is the whole of its sisters too: `2.187 trẻ: nhẹ cân 171 trẻ (7,8%), thấp
    còi 278 trẻ (13,7%)`."""
    fitting = {den for num, den, share, traits in found if "loose" in traits and _fits(view, num, den, share)}
    return fitting.pop() if len(fitting) == 1 else None


def _pair_beside(view: View, index: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Numerator, denominator and how firmly the words link them (`linked` or `loose`)."""
    if (
        index + 2 < len(view)
        and _is_pair(view, index + 1)
        and view.figures[index + 1].gap.endswith("(")
        and len(view.figures[index + 1].gap) <= 30
    ):
        return index + 1, index + 2, ("linked",)
    if (
        index + 2 < len(view)
        and _is_pair(view, index + 1)
        and view.figures[index + 1].gap in {"", ":", "là", ",", "hay", "tương đương"}
    ):
        return index + 1, index + 2, ("linked",)
    gap = view.figures[index].gap
    in_bracket = (
        (gap.endswith("(") and len(gap) < 60 and not re.search(r"[;:]|so với|hơn|bình quân|cùng kỳ", gap))
        or gap.endswith("(đạt")
        or gap.endswith("(chiếm")
    )
    leads = in_bracket or bool(_LEADS_TO_SHARE.search(gap))
    if index >= 2 and _is_pair(view, index - 2):
        used = index >= 3 and view.is_rate(index - 3) and view.figures[index - 2].gap.endswith("(")
        if re.search(r"hơn|bình quân|so với|cùng kỳ", gap):
            return None
        own_plan = PLAN_RATIO.match(view.figures[index].post) or view.statements[index].qualifier is not Qualifier.EXACT
        if leads and not used and ";" not in gap and not _each_complete(view, index):
            of_plan = names_plan(view.figures[index - 1].post)
            firm = of_plan or (not own_plan and "," in gap) or (not own_plan and "(" in gap) or not gap.endswith("đạt")
            return index - 2, index - 1, ("linked" if firm else "loose",)
        return None
    if _whole_behind(view, index):
        return index - 1, index + 1, ("linked",)
    if index + 1 < len(view) and index and view.figures[index + 1].gap in _OVER and view.like(index - 1, index + 1):
        below, above = view.statements[index - 1].value, view.statements[index + 1].value
        if leads and view.kind(index - 1) in _COUNTS and view.kind(index + 1) in _COUNTS and below <= above:
            return index - 1, index + 1, ("linked",)
    if not leads and not _NAMED_RATE.search(gap):
        return None
    return _two_counts(view, index, in_bracket=in_bracket)


def _whole_behind(view: View, index: int) -> bool:
    """`38,4 tỷ đồng, bằng 2,7% số phải thu (1.096,8 tỷ đồng)`: the whole stands in the bracket behind."""
    if (
        not 0 < index < len(view) - 1
        or not view.like(index - 1, index + 1)
        or not re.search(r"(?:chiếm|bằng|tương đương)(?: tỷ lệ)?$", view.figures[index].gap)
    ):
        return False
    gap = view.figures[index + 1].gap
    named = gap.endswith("(") and 3 < len(gap) < 60 and not re.search(r"[,;:]|so với|cùng kỳ|năm", gap)
    counts = view.kind(index - 1) in _COUNTS and view.kind(index + 1) in _COUNTS
    return (
        named
        and counts
        and view.role(index + 1) is Role.ACTUAL
        and view.statements[index - 1].value < view.statements[index + 1].value
    )


def names_plan(words: str) -> bool:
    """`a/b lượt KH đạt c%`: what stands behind the slash is the plan."""
    return bool(re.match(r"(?:\w+ ){0,2}(?:kh|kế hoạch|dự toán|chỉ tiêu)\b", words))


def _is_pair(view: View, index: int) -> bool:
    if index + 1 >= len(view):
        return False
    return view.role(index) is Role.NUMERATOR and view.role(index + 1) is Role.DENOMINATOR


def _each_complete(view: View, index: int) -> bool:
    """`11/14 tiêu chí đạt 100%` says that each of the eleven is complete."""
    numerator, denominator = view.statements[index - 2].value, view.statements[index - 1].value
    return view.statements[index].value == 100 and numerator < denominator


def _two_counts(view: View, index: int, *, in_bracket: bool) -> tuple[int, int, tuple[str, ...]] | None:
    """The count right before the share, over an earlier and larger count of the same thing."""
    counts = [
        i
        for i in range(index)
        if view.kind(i) in _COUNTS and view.role(i) in (Role.ACTUAL, Role.NUMERATOR, Role.DENOMINATOR)
    ]
    if len(counts) < 2:
        return None
    last = counts[-1]
    explained = any(view.is_rate(i) and view.role(i) in (Role.SHARE, Role.ACTUAL) for i in range(last + 1, index))
    if explained or (";" in view.figures[index].gap and not in_bracket):
        return None  # 19/22 cơ sở …, đạt 86,4%; thanh toán không dùng tiền mặt đạt 71,5%
    if view.role(last) is Role.DENOMINATOR and view.role(counts[-2]) is Role.NUMERATOR:
        return counts[-2], last, ("linked",)
    wholes = [
        i
        for i in reversed(counts[:-1])
        if view.like(i, last)
        and view.statements[i].value >= view.statements[last].value
        and not _beyond_its_part(view, i, last)
    ]
    if not wholes:  # another noun may stand for the same things, when the share fits to the digit
        others = [
            i for i in reversed(counts[:-1]) if _fits(view, last, i, index) and view.statements[index].precision < 1
        ]
        return (last, others[0], ("loose",)) if in_bracket and others else None
    if "trong đó" in view.figures[last].gap and wholes[0] == max(i for i in counts[:-1] if view.like(i, last)):
        return last, wholes[0], ("linked",)
    between = " ".join(view.figures[i].gap for i in range(wholes[0] + 1, last + 1))
    own_shares = any(view.is_rate(i) for i in range(wholes[0] + 1, last))
    linked = (
        "trong đó" in between
        or bool(not own_shares and _DONE.search(view.figures[last].gap) and "đạt" in view.figures[index].gap)
        or view.role(last) is Role.NUMERATOR
        or _same_subject(view, index, last)
    )
    whole = next((i for i in wholes if _fits(view, last, i, index)), wholes[0])
    traits = ("linked",) if linked and len(wholes) == 1 else ("loose",)
    if in_bracket and not linked:
        traits = ("loose",)
    return last, whole, traits


def _beyond_its_part(view: View, denominator: int, part: int) -> bool:
    """`6.320/12.000 lượt (trong đó 2.106 lượt)`: parts are of what was done, not of what it is held against."""
    if view.role(denominator) is not Role.DENOMINATOR or view.role(denominator - 1) is not Role.NUMERATOR:
        return False
    return denominator < part and view.statements[denominator - 1].value >= view.statements[part].value


def _fits(view: View, numerator: int, denominator: int, share: int) -> bool:
    bottom = view.statements[denominator].value
    if not bottom:
        return False
    scale = 1000 if view.kind(share) is UnitKind.PERMILLE else 100
    return (
        abs(view.statements[numerator].value * scale / bottom - view.statements[share].value)
        <= view.statements[share].precision
    )


def _same_subject(view: View, share: int, numerator: int) -> bool:
    """`… lượt tra cứu thành công, tỷ lệ tra cứu thành công đạt`: the rate is named after its numerator."""
    named = _NAMED_RATE.search(view.figures[share].gap)
    if not named:  # có 703 mẫu đạt, tỷ lệ đạt 95,0%
        short = re.search(r"tỷ lệ (\w+(?: \w+)?)$", view.figures[share].gap)
        return bool(short and view.figures[numerator].post.startswith(short.group(1)))
    words = named.group(1).split()
    counted = f" {view.figures[numerator].post} "
    return len(words) >= 2 and f" {' '.join(words[-2:])}" in counted


def _ratios_to_previous(view: View) -> Iterator[Claim]:
    """`120 ca, bằng 75% so với cùng kỳ năm 2023 (160 ca)`: the result over its previous value."""
    for index in range(1, len(view) - 1):
        rate = view.kind(index) is UnitKind.PERCENT and _EQUALS.search(view.figures[index].gap)
        previous = view.figures[index + 1]
        if (
            not rate
            or view.role(index + 1) is not Role.PREVIOUS
            or previous.partner is None
            or previous.partner > index
        ):
            continue
        if view.like(previous.partner, index + 1) and not view.is_rate(previous.partner):
            operands = (("numerator", previous.partner), ("denominator", index + 1), ("share", index))
            yield view.claim(ClaimKind.RATIO, operands, "bằng", ("linked", "plan"))


def _plan_ratios(view: View) -> Iterator[Claim]:
    """`a, đạt c% kế hoạch (b)`, `a, đạt c% so với kế hoạch giao (b%)`: result over target."""
    for index in range(1, len(view)):
        if (
            not view.is_rate(index)
            or view.role(index) not in (Role.ACTUAL, Role.SHARE)
            or not PLAN_RATIO.match(view.figures[index].post)
        ):
            continue
        target = next((i for i in range(len(view)) if view.role(i) is Role.TARGET and abs(i - index) <= 2), None)
        if target is None:
            continue
        actual = next(
            (
                i
                for i in range(index - 1, -1, -1)
                if view.role(i) is Role.ACTUAL and view.like(i, target) and i != target and not view.aside(i, index)
            ),
            None,
        )
        if actual is not None and view.statements[target].value:
            yield view.claim(
                ClaimKind.RATIO,
                (("numerator", actual), ("denominator", target), ("share", index)),
                "kế hoạch",
                ("linked", "plan"),
            )
