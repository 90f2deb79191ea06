"""Which part a figure plays: actual, target, previous, change, share, numerator or denominator.

The rules read like the sentence shapes of reports (`a%, vượt KH giao b%`, `a, tăng d so với năm N (p)`, `a/b X, đạt c%`). All
patterns are matched against folded text, so tone placement and i/y do not matter.
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from soyte.intake.statements.figures import Figure, Sentence
from soyte.quantities import NO_UNIT, Form, UnitKind
from soyte.statements import Role
from soyte.text import fold

_CHANGE = re.compile(
    r"(?:\b(?:(?<!thu nhập )tăng|giảm|(?<!tăng )thêm|bớt|hụt|sụt|gấp|vượt|thiếu)|(?:cao|thấp|nhiều|ít|nhanh|lớn) hơn)"
    r"(?: (?:thêm|được|đi|mạnh|nhẹ|tới|đến|mức|tương ứng|tương đương|lần lượt|bình quân|trung bình|là|trưởng|khá|gấp))*"
    r"\s*[:(]?\s*$"
)
_CHANGE_AGAINST = re.compile(
    r"\b(?:tăng|giảm)(?: \w+)? (?:so )?(?:với )?(?:cùng kỳ|năm|tháng|tuần|quý|kỳ)(?: (?:năm|trước|ngoái|\d{4}|\d{1,2}(?:/\d{4})?))*(?: (?:là|khoảng))*\s*:?$"
)
_RISING_ABOVE = re.compile(
    r"(?:tăng|giảm) (?:cao|thấp|nhiều|ít) hơn (?:so với )?(?:cùng kỳ|năm|tháng|tuần|quý)(?: (?:năm|trước|ngoái|\d{4}))*$"
)
_HIGHER_THAN = re.compile(
    r"(?:cao|thấp|nhiều|ít) hơn (?:so với )?(?:cùng kỳ|năm|tháng|tuần|quý|kỳ)(?: (?:năm|trước|ngoái|\d{4}))*(?: là)?$"
)
_SIGNED = re.compile(r"[(,:]\s*[+-]$|[↑↓▲▼]\s*$")
_RISE_OF = re.compile(r"\b(?:tăng(?! huyết áp| cường)|giảm(?! nghèo)) [^,;.]{2,70}$")
_LEVEL = re.compile(r"(?:đạt|còn|xuống|(?<!trở )lên|là|đến|mức|từ)(?: (?:khoảng|dưới|trên))*$")
_AGAINST_BASE = re.compile(r"(?:so|với|so với) (?:cùng kỳ|(?:cuối |đầu )?(?:năm|tháng|quý|kỳ|tuần)\b)")
_BY = re.compile(r"^\(?\s*(?:tương đương|tương ứng|hay|bằng|tức|ứng với)?(?: với)?(?: (?:tăng|giảm|tỷ lệ))?\s*\(?\s*$")
_PERIOD = (
    r"(?:(?:của )?(?:cùng kỳ|năm|tháng|tuần|quý|kỳ)?[\s/]*(?:trước|ngoái|nay|liền kề|\d{1,2}[/-]\d{4}|\d{4}|\d{1,2})?)"
)
_PREVIOUS = re.compile(
    rf"(?:so (?:với|cùng)|cùng kỳ|(?:năm|tháng|tuần|quý|kỳ) (?:trước|ngoái)|\(\s*(?:năm |cùng kỳ )?\d{{4}})"
    rf"(?:\s*(?:{_PERIOD}|trung bình|bình quân|giai đoạn|\d{{4}}\s*-\s*\d{{4}}|\d+ (?:năm|tuần|tháng)|cùng|mức|của|toàn|số))*"
    rf"\s*(?:[:(]|là|đạt|có|chỉ|ghi nhận|mức|với)*\s*[:(]?\s*$"
)
_EARLIER = re.compile(r"kỳ|năm|tháng|tuần|quý|trước|ngoái|\d{4}|trung bình|bình quân|giai đoạn|cùng")
_COMPARING = re.compile(r"so (?:với|cùng)|cùng kỳ")
_BRACKETED_BASE = re.compile(
    r"(?:so (?:với|cùng)|(?:cao|thấp|nhiều|ít) hơn)[^,;()]{0,60}(?:kỳ|trước|ngoái|năm \d{4}|tháng \d+(?:/\d{4})?|tuần \d+)[^,;()]{0,25}\(\s*$"
)
_BRACKETED_PERIOD = re.compile(
    r"\((?:(?:tuần|tháng|quý)(?: thứ)? \S+|cùng kỳ[^,;()]{0,25}|(?:năm|tuần|tháng) (?:trước|ngoái))(?: (?:ghi nhận|có|là|đạt))*\s*:?$"
)
_AFTER_CHANGE = re.compile(
    r"^(?:so (?:với|cùng) )?(?:cùng kỳ |của )?(?:năm|tháng|tuần|quý) (?:trước|ngoái|\d{1,4}(?:/\d{4})?)\s*\($"
    r"|^(?:so (?:với|cùng) )?giai đoạn \d{4} ?- ?\d{4} ?\($|so với trước[^,;()]{0,30}[:(]$"
    r"|so với (?:mức )?(?:bình quân|trung bình|mức(?! phân bổ| giao| dự toán))[^,;()]{0,40}\($"
)
_RESULT_IN_PLAN = re.compile(r"\((?:ước )?(?:thực hiện|kết quả|ước|đạt|năm)(?: đạt| năm)* ?\d{4}(?: là| đạt|:)*\s*$")
_VERDICT_THEN_BRACKET = re.compile(
    r"(?:^|chỉ tiêu (?:\w+ )*)(?:đạt|vượt)(?:(?:,| và)? (?:đạt|vượt))* ?\($"  # 06 chỉ tiêu đạt, vượt (66,7%)
)
_VERDICT_THEN_RATE = re.compile(  # 11 chỉ tiêu đạt và vượt kế hoạch, đạt 91,7%
    r"(?:đạt|vượt)(?: \w+){0,2} (?:kế hoạch|kh|chỉ tiêu|mục tiêu)\s*,\s*(?:đạt|bằng|chiếm)(?: tỷ lệ)?$"
)
_SERIES = re.compile(r"^;? ?năm \d{4} ?:$")
_FROM = re.compile(r"\btừ(?: mức)?\s*$")
_TO = re.compile(r"(?:lên|xuống|còn|đến|sang)(?: (?:còn|mức|đến|tới|khoảng))*\s*$")
_TARGET_NOUN = re.compile(
    r"chỉ tiêu|(?<!chương trình )mục tiêu|kế hoạch|\bkh\b|\bnq\b|nghị quyết|định mức|dự toán|\bgiao\b(?! thông| dịch| lưu)|phân bổ|đề ra|đặt ra"
)
_GENERIC = re.compile(
    r"^(?:[\s:;,()\-/\"']|\d{4}|\d{1,2} tháng|năm|giao|đề|ra|đặt|của|được|cả|là|đạt|phải|cần|tỉnh|thành|phố|uỷ|ban|nhân|dân|hội|đồng|hđnd|ubnd|bộ|y|tế"
    r"|trung|ương|nghị|quyết|nq|kh|kế|hoạch|chỉ|tiêu|mục|đến|hết|cuối|quý|tháng|từ|tối|thiểu|ít|nhất|phấn|đấu|so|với|đầu|nhiệm|kỳ"
    r"|quốc|gia|thông qua|chung|toàn|chính|phủ|ngành|sở|đảng|đại|giai|đoạn|bằng|mức|theo|hằng|hàng|trên|tw|ttg|tướng|thủ)*$"
)
_STRIVE = re.compile(
    r"phấn đấu|đặt mục tiêu|đề ra mục tiêu|mục tiêu (?:là|đến|trong|năm)|phải đạt|cần đạt|yêu cầu đạt|nâng (?:tỷ lệ|số)|dự kiến"
)
_RESULT_AGAIN = re.compile(r"\bhiện\b|đến nay|thực tế|kết quả|mới (?:có|đạt)|\bđã\b")
PLAN_RATIO = re.compile(r"^(?:so với |so |của |mức )?(?:kế hoạch|kh\b|chỉ tiêu|dự toán|mục tiêu|nhiệm vụ)")
_SHARE = re.compile(r"(?:chiếm|chiếm tỷ lệ|chiếm tỷ trọng|chiếm khoảng|tỷ trọng)(?: (?:tỷ lệ|là|đạt|khoảng))*\s*$")
_OF_TOTAL = re.compile(r"(?:trên|trong|/)\s*(?:tổng|tổng số|số|tổng cộng)?(?: số)?\s*$")
_WITHIN_TOTAL = re.compile(r"(?:trong|trên)(?: tổng)?(?: số)?(?: là)?\s*$")
_ASSIGNED = {
    "chỉ tiêu",
    "tiêu chí",
    "nhiệm vụ",
    "mục tiêu",
    "thủ tục",
    "kế hoạch",
    "văn bản",
}  # things that are themselves assigned
_HAS = re.compile(r"(?:^|[\s,])(?:có|thì|đã có|chỉ có|mới có)\b")
_CASES_DEATHS = re.compile(r"mắc\s*/\s*(?:tử vong|chết|tv)|ca\s*/\s*(?:tử vong|chết)|\bm/c\b|mắc/tv")


def assign_roles(sentence: Sentence, *, plan: bool, cases_deaths: bool) -> None:
    """Give every figure of the sentence its role. `plan`: the section states targets; `cases_deaths`: a/b is mắc/chết."""
    figures = sentence.figures
    striving = plan
    for index, figure in enumerate(figures):
        if _STRIVE.search(figure.gap):
            striving = not _RESULT_AGAIN.search(figure.gap[_last(_STRIVE, figure.gap) :])
        elif _RESULT_AGAIN.search(figure.gap) or (plan and ";" in figure.gap):
            striving = plan and ";" in figure.gap  # the next line of a plan is a plan again
        figure.role = _role(
            figures,
            index,
            striving=striving,
            cases_deaths=cases_deaths or bool(_CASES_DEATHS.search(sentence.folded)),
            comparing=bool(
                _COMPARING.search(sentence.folded)
                or any(_COMPARING.search(fold(p)) for p in sentence.segment.parents[:1])
            ),
        )
    _word_ratios(figures)
    _slash_targets(figures)


def _role(figures: list[Figure], index: int, *, striving: bool, cases_deaths: bool, comparing: bool) -> Role:
    figure = figures[index]
    gap, kind, before = figure.gap, figure.quantity.unit.kind, figures[index - 1] if index else None
    if figure.quantity.form in (Form.NUMERATOR, Form.DENOMINATOR):
        compared = _now_and_then(figures, index)
        if compared is not None:
            return compared
        role = _pair_role(figures, index, cases_deaths=cases_deaths)
        if role is not Role.ACTUAL:
            return role
        if figure.quantity.form is Form.DENOMINATOR and before is not None:
            return before.role
    granted = figure.quantity.unit.kind is UnitKind.MONEY and gap.endswith("giao")
    if granted or (figure.quantity.unit.name in _ASSIGNED and names_target(gap)):
        return Role.ACTUAL
    if before is not None and before.role is Role.CHANGE and _AFTER_CHANGE.search(gap):
        return Role.PREVIOUS
    if striving and _RESULT_IN_PLAN.search(gap):
        return Role.PREVIOUS
    if (
        before is not None
        and before.role is Role.CHANGE
        and gap == "("
        and comparing
        and (kind is not UnitKind.PERCENT or _rate_change(before))
    ):
        return Role.CHANGE if _restates(figures, index) else Role.PREVIOUS
    if (
        _CHANGE_AGAINST.search(gap)
        or (kind is UnitKind.COUNT and _HIGHER_THAN.search(gap))
        or _RISING_ABOVE.search(gap)
        or (_HIGHER_THAN.search(gap) and index + 1 < len(figures) and figures[index + 1].gap == "(")
    ):
        return Role.CHANGE
    if (
        before is not None
        and before.role is Role.PREVIOUS
        and figure.bracket == before.bracket >= 0
        and (";" not in gap or gap == ";")
    ):
        return Role.PREVIOUS
    if (
        _SIGNED.search(gap)
        or (_CHANGE.search(gap) and not _VERDICT_THEN_BRACKET.search(gap) and not _lacks(figure))
        or figure.quantity.unit.kind is UnitKind.POINTS
    ):
        return Role.CHANGE
    if before is not None and before.role is Role.CHANGE and kind is UnitKind.PERCENT and _BY.search(gap):
        return Role.CHANGE
    rate = kind in (UnitKind.PERCENT, UnitKind.PERMILLE)
    if rate and _RISE_OF.search(gap) and not _LEVEL.search(gap) and _AGAINST_BASE.match(figure.post):
        return Role.CHANGE  # giảm tỷ suất sinh thô 0,1‰ so với năm 2016
    if _FROM.search(gap) and index + 1 < len(figures) and _TO.search(figures[index + 1].gap):
        return Role.PREVIOUS
    if before is not None and before.role is Role.PREVIOUS and _FROM.search(before.gap) and _TO.search(gap):
        return Role.TARGET if striving else Role.ACTUAL
    if _VERDICT_THEN_BRACKET.search(gap):
        return Role.SHARE if kind is UnitKind.PERCENT else Role.ACTUAL
    if names_target(gap) and not _plan_behind_pair(figures, index):
        return Role.TARGET
    if gap.startswith("(năm") and index + 1 < len(figures) and _SERIES.search(figures[index + 1].gap):
        return Role.ACTUAL  # (năm 2021: a; năm 2022: b; …): a series, not a base
    if _BRACKETED_BASE.search(gap) or (before is not None and _BRACKETED_PERIOD.search(gap)):
        return Role.PREVIOUS
    if (_says_previous(gap) or _compared_behind(figure)) and any(
        f.role in (Role.ACTUAL, Role.CHANGE, Role.SHARE) for f in figures[:index]
    ):
        return Role.PREVIOUS
    if striving:
        return Role.TARGET
    if kind is UnitKind.PERCENT and _SHARE.search(gap):
        return Role.SHARE
    bracketed = gap == "(" or (
        gap.endswith("(") and len(gap) < 60 and not re.search(r"[;,:]|so với|kế hoạch|hơn|bình quân", gap)
    )
    if (
        kind is UnitKind.PERCENT
        and bracketed
        and before is not None
        and before.quantity.unit.kind in (UnitKind.COUNT, UnitKind.MONEY, UnitKind.NONE)
    ):
        return Role.ACTUAL if PLAN_RATIO.search(figure.post) else Role.SHARE
    return Role.ACTUAL


def names_target(gap: str) -> bool:
    """Do the words in front of a figure announce a target (`vượt KH giao`, `chỉ tiêu năm 2024:`)?

    A target's noun counts only when nothing but generic words stand between it and the figure: `Chỉ tiêu sàng lọc trước sinh:
    đạt` names an indicator.
    """
    head = gap.rstrip(" :(=-≥≤<>")
    if ")" in head:
        head = head[head.rindex(")") + 1 :]
    nouns = list(_TARGET_NOUN.finditer(head))
    if not nouns or _VERDICT_THEN_RATE.search(head):
        return False
    return bool(_GENERIC.match(head[nouns[-1].end() :]))


def _lacks(figure: Figure) -> bool:
    """`còn thiếu khoảng 420 bác sĩ` is a figure of its own; `còn thiếu 0,98% so với chỉ tiêu` is a distance."""
    counted = figure.quantity.unit.kind is UnitKind.COUNT and not figure.post.startswith("so ")
    return counted and bool(re.search(r"(?:còn|đang) thiếu(?: \w+)?$", figure.gap))


def _rate_change(change: Figure) -> bool:
    """Is it a change of a rate, in percent, so that a percentage behind it is a value and not the change again?"""
    return change.quantity.unit.kind is UnitKind.PERCENT


def _restates(figures: list[Figure], index: int) -> bool:
    """`863.984 cháu, tăng 5% (40.604 cháu)`: far below the result it is the change in units, near it the earlier value."""
    step, rate = figures[index].quantity, figures[index - 1].quantity
    if rate.unit.kind is not UnitKind.PERCENT or step.unit.kind in (UnitKind.PERCENT, UnitKind.POINTS):
        return False
    results = [f.quantity for f in figures[: index - 1] if f.role is Role.ACTUAL and f.quantity.unit == step.unit]
    share = min(2 * rate.value, Decimal(40))
    return bool(results) and step.value * 100 < results[-1].value * share


def _says_previous(gap: str) -> bool:
    match = _PREVIOUS.search(gap)
    return bool(match and _EARLIER.search(match.group()))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _compared_behind(figure: Figure) -> bool:
    """`so với 120 ca cùng kỳ`: the words that make it a previous value stand behind it."""
    return figure.gap.endswith(("so với", "so với mức")) and bool(
        re.match(r"\)?,?\s*(?:của |trong )?(?:cùng kỳ|năm|tháng|tuần|quý)", figure.post)
    )


def _now_and_then(figures: list[Figure], index: int) -> Role | None:
    """`842 người, giảm 57 người so cùng kỳ (842/899)`: the result again, over that of last year."""
    first = index if figures[index].quantity.form is Form.NUMERATOR else index - 1
    gap, value = figures[first].gap, figures[first].quantity.value
    again = any(f.role is Role.ACTUAL and f.quantity.value == value for f in figures[:first])
    if not (again and gap.endswith("(") and re.search(r"\bso\b|cùng kỳ", gap)):
        return None
    return Role.ACTUAL if first == index else Role.PREVIOUS


def _plan_behind_pair(figures: list[Figure], index: int) -> bool:
    """In `a/b lượt KH đạt c%` the plan is b; c is the share of it that was met."""
    before = figures[index - 1] if index else None
    pair = before is not None and before.quantity.form is Form.DENOMINATOR
    return pair and bool(re.fullmatch(r"(?:\w+ )?(?:kh|kế hoạch)(?: năm)?,? (?:đạt|bằng)", figures[index].gap))


def _pair_role(figures: list[Figure], index: int, *, cases_deaths: bool) -> Role:
    figure = figures[index]
    first = figure.quantity.form is Form.NUMERATOR
    one, two = (figure, figures[index + 1]) if first and index + 1 < len(figures) else (figures[index - 1], figure)
    larger = one.quantity.value > two.quantity.value
    if larger and one.quantity.unit is NO_UNIT:
        return Role.ACTUAL  # no share exceeds its whole: cases and deaths
    if cases_deaths and (larger or one.quantity.unit.name in {"", "ca"}):
        return Role.ACTUAL
    if names_target(one.gap) and not first:
        return Role.DENOMINATOR
    return Role.NUMERATOR if first else Role.DENOMINATOR


def _word_ratios(figures: list[Figure]) -> None:
    """`a trên tổng số b`, `trong tổng số b X, có a`: numerator and denominator in words."""
    for index in range(len(figures) - 1):
        one, two = figures[index], figures[index + 1]
        if one.role is not Role.ACTUAL or two.role is not Role.ACTUAL or not _same_kind(one, two):
            continue
        if two.quantity.form is not Form.PLAIN or (two.gap == "/" and two.quantity.unit.kind is UnitKind.PERCENT):
            continue
        if (
            _OF_TOTAL.search(two.gap)
            and two.gap.startswith(("trên", "trong", "/", "(trên"))
            and one.quantity.value <= two.quantity.value
        ):
            one.role, two.role = Role.NUMERATOR, Role.DENOMINATOR
        elif _WITHIN_TOTAL.search(one.gap) and _HAS.search(two.gap) and two.quantity.value <= one.quantity.value:
            one.role, two.role = Role.DENOMINATOR, Role.NUMERATOR


def _slash_targets(figures: list[Figure]) -> None:
    """`chưa đạt (a%/b%)`: result and target around a slash."""
    for one, two in itertools.pairwise(figures):
        if (
            two.gap in {"/", "/ kh", "/kh", "/kế hoạch"}
            and _same_kind(one, two)
            and one.role is Role.ACTUAL
            and two.quantity.form is Form.PLAIN
        ):
            two.role = Role.TARGET


def _same_kind(one: Figure, two: Figure) -> bool:
    a, b = one.quantity.unit, two.quantity.unit
    return (a.kind is b.kind and (a.kind is not UnitKind.COUNT or a.name == b.name)) or UnitKind.NONE in (
        a.kind,
        b.kind,
    )
