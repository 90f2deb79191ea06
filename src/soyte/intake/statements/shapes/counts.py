"""Counts against lists: `3 chỉ tiêu vượt kế hoạch, đó là: A, B, C`, and subsets in words: `trong tổng số b, có a`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.shapes.view import View
from soyte.quantities import UnitKind
from soyte.statements import Claim, ClaimKind, Role

_LIST = re.compile(r"(?:đó là|gồm|bao gồm|cụ thể(?: là)?|như sau|là)\s*:\s*(?P<items>[^.]+)")


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
    for index in range(len(view) - 1):
        roles = (view.role(index), view.role(index + 1))
        words = view.figures[index].quantity.form.value == "plain"
        if words and roles == (Role.DENOMINATOR, Role.NUMERATOR):
            yield view.claim(ClaimKind.SUBSET, [("whole", index), ("part", index + 1)], "trong tổng số", ("pair",))
        elif words and roles == (Role.NUMERATOR, Role.DENOMINATOR) and view.figures[index + 1].quantity.form.value == "plain":
            yield view.claim(ClaimKind.SUBSET, [("whole", index + 1), ("part", index)], "trên tổng số", ("pair",))


def _items(text: str) -> list[str]:
    splitter = r";" if ";" in text else r",|\bvà\b"
    return [item for item in re.split(splitter, text) if item.strip(" .,;")]
