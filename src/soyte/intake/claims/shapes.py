"""How the documents of a table are built, as the scanner wants to know it: names, and where to look one up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from soyte.catalogue.claims import ClaimTable, columns, table

_SPARSE = 4  # slots for each name: nearly every look-up finds its name at once


@dataclass(frozen=True)
class Shape:
    """Names of a table one behind the other: of `parts` elements (root; list and row, if it has them), then of its fields.

    `slots` hold numbers of names, -1 where there is none; a name lies in the slot of its hash or behind it.
    """

    table: ClaimTable
    fields: tuple[str, ...]
    parts: int
    words: npt.NDArray[np.uint8]
    word_at: npt.NDArray[np.int64]
    slots: npt.NDArray[np.int32]


@cache
def shape_of(name: str) -> Shape:
    """The shape of a table by its name."""
    one = table(name)
    parts = [one.root, *([one.list, one.row] if one.list and one.row else [])]
    fields = tuple(field.name for field in columns(name))
    names = [word.encode("ascii") for word in (*parts, *fields)]
    slots = np.full(_SPARSE * len(names), -1, np.int32)
    for number, word in enumerate(names[len(parts) :], len(parts)):
        place = _hash(word) % len(slots)
        while slots[place] >= 0:
            place = (place + 1) % len(slots)
        slots[place] = number
    word_at = np.concatenate([[0], np.cumsum([len(word) for word in names])]).astype(np.int64)
    return Shape(one, fields, len(parts), np.frombuffer(b"".join(names), np.uint8).copy(), word_at, slots)


def _hash(word: bytes) -> int:
    mixed = 0
    for letter in word:
        mixed = (mixed * 31 + letter) % 2**32
    return mixed
