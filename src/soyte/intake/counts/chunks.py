"""Some lines of a table as columns of text, whichever format they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
BLANK = " \t\n"  # a line with nothing else in its cells is no line


@dataclass(frozen=True)
class BadLine:
    """A line whose cells cannot be told apart: its position in the chunk, the reason, the beginning of its text."""

    position: int
    reason: str
    text: str


@dataclass(frozen=True)
class Chunk:
    """Lines in file order. `lines` are their numbers in the file; `columns` hold the wanted columns of the good ones.

    `good` gives the positions in `lines` that `columns` are about; blank lines are left out altogether.
    """

    lines: Ints
    good: Ints
    columns: list[Any]
    bad: list[BadLine] = field(default_factory=list)


class Table(Protocol):
    """A table whose header has been read."""

    headers: list[str]
    sheet: str | None
    warnings: list[str]

    def labels(self) -> list[str]:
        """How a person finds each column."""
        ...

    def chunks(self, wanted: list[int], most: int) -> Iterator[Chunk]:
        """The columns of these indices, `most` lines at a time."""
        ...
