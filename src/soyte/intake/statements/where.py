"""The place of a figure: named in its clause, or the province of the department that writes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from soyte.intake.statements.figures import Sentence
from soyte.places import find_provinces, find_scope, issuing_province

_HEAD = 1500
_AT = re.compile(r"^[\s,(]*(?:xảy ra |ghi nhận |\S+ )?(?:tại|ở|của)\s*$")
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_NAMED_OFFICE = re.compile(
    rf"(?:[Tt]ỉnh|TỈNH|(?:[Ss]ở Y tế|SỞ Y TẾ)(?: (?:tỉnh|TỈNH))?)[ ]+((?:[{_UPPER}]\w*[ ]+){{1,2}}[{_UPPER}]\w*|[{_UPPER}]\w+ [{_UPPER}]\w+)"
)
_COMMUNE_OFFICE = re.compile(
    r"^[ ]*(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|TRẠM Y TẾ)[ ]+(XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)[ ]+([^\n\d,;:(]{2,30}|\d{1,2})[ ]*$",
    re.MULTILINE,
)
_TOTAL = re.compile(r"toàn tỉnh|toàn thành phố|toàn ngành|trên địa bàn tỉnh|cả tỉnh")


class Map:
    """Places named in one normalised text. `home` is the province of the issuing department, None when never named."""

    def __init__(self, text: str, folded: str) -> None:
        provinces = find_provinces(text)
        self.home = (
            _commune(text[:_HEAD])
            or issuing_province(text[:_HEAD], text)
            or _letterhead(text[:_HEAD])
            or _foremost([m.name for m in provinces])
        )
        self._folded = folded
        self._countries = {m.start for m in find_scope(text) if m.kind == "country"}
        named = [(m.start, m.end, m.name) for m in provinces]
        named += [(m.start, m.end, m.name) for m in find_scope(text) if m.kind in ("country", "place")]
        self._mentions = sorted(named)
        self._starts = [start for start, _, _ in self._mentions]

    def place_of(self, sentence: Sentence, index: int) -> str | None:
        """The place that the figure at `index` speaks of, or None when the text names none."""
        figures = sentence.figures
        quantity = figures[index].quantity
        left = figures[index - 1].quantity.end if index else sentence.start
        right = figures[index + 1].quantity.start if index + 1 < len(figures) else sentence.end
        before = self._between(left, quantity.start)
        if before and not _TOTAL.search(self._folded[before[-1][1] : quantity.start]):
            return before[-1][2]
        for start, _, name in self._between(quantity.end, right)[:1]:
            if _AT.match(self._folded[quantity.end : start]):
                return name
        if index and self._continues(sentence, index):
            return self.place_of(sentence, index - 1)
        nation = [m for m in self._between(sentence.start, quantity.start) if m[0] in self._countries]
        if (
            nation
            and nation[-1] == self._between(sentence.start, quantity.start)[-1]
            and not _TOTAL.search(self._folded[nation[-1][1] : quantity.start])
        ):
            return nation[-1][2] if not self._compares(nation[-1][0]) else self.home
        if self.home is None:
            earlier = self._between(sentence.segment.start, quantity.start)
            return earlier[-1][2] if earlier else None
        return self.home

    def _compares(self, start: int) -> bool:
        """`cao hơn bình quân chung cả nước`: the country is only what the figure is held against."""
        return bool(re.search(r"(?:hơn|so với|bằng|vượt)[^.;]{0,40}$", self._folded[max(0, start - 60) : start]))

    def _between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _continues(self, sentence: Sentence, index: int) -> bool:
        """Figures that a comma, semicolon or `và` adds to one clause share its place."""
        return sentence.figures[index].gap.strip() in {"", ",", ";", "và", "/", "("} and bool(
            self._between(sentence.start, sentence.figures[index - 1].quantity.start)
        )


def _commune(head: str) -> str | None:
    """The commune whose committee or health station writes: `UBND XÃ TÂN HÒA`, `TRẠM Y TẾ PHƯỜNG 7`."""
    match = _COMMUNE_OFFICE.search(head)
    return f"{match.group(1).lower()} {match.group(2).strip().title()}" if match else None


def _foremost(names: list[str]) -> str | None:
    """The province that a news text names first, and more often than all others together."""
    return names[0] if len(names) > 1 and names.count(names[0]) * 2 > len(names) else None


def _letterhead(head: str) -> str | None:
    """The name behind `Sở Y tế` or `tỉnh` in the first lines, when the list of provinces does not know it."""
    names = Counter(" ".join(match.group(1).split()).title() for match in _NAMED_OFFICE.finditer(head))
    names.pop("", None)
    common = names.most_common(2)
    if not common or (len(common) == 2 and common[0][1] == common[1][1]):
        return None
    return common[0][0]
