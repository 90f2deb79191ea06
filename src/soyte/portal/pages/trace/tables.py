"""A trace as facts, tables and files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from soyte.catalogue.terms import CERTAINTIES, word
from soyte.ledger.acts import Act
from soyte.measures import Row, Source, Term, Trace
from soyte.measures.definitions import Definitions
from soyte.measures.wording import STATES, STATUSES
from soyte.portal.shell.addresses import page_address
from soyte.portal.shell.book import definitions
from soyte.portal.shell.numbers import day, moment, number
from soyte.portal.shell.tables import Cell, Column, Table, Value

MARKS = {"looked_up": "[L]", "memory": "[M]", "uncertain": "[?]", "seed_only": "[?]"}
_SUBMISSION = {
    "accepted": "đang dùng",
    "superseded": "đã được thay",
    "withdrawn": "đã rút",
    "rejected": "không nhận",
}
Address = Callable[[Row], str]


@dataclass(frozen=True)
class TermView:
    """One measure: its submissions, the first of its rows, on other boundaries what each place gave."""

    term: Term
    value: str
    sources: Table
    rows: Table
    parts: Table | None


def source_words(legal_source: str, certainty: str) -> str:
    """`TT 23/2025/TT-BYT [L] đã tra văn bản`."""
    return f"{legal_source} {MARKS.get(certainty, '[?]')} {word(CERTAINTIES, certainty)}" if legal_source else ""


def reckoning(found: Trace) -> str:
    """`3.863 ÷ 331.710 × 100.000 = 1.164,57`; empty where nothing is divided."""
    figure, definition = found.figure, found.definition
    if figure.numerator is None or figure.denominator is None or figure.value is None or definition is None:
        return ""
    factor = f" × {number(definition.factor)}" if definition.factor != 1 else ""
    return f"{number(figure.numerator)} ÷ {number(figure.denominator)}{factor} = {number(figure.value, 2)}"


def term_view(term: Term, original: Address | None, sees: Callable[[Act], bool], *, opens: bool = True) -> TermView:
    """The tables of a term. `original` gives the page that opens a row's original, `sees` says whether a submission's page may
    be opened; without `opens` nothing leads on."""
    return TermView(
        term,
        number(term.value) if term.value is not None else "chưa có số",
        _sources(term, sees if opens else lambda _: False),
        _rows(term.first, original if opens else None),
        _parts(term),
    )


def _sources(term: Term, sees: Callable[[Act], bool]) -> Table:
    columns = (
        Column("Lần gửi", "number"),
        Column("Tệp", width=40),
        Column("Đơn vị gửi", width=30),
        Column("Nhận lúc", "moment"),
        Column("SHA-256"),
        Column("Số dòng", "number"),
        Column("Cộng", "number"),
        Column("Tình trạng", width=30),
    )
    rows = [_source(one, sees) for one in term.sources]
    foot: tuple[Cell | Value, ...] = ()
    if len(rows) > 1:
        foot = ("", "Cộng", "", "", "", Cell(term.rows), Cell(term.value), "")
    return Table(columns, rows, "Các lần gửi", foot=foot)


def _source(one: Source, sees: Callable[[Act], bool]) -> list[Cell | Value]:
    act = one.act
    state = _SUBMISSION[one.status]
    if one.status_now != one.status:
        state += f"; nay {_SUBMISSION[one.status_now]}"
    address = (page_address("submission", act.seq) or None) if sees(act) else None
    return [
        Cell(act.seq, href=address),
        Cell(act.name, href=address, look="words"),
        Cell(act.sender or act.actor, look="words"),
        Cell(moment(act.recorded_at), look="tight"),
        Cell((act.content_hash or "")[:12], html=f"<code>{(act.content_hash or '')[:12]}</code>"),
        Cell(one.rows),
        Cell(one.value),
        state,
    ]


_ROW = (
    Column("Địa bàn", width=30),
    Column("Kỳ", width=24),
    Column("Phân tổ", width=30),
    Column("Giá trị", "number"),
    Column("Tình trạng"),
    Column("Lần gửi", "number"),
    Column("Vị trí trong bản gốc", width=36),
)


def _rows(rows: Iterable[Row], original: Address | None) -> Table:
    named = definitions()
    return Table(_ROW, [_row(row, named, original) for row in rows], "Các dòng")


def _row(row: Row, named: Definitions, original: Address | None) -> list[Cell | Value]:
    known = row.value is not None
    return [
        Cell(row.place_name, look="tight"),
        Cell(f"{day(row.start)} - {day(row.end)}", look="tight"),
        Cell("; ".join(f"{named.field(name)}: {named.code(name, code)}" for name, code in row.breakdown), look="words"),
        Cell(row.value, words=None if known else STATES.get(row.state, row.state), look="" if known else "missing"),
        STATUSES.get(row.status or "", ""),
        row.act.seq,
        Cell(row.locator.words, look="words", href=original(row) if original else None),
    ]


def all_rows(found: Trace) -> Table:
    """Every row of every measure, for a workbook."""
    named = definitions()
    rows = [[term.words, *_row(row, named, None)] for term in found.terms for row in term.all_rows()]
    name = f"dong-{found.figure.indicator}-{found.figure.place}"
    return Table((Column("Số đo", width=40), *_ROW), rows, "Các dòng", citation=cited(found), name=name)


def cited(found: Trace) -> tuple[str, ...]:
    """Which figure these rows make."""
    figure = found.figure
    return (
        f"{figure.name}, {figure.place_name}, {figure.period.phrase_vi}",
        f"Mã số liệu: {figure.id}",
        f"Định nghĩa {figure.definition_hash[:12]}; sau lần ghi nhận số {figure.as_of}, {moment(figure.moment)}",
    )


def csv_lines(found: Trace) -> Iterator[bytes]:
    """Every row, written as it is read: there may be millions."""
    yield b"\xef\xbb\xbf" + _line(["Số đo", *(column.title for column in _ROW), "Mã địa bàn", "Mã số liệu"])
    named = definitions()
    for term in found.terms:
        for row in term.all_rows():
            cells = (one.value if isinstance(one, Cell) else one for one in _row(row, named, None))
            yield _line([term.words, *map(_plain, cells), row.place, found.figure.id])


def _line(cells: list[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_inert(cell) for cell in cells])
    return out.getvalue().encode()


def _plain(value: Value) -> object:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _parts(term: Term) -> Table | None:
    """On boundaries of another day: what places gave that were divided or moved; the others are counted."""
    moved = [part for part in term.parts if part.moved]
    if not moved:
        return None
    columns = (
        Column("Địa bàn lúc báo cáo", width=36),
        Column("Đã báo cáo", "number"),
        Column("Tỷ trọng"),
        Column("Tính vào đây", "number"),
        Column("Căn cứ của tỷ trọng", width=50),
    )
    rows: list[list[Cell | Value]] = [
        [f"{one.place_name} (mã {one.place})", one.value, _share(one.millionths), one.part, "; ".join(one.basis)]
        for one in moved
    ]
    whole = len(term.parts) - len(moved)
    caption = "Quy đổi địa giới" + (f" (và {whole} địa bàn tính trọn vẹn như đã báo cáo)" if whole else "")
    return Table(columns, rows, caption)


def _share(millionths: int | None) -> str:
    if millionths is None:
        return "không chia, tính chung cả nhóm"
    return f"{millionths / 10_000:.6g}%".replace(".", ",")
