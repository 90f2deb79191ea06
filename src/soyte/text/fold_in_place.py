"""A folded copy of a whole text with the same offsets."""

from __future__ import annotations

import re

from soyte.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")


def fold_in_place(text: str) -> str:
    """`text` with every word folded (see `fold`) and line ends as blanks; as long as `text`, code point by code point."""

    def same_length(match: re.Match[str]) -> str:
        word = match.group()
        folded = fold(word)
        return folded if len(folded) == len(word) else word

    return _WORD.sub(same_length, text).replace("\n", " ")
