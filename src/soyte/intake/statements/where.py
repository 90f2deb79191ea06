"""The place of a figure: named in its clause, or the province of the department that writes."""

from __future__ import annotations

import re
from bisect import bisect_left

from soyte.intake.statements.figures import Sentence
from soyte.places import find_provinces, find_scope, issuing_province

_HEAD = 1500
_AT = re.compile(r"^[\s,(]*(?:xảy ra |ghi nhận |\S+ )?(?:tại|ở|của)\s*$")
_TOTAL = re.compile(r"toàn tỉnh|toàn thành phố|toàn ngành|trên địa bàn tỉnh|cả tỉnh")


class Map:
    """Places named in one normalised text. `home` is the province of the issuing department, None when never named."""

    def __init__(self, text: str, folded: str) -> None:
        self.home = issuing_province(text[:_HEAD], text)
        self._folded = folded
        named = [(m.start, m.end, m.name) for m in find_provinces(text)]
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
        if self.home is None:
            earlier = self._between(sentence.segment.start, quantity.start)
            return earlier[-1][2] if earlier else None
        return self.home

    def _between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _continues(self, sentence: Sentence, index: int) -> bool:
        """Figures that a comma, semicolon or `và` adds to one clause share its place."""
        return sentence.figures[index].gap.strip() in {"", ",", ";", "và", "/", "("} and bool(
            self._between(sentence.start, sentence.figures[index - 1].quantity.start)
        )
