"""A total against the list of its places: `15 ca: huyện A 8 ca, huyện B 7 ca`, `15 ca tại 02 xã: A (08 ca), B (07 ca)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.shapes.view import View
from soyte.quantities import Form, UnitKind
from soyte.statements import Claim, ClaimKind, Role

_PLACES = {"xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "đặc khu"}
_LABEL = re.compile(rf"(?:và )?(?:tại )?(?P<noun>(?:{'|'.join(sorted(_PLACES))}) )?(?:\w+ ){{0,4}}\w+\s*[:(]?")
_SOME = re.compile(r"tập trung|chủ yếu|nhiều|cao nhất|điển hình|như|một số|trong (?:đó|số)|riêng")


def place_lists(view: View) -> Iterator[Claim]:
    """The parts under names of places, and the number of those names where it is announced."""
    for first in range(1, len(view)):
        opening = view.figures[first].gap
        head, colon, label = opening.rpartition(": ") if ": " in opening else ("", "", "")
        announced = first - 1 if view.figures[first - 1].quantity.unit.name in _PLACES else None
        whole = first - 2 if announced is not None else first - 1
        if not colon or whole < 0 or _SOME.search(f"{view.figures[first - 1].gap} {head}") or not _counts(view, whole):
            continue
        named = _LABEL.fullmatch(label)
        if named is None or not (named["noun"] or announced is not None):
            continue
        parts = _items(view, whole, first, with_noun=announced is None)
        if len(parts) < 2:
            continue
        if announced is not None:
            yield view.claim(ClaimKind.COUNT, [("whole", announced)], str(len(parts)), ("list", "commas"))
        firm = announced is not None and view.statements[announced].value == len(parts)
        operands = [("whole", whole), *(("part", part) for part in parts)]
        yield view.claim(ClaimKind.SUM, operands, "tại", ("listed",) if firm else ("places",))


def _counts(view: View, whole: int) -> bool:
    return view.kind(whole) is UnitKind.COUNT and view.role(whole) is Role.ACTUAL


def _items(view: View, whole: int, first: int, *, with_noun: bool) -> list[int]:
    """The figures from `first` on that stand behind a name and count what the whole counts."""
    parts = [first]
    for index in range(first + 1, len(view)):
        figure = view.figures[index]
        label = _LABEL.fullmatch(re.sub(r"^\)?\s*[,;]?\s*", "", figure.gap))
        if label is None or (with_noun and not label["noun"]):
            break
        parts.append(index)
    alike = all(
        view.role(p) is Role.ACTUAL and view.figures[p].quantity.form is Form.PLAIN and view.like(whole, p)
        for p in parts
    )
    return parts if alike else []
