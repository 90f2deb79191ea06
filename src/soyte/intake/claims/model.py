"""What reading claim files gives: batches of columns, what was set aside and why, and what was seen of each file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Aside:
    """A dossier, or a part of one, that was set aside.

    `reason` is a code (`claims.says`). `whole` is true for a dossier of which nothing is accepted. `member` is the file within
    the archive, `dossier` the number within the submission, `start` and `end` the bytes of the dossier in the file (after
    unpacking and as UTF-8). `row` counts the rows of the table from 1. `facility` (of the envelope) and `ma_lk` are for people to find
    the dossier by, as far as they could be read.
    """

    reason: str
    member: str
    dossier: int | None = None
    table: str | None = None
    row: int | None = None
    field: str | None = None
    detail: str = ""
    start: int | None = None
    end: int | None = None
    whole: bool = True
    facility: str | None = None
    ma_lk: str | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a file says of all its dossiers. `said` is the number of dossiers that it claims to hold."""

    member: str
    message: str
    facility: str | None = None
    made_on: str | None = None
    said: int | None = None
    signature: str = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a dossier: its name as sent, and its document in UTF-8 without declaration."""

    table: str
    document: bytes


class Dossier(NamedTuple):  # a province has two million a year: made faster than a dataclass
    """A dossier taken out of its file. `number` counts within the submission."""

    number: int
    envelope: Envelope
    start: int
    end: int


@dataclass(frozen=True)
class ClaimBatch:
    """Rows of some dossiers by table (`XML1`). Every table has `dossier`, `row_no` (within its dossier and table) and `row_key`."""

    tables: dict[str, pa.Table]
    dossiers: int
    asides: tuple[Aside, ...] = ()


@dataclass
class Seen:
    """Counts over all files: what a person compares with what the sender says."""

    members: int = 0
    dossiers: int = 0
    accepted: int = 0
    set_aside: int = 0
    exact: int = 0  # tables that took the slow way
    rows: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    miscounted: list[Aside] = field(default_factory=list)  # files that announce another number of dossiers

    def warn(self, sentence: str) -> None:
        """A sentence for the person who handed the files in; the first hundred are kept."""
        if len(self.warnings) < 100 and sentence not in self.warnings:
            self.warnings.append(sentence)
