"""What a document says: statements (figures it states) and claims (what it asserts about them).

A statement is a figure as a document gives it, before anybody believes it. A claim is a relation between statements that the
words assert and that arithmetic can test: a ratio, a difference, a sum, a target met. Readers make both, checks judge claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """The part a figure plays in its sentence."""

    ACTUAL = "actual"
    TARGET = "target"
    PREVIOUS = "previous"
    CHANGE = "change"
    SHARE = "share"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Qualifier(StrEnum):
    """How exactly a figure is meant (`gần`, `trên`, `dưới`, `tối thiểu`, `a - b`)."""

    EXACT = "exact"
    APPROX = "approx"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


@dataclass(frozen=True)
class Statement:
    """A figure that a document states. Offsets are code points of the document's extracted (for .txt: raw) text.

    `value` is in `unit` as written (`1,6 tỷ đồng` is 1.6 with unit `tỷ đồng`; `1,1 triệu sổ` is 1100000 `sổ`);
    `precision` is the size of one unit of the last printed digit, in the same unit. `high` closes a range.
    """

    number: int
    start: int
    end: int
    quote: str
    value: Decimal
    value_text: str
    precision: Decimal
    unit: str | None
    qualifier: Qualifier
    role: Role
    period: str | None
    as_of: str | None
    place: str | None
    indicator: str | None
    subject: str
    block: int
    sentence: int
    high: Decimal | None = None
    estimate: bool = False
    readings: tuple[Decimal, ...] = ()
    notes: tuple[str, ...] = ()


class ClaimKind(StrEnum):
    """What a claim asserts; also the `kind` of the findings made of it."""

    RATIO = "ratio"
    DIFFERENCE = "difference"
    RELATIVE_CHANGE = "relative_change"
    SUM = "sum"
    SUBSET = "subset"
    COUNT = "count"
    TARGET_ATTAINMENT = "target_attainment"
    COMPARISON = "comparison"
    WORDS = "words"


@dataclass(frozen=True)
class Claim:
    """A relation that the words assert between statements (given by their `number`).

    `operands` names each statement's part: `numerator`, `denominator`, `share`, `actual`, `previous`, `change`, `target`,
    `whole`, `part`. `assertion` is the word that carries the claim (`tăng`, `vượt`, `chưa đạt`, `trong đó`).
    """

    kind: ClaimKind
    start: int
    end: int
    operands: tuple[tuple[str, int], ...]
    assertion: str = ""
    traits: frozenset[str] = frozenset()

    def all(self, part: str) -> tuple[int, ...]:
        """The statement numbers that play `part`, in text order."""
        return tuple(number for name, number in self.operands if name == part)

    def one(self, part: str) -> int | None:
        """The first statement that plays `part`, if any does."""
        return next((number for name, number in self.operands if name == part), None)


class Verdict(StrEnum):
    """`ok` holds, `wrong` cannot hold under any reading, `ambiguous` cannot be decided from the text."""

    OK = "ok"
    WRONG = "wrong"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Finding:
    """One claim, judged: where it stands, what it claims, what the arithmetic gives, and why.

    `message` is a Vietnamese sentence with the arithmetic spelt out. `statements` are the numbers of the figures used.
    `severity` is `error` (a wrong claim), `verdict` (wrong, and it changes a verdict), `note` or `ok`.
    """

    start: int
    end: int
    quote: str
    kind: str
    claimed: str
    recomputed: str
    verdict: Verdict
    message: str
    statements: tuple[int, ...] = ()
    severity: str = "ok"


@dataclass(frozen=True)
class Line:
    """A logical line of the outline: `text[start:end]`, whose words begin at `body` behind its `marker` (`3.1.`, `-`).

    `depth` is its place in the outline (small is high). `table`, `row` and `column` are set for a cell.
    """

    start: int
    end: int
    body: int
    depth: int
    marker: str
    heading: bool
    block: int
    table: int | None = None
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Reading:
    """All that was read out of one document: statements, claims, its lines, and digit strings that are no figures
    (`ignored`: start, end, kind). Spans are code points of `text`."""

    doc: str
    text: str
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    ignored: tuple[tuple[int, int, str], ...] = field(default=())
    lines: tuple[Line, ...] = field(default=())
    period: str | None = None
    place: str | None = None
