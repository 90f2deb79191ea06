"""Words as labels and reports are compared by: folded, abbreviations written out, joined spellings made one."""

from __future__ import annotations

import csv
import re
from functools import cache

from soyte.catalogue.files import ROOT, CatalogueError
from soyte.text import fold

# A number keeps its separators (`10.000`), a word may hold digits (`opv3`); `<` is read as `dưới`.
_TOKEN = re.compile(r"\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?(?!\w)|\w+|[<>‰%]")
_SIGNS = {"<": "dưới", ">": "trên"}
_Trie = dict[str, "_Node"]


class _Node:
    __slots__ = ("after", "canonical")

    def __init__(self) -> None:
        self.after: _Trie = {}
        self.canonical: tuple[str, ...] | None = None


def split(text: str) -> list[tuple[str, int]]:
    """The folded words of a text with the offset of each, as written."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isdigit():
            word = word.lstrip("0") or "0"
        found.append((_SIGNS.get(word) or fold(word), match.start()))
    return found


def words_of(text: str) -> list[tuple[str, int]]:
    """The words of a text with abbreviations written out; each keeps the offset where its written form starts."""
    spelt, trie, result, position = split(text), _abbreviations(), [], 0
    while position < len(spelt):
        node = trie.get(spelt[position][0])
        best, length, step = None, 1, position
        while node is not None:
            if node.canonical is not None:
                best, length = node.canonical, step - position + 1
            step += 1
            node = node.after.get(spelt[step][0]) if step < len(spelt) else None
        if best is None:
            result.append(spelt[position])
        else:
            offset = spelt[position][1]
            result.extend((word, offset) for word in best)
        position += length
    return result


def canonical(text: str) -> tuple[str, ...]:
    """The words of a text, written out."""
    return tuple(word for word, _ in words_of(text))


@cache
def _abbreviations() -> _Trie:
    path = ROOT / "abbreviations.csv"
    root: _Trie = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if not row.get("form") or not row.get("canonical"):
                raise CatalogueError(f"{path.name}, dòng {line}: cần hai cột form và canonical")
            steps = [word for word, _ in split(row["form"])]
            node = root.setdefault(steps[0], _Node())
            for word in steps[1:]:
                node = node.after.setdefault(word, _Node())
            node.canonical = tuple(word for word, _ in split(row["canonical"]))
    return root
