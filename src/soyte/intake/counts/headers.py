"""Finding the columns that a mapping names among the headers of a file."""

from __future__ import annotations

import difflib
from collections import defaultdict

from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.model import UnreadableCounts
from soyte.intake.counts.source import refusal
from soyte.intake.counts.texts import key, plain

_LISTED = 20


def joined(rows: list[list[str]]) -> list[str]:
    """One header a column from one or more rows; in the upper ones a merged cell speaks for the columns to its right."""
    filled: list[list[str]] = []
    for row in rows[:-1]:
        last, words = "", []
        for cell in map(plain, row):
            last = cell or last
            words.append(last)
        filled.append(words)
    filled.append([plain(cell) for cell in rows[-1]])
    width = max(map(len, filled))
    padded = [row + [""] * (width - len(row)) for row in filled]
    return [" / ".join(dict.fromkeys(word for word in column if word)) for column in zip(*padded, strict=True)]


def named(mapping: Mapping) -> list[str]:
    """Every header that a mapping names, in no particular order, each once."""
    when, dimensions = mapping.period, mapping.dimensions
    sources = (getattr(dimensions, name) for name in type(dimensions).model_fields)
    found = [
        mapping.place.column,
        *(when.year, when.month, when.quarter, when.week, when.column, when.end),
        *(getattr(thing, "column", None) for thing in (mapping.measure, mapping.status, mapping.value)),
        *(source.column for source in sources if source),
        *(identity.column for identity in mapping.identities.values()),
        *(mapping.unpivot.columns if mapping.unpivot else ()),
    ]
    return list(dict.fromkeys(header for header in found if header))


class Headers:
    """Where each header is."""

    def __init__(self, headers: list[str], name: str) -> None:
        self._headers = headers
        self._name = name
        self._places: dict[str, list[int]] = defaultdict(list)
        for index, header in enumerate(headers):
            self._places[key(header)].append(index)

    def hits(self, mapping: Mapping) -> int:
        """How many of the columns that a mapping names are here."""
        return sum(key(header) in self._places for header in named(mapping))

    def require(self, mapping: Mapping) -> None:
        """Refuse a file that lacks columns, naming all of them at once."""
        wanted = named(mapping)
        lacking = [header for header in wanted if key(header) not in self._places]
        if lacking:
            raise self._lacking(lacking)
        for header in wanted:
            if len(self._places[key(header)]) > 1:
                raise refusal(
                    self._name, f"cột “{header}” xuất hiện {len(self._places[key(header)])} lần", "hãy đổi tên cột thừa"
                )

    def index(self, header: str) -> int:
        """The position of a column that `require` has found."""
        return self._places[key(header)][0]

    def _lacking(self, lacking: list[str]) -> UnreadableCounts:
        present = [header for header in self._headers if header]
        shown = ", ".join(f"“{header[:60]}”" for header in present[:_LISTED])
        shown += f" và {len(present) - _LISTED} cột khác" if len(present) > _LISTED else ""
        wanted = []
        for header in lacking:
            near = difflib.get_close_matches(key(header), [key(h) for h in present[:2000]], n=1, cutoff=0.6)
            like = next((h for h in present if near and key(h) == near[0]), None)
            wanted.append(f"“{header}”" + (f" (gần giống “{like[:60]}”)" if like else ""))
        return refusal(
            self._name,
            f"thiếu cột {', '.join(wanted)}; tệp có các cột {shown or '(không có cột nào)'}",
            "hãy sửa tên cột trong tệp hoặc trong tệp ánh xạ",
        )
