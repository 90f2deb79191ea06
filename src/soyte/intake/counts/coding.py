"""Words of a column as small numbers: each distinct word is looked at once, equal meanings get equal numbers.

A code from 0 up stands for an item; a negative one for a fault of the shared book (`-1 - number`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from soyte.intake.counts.limits import HOPELESS, WORD_CHARACTERS
from soyte.intake.counts.model import Fault
from soyte.intake.counts.says import too_long

Codes = npt.NDArray[np.int32]
_Item = TypeVar("_Item", bound=Hashable)


class HopelessColumn(Exception):
    """Too many different words of a column mean nothing. The message is the name of the field."""


class FaultBook:
    """Every fault that a file shows, once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._numbers: dict[Fault, int] = {}

    def code(self, fault: Fault) -> int:
        """The negative code of a fault."""
        number = self._numbers.setdefault(fault, len(self.faults))
        if number == len(self.faults):
            self.faults.append(fault)
        return -1 - number


class Words:
    """Global numbers of the words of one column."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def codes(self, column: pa.Array) -> npt.NDArray[np.int64]:
        """One number a cell."""
        encoded = column.dictionary_encode()
        numbers, words = self._numbers, self.words
        table = np.empty(len(encoded.dictionary), np.int64)
        for index, word in enumerate(encoded.dictionary.to_pylist()):
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = len(words)
                words.append(word)
            table[index] = number
        codes: npt.NDArray[np.int64] = table[encoded.indices.to_numpy(zero_copy_only=False)]
        return codes


class Field(Generic[_Item]):
    """What some columns of a line mean together: `resolve` is asked once for each distinct combination of words.

    `also` are codes of another field that the meaning depends on, handed to `resolve` as a number after the words.
    """

    def __init__(
        self, name: str, columns: tuple[int, ...], book: FaultBook, resolve: Callable[..., _Item | Fault]
    ) -> None:
        self.name = name
        self.columns = columns
        self.items: list[_Item] = []
        self._numbers: dict[_Item, int] = {}
        self._book = book
        self._resolve = resolve
        self._words = [Words() for _ in columns]
        self._known: dict[tuple[int, ...], int] = {}
        self._failures = 0

    def codes(self, columns: list[Any], count: int, also: Codes | None = None) -> Codes:
        """One code a line; `columns` are the columns of this field, `count` the number of lines."""
        parts = [words.codes(column) for words, column in zip(self._words, columns, strict=True)]
        if also is not None:
            parts.append(also.astype(np.int64))
        if not parts:
            return np.full(count, self._code(()), np.int32)
        packed = parts[0]
        for part in parts[1:]:
            packed = (packed << 31) | (part & 0x7FFFFFFF) if len(parts) == 2 else _packed(packed, part)
        _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
        table = np.array([self._code(tuple(int(part[at]) for part in parts)) for at in first], np.int32)
        return table[inverse]

    def _code(self, key: tuple[int, ...]) -> int:
        code = self._known.get(key)
        if code is None:
            words = [words.words[number] for words, number in zip(self._words, key, strict=False)]
            long = any(len(word) > WORD_CHARACTERS for word in words)
            found = too_long(self.name) if long else self._resolve(*words, *key[len(words) :])
            code = self._fault(found) if isinstance(found, Fault) else self.item(found)
            self._known[key] = code
        return code

    def _fault(self, fault: Fault) -> int:
        self._failures += 1
        if self._failures > HOPELESS:
            raise HopelessColumn(self.name)
        return self._book.code(fault)

    def item(self, item: _Item) -> int:
        """The code of an item, new or not."""
        number = self._numbers.setdefault(item, len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return number


def _packed(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Numbers that are equal where both are, whatever their size."""
    _, inverse = np.unique(np.stack((left, right)), axis=1, return_inverse=True)
    return inverse.astype(np.int64).ravel()
