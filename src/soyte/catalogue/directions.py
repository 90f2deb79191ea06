"""Whether more is better, read off the words of a figure that no indicator was matched to."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from soyte.text import fold_in_place


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    raw = files("soyte.catalogue").joinpath("direction_words.csv").read_text(encoding="utf-8")
    return tuple((fold_in_place(row["phrase"]), row["direction"]) for row in csv.DictReader(raw.splitlines()))


def direction_of(words: str) -> str:
    """`higher_better` or `lower_better` when all the telling phrases in `words` agree (the words of harm win), else empty."""
    folded = fold_in_place(words)
    found = {direction for phrase, direction in _phrases() if phrase in folded}
    if "lower_better" in found:
        return "lower_better" if not _speaks_of_care(folded) else ""
    return next(iter(found), "")


def _speaks_of_care(folded: str) -> bool:
    """`tỷ lệ người mắc bệnh được quản lý`: harm and care in one name."""
    return any(word in folded for word in ("được quản lí", "được điều trị", "được phát hiện", "được tiêm", "được khám"))
