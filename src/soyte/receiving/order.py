"""What is asked for when a file is handed in, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from soyte.ledger.acts import Act

Progress = Callable[[str, int, int | None], None]
"""Called with a word for the step, how much is done, and how much there is if that is known."""


def silent(step: str, done: int, total: int | None) -> None:
    """No progress wanted."""


@dataclass(frozen=True)
class Drawn:
    """What is said of a file of boundaries: the day whose units it draws, whose work it is, under which licence."""

    on: date
    source: str
    licence: str
    level: str | None = None


@dataclass(frozen=True)
class Order:
    """A file and who hands it in. `mapping` makes it a table of counts; `supersedes` is the submission it replaces."""

    path: Path
    actor: str
    channel: str = "cli"
    sender: str | None = None
    mapping: Path | None = None
    supersedes: str | None = None
    targets: bool = False  # the file is a list of assigned targets
    definitions: bool = False  # the file holds definitions of the installation's own
    boundaries: Drawn | None = None  # the file draws units for maps
    basis: str | None = (
        None  # how the department comes by claim files (`catalogue/claims/bases.csv`); of counts the mapping says it
    )
    again: bool = False  # read a file anew that was taken in before, and let the new reading stand for the old one


@dataclass(frozen=True)
class Aside:
    """A cell or row that was set aside: where, why, and what to do. `value` is for the screen and is stored nowhere."""

    where: str
    message: str
    remedy: str
    value: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What reading a file gave, besides the rows that were poured into tables.

    `notes` tell what came in. `obsolete` are rows that were poured and must not stay: by table a function from rows to a mask
    of those that do.
    """

    rows_in: int
    aside: tuple[Aside, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    obsolete: Mapping[str, Callable[[pa.Table], pa.Array]] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """What became of a file. `new` is false when it had been taken in before and nothing changed."""

    path: Path
    act: Act
    new: bool
    outcome: Outcome = field(default_factory=lambda: Outcome(0))


class Pour(Protocol):
    """Where rows go: the name of a table and rows for it."""

    def __call__(self, table: str, rows: pa.RecordBatch | pa.Table) -> None:
        """Take the rows."""
        ...


class Kind(Protocol):
    """One kind of content. The same reading serves a first load and the repair of a damaged file."""

    @property
    def what(self) -> str:
        """What the content is: report, counts, mapping."""
        ...

    @property
    def reading_hash(self) -> str:
        """Names how the content is read: the same bytes may be read in two ways."""
        ...

    @property
    def dataset(self) -> str | None:
        """Which series of files this belongs to."""
        ...

    @property
    def owner(self) -> str | None:
        """Whose figures these are."""
        ...

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """Read the file at `path`, called `name`, and pour its rows; UnreadableDocument if nothing can be read."""
        ...
