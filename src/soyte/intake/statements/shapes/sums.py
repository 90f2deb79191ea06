"""Sums and subsets: `tổng số a (nội trú: b; ngoại trú c)`, `a, trong đó có b và c`, `a ca (b ca tử vong)`, `gồm b, c`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.shapes.view import View
from soyte.quantities import Form, UnitKind
from soyte.statements import Claim, ClaimKind, Role

_AMONG = re.compile(r"trong (?:đó|số đó|số này)|có tới|riêng")
_EXHAUSTIVE = re.compile(r"(?:bao )?gồm|chia ra|cụ thể(?= là|(?: như sau)?\s*:)|=|chia theo|trong đó gồm")
_COMPARED = re.compile(r"so với|bằng|hơn|cùng kỳ|năm|tháng|tuần|quý|trước|thực kê|kế hoạch|giao")
# What reaches further than its sentence is no part of the whole: `12 ca; tổng cộng từ đầu năm 345 ca`.
_WIDER = re.compile(r"tổng (?:cộng|số)|luỹ (?:kế|tích)|cộng dồn|từ đầu (?:năm|dịch|vụ)|tích luỹ")
_LIST_ENDS = re.compile(r"[.]|so với|ngoài ra|đồng thời|bên cạnh|trong khi")
_DEATH = re.compile(r"tử vong|chết")
_NO_DEATH = re.compile(
    r"(?:không|chưa)(?: có| ghi nhận| xảy ra| để xảy ra)*(?: trường hợp| ca| người| bệnh nhân)*(?: nào)? (?:bị )?(?:tử vong|chết)"
)
_COMPLEMENTS = (
    ("nội trú", "ngoại trú"), ("nam", "nữ"), ("thành thị", "nông thôn"), ("công", "tư"), ("cấp tỉnh", "cấp xã"), ("trai", "gái"),
    ("cấp tỉnh", "cấp huyện"), ("tập thể", "cá nhân"), ("công lập", "tư nhân"), ("trong nước", "ngoài nước"), ("trung ương", "địa phương"),
    ("trực tiếp", "trực tuyến"), ("toàn trình", "một phần"), ("người lớn", "trẻ em"), ("đúng hạn", "quá hạn"),
)  # fmt: skip
_OVERLAPPING = re.compile(
    r"tử vong|nặng|nhập viện|xuất viện|dương tính|tăng|giảm|nguy kịch|khỏi|điều trị|so với|vi phạm|xử phạt|đạt"
)
_OF_PLAN = re.compile(
    r"(?:\w+ ){0,2}(?:kh|kế hoạch|dự toán|chỉ tiêu giao)\b|[^.;]{0,12}đạt [\d,]+% (?:kh|kế hoạch|dự toán|chỉ tiêu)\b"
)
_AVERAGE = re.compile(r"(?:bình quân|trung bình)[^,;:()]{0,25}$")
_STATED = (Role.ACTUAL, Role.TARGET, Role.NUMERATOR)
_ADDABLE = (UnitKind.COUNT, UnitKind.MONEY, UnitKind.DENSITY, UnitKind.NONE, UnitKind.MEASURE)


def sums(view: View) -> Iterator[Claim]:
    """Parts and wholes of the sentence."""
    used: set[int] = set()
    yield from _equations(view, used)
    for whole in range(len(view)):
        if view.role(whole) not in _STATED or view.kind(whole) not in _ADDABLE or whole in used:
            continue
        if _AVERAGE.search(view.figures[whole].gap) or view.figures[whole].post.startswith("/"):
            continue  # bình quân 2.039 lượt/trạm (28.542 lượt tại 14 trạm)
        pair = view.role(whole) is Role.NUMERATOR and whole + 1 < len(view) and view.role(whole + 1) is Role.DENOMINATOR
        if view.role(whole) is Role.NUMERATOR and not pair:
            continue
        parts, words = _parts(view, whole, whole + 2 if pair else whole + 1)
        if parts:
            used.update(parts)
            yield _claim(view, whole, parts, words)
    yield from _listed_behind(view, used)
    yield from _other_nouns(view, used)
    yield from _additions(view, used)
    yield from _deaths(view, used)
    yield from _pairs(view)


def _listed_behind(view: View, used: set[int]) -> Iterator[Claim]:
    """`52.140 người, đạt 102,2% kế hoạch (51.000 người), gồm: …`: the list belongs to the nearest result before it."""
    for first in range(2, len(view)):
        if (
            first in used
            or not _EXHAUSTIVE.search(view.figures[first].gap)
            or (view.role(first - 1) is Role.ACTUAL and not view.is_rate(first - 1))
        ):
            continue
        whole = next(
            (i for i in range(first - 1, -1, -1) if view.role(i) is Role.ACTUAL and view.kind(i) in _ADDABLE), None
        )
        if whole is None:
            continue
        parts, words = _parts(view, whole, first)
        if len(parts) >= 2:
            used.update(parts)
            yield _claim(view, whole, parts, words)


def _parts(view: View, whole: int, first: int) -> tuple[list[int], str]:
    """The figures from `first` on that the words make parts of `whole`, and those words."""
    if first >= len(view):
        return [], ""
    opening = view.figures[first]
    opened = opening.bracket >= view.figures[whole].quantity.end and ")" not in opening.gap
    bracketed = opened and "(" in opening.gap[:25] and first == whole + 1 and not _COMPARED.search(opening.gap)
    among = _AMONG.search(opening.gap) or _EXHAUSTIVE.search(opening.gap) or opening.gap.lstrip().startswith("=")
    if not (bracketed or among):
        return [], ""
    parts: list[int] = []
    words = opening.gap
    for index in range(first, len(view)):
        figure = view.figures[index]
        if bracketed and figure.bracket != opening.bracket:
            break
        if _WIDER.search(figure.gap):
            break
        if not bracketed and index > first and (_LIST_ENDS.search(figure.gap) or _list_over(view, whole, parts, index)):
            break
        if view.role(index) is not (Role.TARGET if view.role(whole) is Role.TARGET else Role.ACTUAL):
            if bracketed:
                return [], ""
            break
        if not view.like(whole, index) or view.kind(index) not in _ADDABLE or figure.quantity.form is not Form.PLAIN:
            break
        parts.append(index)
        words += " " + figure.gap + " " + figure.post
    return parts, words


def _list_over(view: View, whole: int, parts: list[int], index: int) -> bool:
    """Does a semicolon before the figure end the list? Not where it parts the items, nor after a colon while they are too few."""
    if ";" not in view.figures[index].gap:
        return False
    opening = view.figures[parts[0]].gap
    if _EXHAUSTIVE.search(opening) and not _AMONG.search(opening) and ";" in view.figures[parts[0] + 1].gap:
        return False
    return ":" not in opening or sum(view.statements[p].value for p in parts) == view.statements[whole].value


def _claim(view: View, whole: int, parts: list[int], words: str) -> Claim:
    operands = [("whole", whole), *(("part", part) for part in parts)]
    traits: set[str] = set()
    labels = [f"{view.figures[p].gap} {view.figures[p].post}" for p in parts]
    if len(parts) >= 2 and _complementary(labels):
        traits.add("complementary")
    if _DEATH.search(words):
        traits.add("deaths")
    opening = view.figures[parts[0]].gap
    listed = bool(_EXHAUSTIVE.search(opening)) and not _AMONG.search(opening)
    if len(parts) >= 3 and all(":" in view.figures[p].gap for p in parts):
        traits.add("labelled")
    exhaustive = len(parts) >= 2 and (
        listed or "complementary" in traits or not (_AMONG.search(opening) or _OVERLAPPING.search(words))
    )
    if listed:
        traits.add("listed")
    return view.claim(ClaimKind.SUM if exhaustive else ClaimKind.SUBSET, operands, _word(opening), traits)


def _equations(view: View, used: set[int]) -> Iterator[Claim]:
    """`6.912 + 5.880 + 5.208 = 18.000 lượt`: written as a sum."""
    parts: list[int] = []
    for index in range(len(view)):
        gap = view.figures[index].gap
        if gap == "=" and len(parts) >= 2:
            used.update(parts)
            yield view.claim(ClaimKind.SUM, [("whole", index), *(("part", p) for p in parts)], "=", ("listed",))
            parts = []
        elif gap == "+" and parts:
            parts.append(index)
        else:
            parts = [index]


def _additions(view: View, used: set[int]) -> Iterator[Claim]:
    """A whole and the figures behind it that add up to it, though no word says so: worth telling only because it holds."""
    for whole in range(len(view)):
        if view.role(whole) is not Role.ACTUAL or view.kind(whole) is not UnitKind.COUNT or whole in used:
            continue
        total, parts = 0, []
        for index in range(whole + 1, len(view)):
            if (
                view.role(index) is not Role.ACTUAL
                or view.statements[index].unit != view.statements[whole].unit
                or index in used
            ):
                continue
            parts.append(index)
            total += int(view.statements[index].value)
            if total >= view.statements[whole].value:
                break
        if len(parts) >= 2 and total == view.statements[whole].value:
            used.update(parts)
            yield view.claim(ClaimKind.SUM, [("whole", whole), *(("part", p) for p in parts)], "", ("loose",))


def _other_nouns(view: View, used: set[int]) -> Iterator[Claim]:
    """`39 đơn vị, gồm 19 bệnh viện, 17 trung tâm y tế và 03 đơn vị khác`: parts under nouns of their own, told where they add up;
    and `46 trạm xây mới, 71 trạm cải tạo, nâng tổng số lên 117 trạm`: the whole behind its parts."""
    for first in range(1, len(view)):
        if _EXHAUSTIVE.search(view.figures[first].gap) and first not in used and view.kind(first - 1) is UnitKind.COUNT:
            total, parts = view.statements[first].value, [first]
            for index in range(first + 1, len(view)):
                if view.role(index) is not Role.ACTUAL or view.kind(index) is not UnitKind.COUNT:
                    break
                parts.append(index)
                total += view.statements[index].value
                if total == view.statements[first - 1].value:
                    used.update(parts)
                    yield view.claim(
                        ClaimKind.SUM, [("whole", first - 1), *(("part", p) for p in parts)], "gồm", ("loose",)
                    )
                    break
    for whole in range(2, len(view)):
        if "tổng" not in view.figures[whole].gap or view.kind(whole) is not UnitKind.COUNT or whole in used:
            continue
        for start in range(whole - 2, -1, -1):
            parts = list(range(start, whole))
            alike = all(
                view.role(p) is Role.ACTUAL and view.like(p, whole) and view.kind(p) is UnitKind.COUNT for p in parts
            )
            if alike and sum(view.statements[p].value for p in parts) == view.statements[whole].value:
                yield view.claim(ClaimKind.SUM, [("whole", whole), *(("part", p) for p in parts)], "tổng", ("loose",))
                break


def _word(gap: str) -> str:
    match = _AMONG.search(gap) or _EXHAUSTIVE.search(gap)
    return match.group() if match else "()"


def _complementary(labels: list[str]) -> bool:
    return any(
        len(labels) == len(pair) and all(any(re.search(rf"\b{word}\b", label) for label in labels) for word in pair)
        for pair in _COMPLEMENTS
    )


def _deaths(view: View, used: set[int]) -> Iterator[Claim]:
    """Deaths are part of the cases, also when the text says that there were none."""
    for index in range(len(view)):
        figure = view.figures[index]
        cases = (
            figure.quantity.unit.name in {"ca", "trường hợp", "người", "bệnh nhân", "người bệnh"}
            and view.role(index) is Role.ACTUAL
        )
        if not cases:
            continue
        none = _NO_DEATH.search(figure.post)
        if none and not _DEATH.search(figure.post[: none.start()]) and not _DEATH.search(figure.gap):
            yield view.claim(ClaimKind.SUBSET, [("whole", index)], none.group(), ("deaths", "none"))
        if index + 1 < len(view) and index + 1 not in used and view.role(index + 1) is Role.ACTUAL:
            behind = view.figures[index + 1]
            counted = behind.quantity.unit.name in {"ca", "trường hợp", "người", "bệnh nhân", ""}
            dead = _DEATH.search(behind.gap) or re.match(r"(?:mắc )?(?:bị )?(?:tử vong|chết)", behind.post)
            if (
                counted
                and dead
                and not _DEATH.search(figure.gap)
                and not re.match(r"(?:bị )?(?:tử vong|chết)", figure.post)
                and not re.search(r"[.]|so với|cùng kỳ", behind.gap)
            ):
                yield view.claim(ClaimKind.SUBSET, [("whole", index), ("part", index + 1)], "tử vong", ("deaths",))


def _pairs(view: View) -> Iterator[Claim]:
    """`a/b`: a part of b; two such pairs over one denominator may exhaust it."""
    previous: tuple[int, int] | None = None
    for index in range(len(view) - 1):
        if (
            view.figures[index].quantity.form is not Form.NUMERATOR
            or view.figures[index + 1].quantity.form is not Form.DENOMINATOR
        ):
            continue
        if view.role(index) is not Role.PREVIOUS and view.role(index + 1) is Role.PREVIOUS:
            continue  # (842/899): this year and last
        if view.role(index) in (Role.ACTUAL, Role.PREVIOUS):  # mắc/tử vong
            yield view.claim(ClaimKind.SUBSET, [("whole", index), ("part", index + 1)], "mắc/tử vong", ("deaths",))
            continue
        if _OF_PLAN.match(view.figures[index + 1].post):
            continue  # 42.160/40.000 lượt KH: a plan may be exceeded
        everyone = bool(re.search(r"(?:cả|tất cả|toàn bộ)\s*\(?$", view.figures[index].gap))
        equal = view.statements[index].value == view.statements[index + 1].value
        everyone = everyone or (equal and bool(re.search(r"\bđều\b|tất cả", view.figures[index + 1].post[:80])))
        kind = ClaimKind.COUNT if everyone else ClaimKind.SUBSET
        yield view.claim(kind, [("whole", index + 1), ("part", index)], "cả" if everyone else "a/b", ("pair",))
        if (
            previous
            and view.statements[previous[1]].value == view.statements[index + 1].value
            and view.like(previous[0], index)
        ):
            total = view.statements[previous[0]].value + view.statements[index].value
            if total == view.statements[index + 1].value:
                yield view.claim(
                    ClaimKind.SUM, [("whole", index + 1), ("part", previous[0]), ("part", index)], "a/b", ("listed",)
                )
        previous = (index, index + 1)
