"""What the page template is given: plain values, ready to print, for each document, finding and stretch of text."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.reports.audit.model import Coverage


@dataclass(frozen=True)
class PieceView:
    """A stretch of text; with `href`, a link to its finding or to its reading."""

    text: str
    state: str = ""
    word: str = ""
    href: str = ""
    anchor: str = ""
    note: str = ""
    tag: str = ""
    last: bool = False
    figures: str = ""
    findings: str = ""


@dataclass(frozen=True)
class PassageView:
    """A block of text, or one paragraph of a table cell."""

    kind: str
    level: int
    pieces: list[PieceView]
    header: bool
    numeric: bool


@dataclass(frozen=True)
class TableView:
    """A table; each place holds its passages."""

    rows: list[list[list[PassageView]]]


@dataclass(frozen=True)
class FindingView:
    """One entry of the list of findings. `number` is empty for those that hold."""

    id: str
    position: int
    number: str
    state: str
    word: str
    kind: str
    quote: str
    claimed: str
    recomputed: str
    message: str
    locator: str
    anchor: str
    figures: str
    changes_verdict: bool


@dataclass(frozen=True)
class GroupView:
    """The findings of one verdict; those that hold start closed."""

    state: str
    title: str
    closed: bool
    findings: list[FindingView]


@dataclass(frozen=True)
class UntestedView:
    """A figure that was read and that no finding uses."""

    id: str
    number: int
    anchor: str
    quote: str
    about: str
    locator: str


@dataclass(frozen=True)
class DocumentView:
    """One document of the page."""

    id: str
    name: str
    headline: str
    coverage: Coverage
    coverage_line: str
    warnings: list[str]
    passages: list[PassageView | TableView]
    groups: list[GroupView]
    untested: list[UntestedView]
