"""Densities and averages: `2.192 giường, đạt 31,2 giường/10.000 dân (dân số 702.500 người)`, `42 lớp cho 3.150 lượt người, bình
quân 75 người/lớp`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.shapes.view import View
from soyte.quantities import UnitKind
from soyte.statements import Claim, ClaimKind, Role

_POPULATION = re.compile(
    r"dân số(?: trung bình| bình quân| toàn tỉnh| hiện có| là| đến| năm \d{4}| có| khoảng| ước)*\s*[:(]?$"
)
_AVERAGE = re.compile(r"(?:bình quân|trung bình|tương đương|đạt|mật độ|=)(?: mỗi \w+| là| khoảng| đạt)*$")
_RESULTS = (Role.ACTUAL, Role.SHARE)


def densities(view: View) -> Iterator[Claim]:
    """Every density or average whose two counts stand in the sentence."""
    for index in range(len(view)):
        unit = view.statements[index].unit or ""
        if "/" not in unit or view.role(index) not in _RESULTS:
            continue
        above, below = unit.split("/", 1)
        if view.kind(index) is UnitKind.DENSITY:
            bottom = _population(view) if below.endswith("dân") else None
        elif _AVERAGE.search(view.figures[index].gap):
            bottom = _count_of(view, index, below)
        else:
            bottom = None
        top = _count_of(view, index, above)
        if top is not None and bottom is not None and top != bottom:
            yield view.claim(
                ClaimKind.RATIO,
                (("numerator", top), ("denominator", bottom), ("share", index)),
                "bình quân",
                ("linked", "plan"),
            )


def _population(view: View) -> int | None:
    found = [
        i
        for i in range(len(view))
        if _POPULATION.search(view.figures[i].gap) and view.kind(i) in (UnitKind.COUNT, UnitKind.NONE)
    ]
    return found[0] if len(found) == 1 else None


def _count_of(view: View, index: int, noun: str) -> int | None:
    """The nearest count of `noun` before the figure; `lượt người` counts `người`."""
    for candidate in range(index - 1, -1, -1):
        unit = view.statements[candidate].unit or ""
        same = (
            unit == noun
            or unit.split(" ")[-1] == noun
            or (view.kind(index) is UnitKind.MONEY and "đồng" in noun and "đồng" in unit)
        )
        if same and "/" not in unit and view.role(candidate) is Role.ACTUAL:
            return candidate
    return None
