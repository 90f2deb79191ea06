"""Counts against lists: `3 chỉ tiêu vượt kế hoạch, đó là: A, B, C`, and subsets in words: `trong tổng số b, có a`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.shapes.view import View
from soyte.quantities import UnitKind
from soyte.statements import Claim, ClaimKind, Role

_ROUNDS = {"đoàn", "cuộc", "lượt", "đợt"}
_STAGE_NAMES = {1: "vi phạm", 2: "xử phạt", 11: "nhập viện"}
_AREAS = {
    "xã",
    "phường",
    "huyện",
    "quận",
    "địa phương",
    "tỉnh",
    "thành phố",
    "thị trấn",
    "thôn",
    "đơn vị",
    "cơ sở",
    "bệnh viện",
}
_NAMES_BEGIN = re.compile(r"(?:, \w+(?: \w+)?|/\w+)?\s*:\s*\w")
_SOME_ONLY = re.compile(r"trong đó|nhiều nhất|cao|như|chủ yếu|điển hình|nhất là|tiêu biểu")
_NEXT_NAME = re.compile(r"\)?\s*(?:[,;]| và)\s*(?:và )?[^:;,\d]{2,40}$")
_LIST = re.compile(r"(?:đó là|gồm|bao gồm|cụ thể(?: là)?|như sau|là)\s*:\s*(?P<items>(?:[^.]|\.(?=\d))+)")


def counts(view: View) -> Iterator[Claim]:
    """A number of things against the list of their names, and parts of an announced total."""
    for index in range(len(view)):
        figure = view.figures[index]
        if figure.quantity.unit.kind is UnitKind.COUNT and index == len(view) - 1:
            match = _LIST.search(figure.post)
            if match and view.role(index) is not Role.DENOMINATOR:
                items = _items(match.group("items"))
                if 2 <= len(items) <= 60:
                    sure = "sure" if ";" in match.group("items") else "commas"
                    yield view.claim(ClaimKind.COUNT, [("whole", index)], str(len(items)), ("list", sure))
        places = _places_behind(view, index)
        if places:
            yield view.claim(ClaimKind.COUNT, [("whole", index)], str(places), ("list", "sure", "figured"))
    for index in range(len(view) - 1):
        roles = (view.role(index), view.role(index + 1))
        words = view.figures[index].quantity.form.value == "plain"
        if words and roles == (Role.DENOMINATOR, Role.NUMERATOR):
            yield view.claim(ClaimKind.SUBSET, [("whole", index), ("part", index + 1)], "trong tổng số", ("pair",))
        elif (
            words
            and roles == (Role.NUMERATOR, Role.DENOMINATOR)
            and view.figures[index + 1].quantity.form.value == "plain"
        ):
            yield view.claim(ClaimKind.SUBSET, [("whole", index + 1), ("part", index)], "trên tổng số", ("pair",))


def _places_behind(view: View, index: int) -> int:
    """How many places with a figure each the sentence lists behind `7 xã, phường: xã A 5 ca, xã B (4 ca)` up to its end."""
    if view.figures[index].quantity.unit.name not in _AREAS or index + 2 >= len(view):
        return 0
    if not _NAMES_BEGIN.match(view.figures[index + 1].gap) or _SOME_ONLY.search(view.figures[index + 1].gap):
        return 0
    last = index + 1
    while last + 1 < len(view) and _NEXT_NAME.match(view.figures[last + 1].gap):
        last += 1
    alike = all(view.statements[i].unit == view.statements[index + 1].unit for i in range(index + 1, last + 1))
    return last - index if alike and last == len(view) - 1 and last > index + 1 else 0


def stages(view: View) -> Iterator[Claim]:
    """Inspected, violating, fined: each stage of an inspection is part of the one before."""
    reached: list[tuple[int, int]] = []
    for index in range(len(view)):
        figure = view.figures[index]
        if (
            view.kind(index) is not UnitKind.COUNT
            or view.role(index) not in (Role.ACTUAL, Role.NUMERATOR)
            or figure.quantity.unit.name in _ROUNDS
        ):
            continue
        stage = _stage(figure.gap, figure.post)
        if stage is None:
            continue
        for earlier_stage, earlier in reversed(reached):
            if earlier_stage < stage and earlier_stage // 10 == stage // 10 and view.like(earlier, index):
                yield view.claim(
                    ClaimKind.SUBSET, [("whole", earlier), ("part", index)], _STAGE_NAMES[stage], ("stages",)
                )
                break
        reached.append((stage, index))


def _stage(gap: str, post: str) -> int | None:
    tail = gap[-60:]
    if re.match(r"(?:phải )?(?:nhập viện|vào viện)", post):
        return 11
    if re.match(r"(?:bị )?(?:mắc|ngộ độc)\b", post):
        return 10
    if re.search(r"(?:xử phạt|phạt tiền|bị phạt|phạt|xử lý|xử lí|cảnh cáo)(?: [^,;.()]{0,40})?$", tail):
        return 2
    if re.match(r"(?:[^,;.()]{0,30})?(?:bị xử phạt|bị phạt|bị xử lý|bị xử lí)", post):
        return 2
    if re.match(r"(?:[^,;.()]{0,15})?vi phạm", post) or re.search(r"vi phạm(?: [^,;.()]{0,12})?$", tail):
        return 1
    if re.search(r"(?:kiểm tra|thanh tra|hậu kiểm|giám sát)(?: [^,;.()]{0,40})?$", tail) or re.match(
        r"(?:[^,;.()]{0,20})?được (?:thanh|kiểm) tra", post
    ):
        return 0
    return None


def _items(text: str) -> list[str]:
    splitter = r";" if ";" in text else r",|\bvà\b"
    return [item for item in re.split(splitter, text) if item.strip(" .,;")]
