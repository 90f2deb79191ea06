"""What a trace shows: terms, submissions, rows, and where they stand in the originals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from soyte.ledger.acts import Act
from soyte.measures.definitions import Definition
from soyte.measures.figure import Figure


@dataclass(frozen=True)
class Locator:
    """Where a row stands in its original: whichever of these its format has. Lines count from 1, spans in code points."""

    sheet: str | None = None
    line: int | None = None
    column: str | None = None
    page: str | None = None
    block: int | None = None
    span_start: int | None = None
    span_end: int | None = None
    path: str | None = None

    @property
    def words(self) -> str:
        """`trang tính Tháng 1, dòng 12, cột dengue`, as a person looks for it."""
        told = [
            f"trang tính {self.sheet}" if self.sheet else "",
            (f"trang {self.page}" if self.page.isdigit() else self.page) if self.page else "",
            f"dòng {self.line}" if self.line is not None else "",
            f"cột {self.column}" if self.column else "",
            f"đoạn {self.block}" if self.block is not None and self.line is None else "",
            f"ký tự {self.span_start}–{self.span_end}" if self.span_start is not None else "",
            self.path or "",
        ]
        return ", ".join(word for word in told if word) or "không rõ vị trí"


@dataclass(frozen=True)
class Row:
    """One accepted row. `words` is what stands at its place in the original, if somebody can show it. `dossier` is the key of the
    dossier that the row tells of, under which all of its rows stand in `xml1` … `xml15`, where they are kept."""

    act: Act
    row_no: int
    place: str
    place_name: str
    start: date
    end: date
    grain: str | None
    breakdown: tuple[tuple[str, str], ...]
    state: str
    value: Decimal | None
    status: str | None
    locator: Locator
    words: str | None = None
    dossier: str | None = None


@dataclass(frozen=True)
class Source:
    """A submission that brought rows: how many, what they sum to, its status as of the figure and now."""

    act: Act
    rows: int
    value: Decimal | None
    status: str
    status_now: str


@dataclass(frozen=True)
class Part:
    """What a place gave to a figure on boundaries of another day.

    `value` is all that it reported, `part` what counts here, by a share of `millionths` (None: it was not divided, for
    nobody knows how). `basis` says where the share comes from. `on` is the day as of which the place is meant.
    """

    place: str
    place_name: str
    on: date | None
    value: Decimal | None
    part: Decimal | None
    millionths: int | None
    moved: bool
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """One measure under its conditions: its sum, the submissions behind it, the first of its rows.

    `all_rows` reads every row, batch by batch. `adds_up` says that the rows make the sum. On boundaries of another day
    `parts` say what each place gave.
    """

    measure: str
    words: str
    value: Decimal | None
    dataset: str
    owner: str
    rows: int
    sources: tuple[Source, ...]
    first: tuple[Row, ...]
    adds_up: bool
    all_rows: Callable[[], Iterator[Row]]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Trace:
    """A figure and where it comes from. `words` is its formula as a person would say it."""

    figure: Figure
    definition: Definition | None
    words: str
    legal_source: str
    certainty: str
    terms: tuple[Term, ...]
    adds_up: bool
