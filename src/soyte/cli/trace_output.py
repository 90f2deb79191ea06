"""A trace as text for a person, as JSON, and its rows as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from soyte.cli.figures_output import inert
from soyte.exchange.traces import row_record, trace_record
from soyte.ledger import clock
from soyte.measures import Row, Term, Trace
from soyte.measures.definitions import Definitions
from soyte.measures.wording import STATES, STATUSES, completeness_words, number, value_words
from soyte.periods.printing import date_vi

_CERTAIN = {
    "looked_up": "đã tra cứu",
    "memory": "theo trí nhớ, cần kiểm tra",
    "uncertain": "chưa chắc chắn",
    "seed_only": "chỉ thấy trong báo cáo",
}
_SUBMISSION = {
    "accepted": "đang dùng",
    "superseded": "đã được thay",
    "withdrawn": "đã rút",
    "rejected": "không nhận",
}


def as_text(found: Trace, *, width: int = 140, colour: bool = False) -> str:
    """From the figure down to the lines of the files."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip
    for line in _head(found):
        console.print(Text(line))
    for place, term in enumerate(found.terms, 1):
        console.print()
        _print_term(console, place, term)
    console.print()
    verdict = (
        "Cộng lại các dòng khớp với số liệu."
        if found.adds_up
        else ("KHÔNG KHỚP: cộng lại các dòng không ra số liệu này; hãy chạy “soyte doctor”.")
    )
    console.print(Text(verdict, style="bold" if found.adds_up else "bold red"))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def _head(found: Trace) -> Iterator[str]:
    figure = found.figure
    definitions = Definitions.shipped()
    unit = f" {figure.unit}" if figure.value is not None and figure.unit else ""
    status = f" ({STATUSES[figure.status]})" if figure.status else ""
    yield f"{figure.name}, {figure.place_name}, {figure.period.phrase_vi}: {value_words(figure)}{unit}{status}"
    yield f"Mã số liệu: {figure.id}"
    for name, codes in figure.breakdown:
        yield f"{definitions.field(name)}: {definitions.codes(name, tuple(codes.split('|')))}"
    if found.words:
        yield f"Cách tính: {found.words}"
        yield f"Căn cứ: {found.legal_source} ({_CERTAIN[found.certainty]}); định nghĩa {figure.definition_hash[:12]}"
    if figure.completeness:
        yield f"Mức đầy đủ: {completeness_words(figure.completeness)}"
    if figure.moment:
        yield f"Chốt sau lần ghi nhận số {figure.as_of}, ngày {date_vi(figure.moment.astimezone(clock.VIETNAM).date())}"
    for one in figure.breaks:
        yield f"Ranh giới thay đổi ngày {date_vi(one.on)}: {one.words}"
    for note in figure.notes:
        yield f"Ghi chú: {note}"


def _print_term(console: Console, place: int, term: Term) -> None:
    value = number(term.value) if term.value is not None else "chưa có số"
    source = f", tập số liệu {term.dataset} ({term.owner or 'không rõ đơn vị'})" if term.dataset else ""
    console.print(Text(f"{place}. {term.words}: {value}, từ {term.rows} dòng{source}", style="bold"))
    if not term.rows:
        return
    _print_parts(console, term)
    sent = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("Lần gửi", "Tệp", "Người gửi", "Ngày nhận", "SHA-256", "Số dòng", "Cộng", "Tình trạng"):
        sent.add_column(name, overflow="fold")
    for one in term.sources:
        act = one.act
        state = _SUBMISSION[one.status]
        if one.status_now != one.status:
            state += f"; nay {_SUBMISSION[one.status_now]}"
        day = date_vi(act.recorded_at.astimezone(clock.VIETNAM).date())
        share = number(one.value) if one.value is not None else ""
        sender = act.sender or act.actor
        sent.add_row(f"#{act.seq}", act.name, sender, day, (act.content_hash or "")[:12], str(one.rows), share, state)
    console.print(sent)
    rows = Table(box=SIMPLE_HEAD, pad_edge=False)
    shown = any(row.words for row in term.first)
    for name in ("Lần gửi", "Vị trí", "Địa bàn", "Kỳ", "Phân tổ", "Giá trị", *(["Nguyên văn"] if shown else [])):
        rows.add_column(name, overflow="fold")
    for row in term.first:
        rows.add_row(*_cells(row), *([row.words or ""] if shown else []))
    if term.first:
        console.print(rows)
    if term.rows > len(term.first):
        console.print(Text(f"Còn {term.rows - len(term.first)} dòng nữa; thêm --rows {term.rows} để xem hết."))


def _print_parts(console: Console, term: Term) -> None:
    """What each place gave, on boundaries of another day; places that stayed as they were are counted only."""
    moved = [part for part in term.parts if part.moved]
    if not moved:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title="Quy đổi địa giới", title_justify="left")
    for name in ("Địa bàn lúc báo cáo", "Số đã báo cáo", "Tỷ trọng", "Tính vào đây", "Căn cứ của tỷ trọng"):
        table.add_column(name, overflow="fold")
    for part in moved:
        named = f"{part.place_name} (mã {part.place})"
        value, counted = (number(n) if n is not None else "" for n in (part.value, part.part))
        table.add_row(named, value, share_words(part.millionths), counted, "; ".join(part.basis))
    console.print(table)
    if len(moved) < len(term.parts):
        console.print(Text(f"Và {len(term.parts) - len(moved)} địa bàn tính trọn vẹn như đã báo cáo."))


def share_words(millionths: int | None) -> str:
    """`30 %`, `12,3456 %`; what nobody divides goes into a group whole."""
    if millionths is None:
        return "không chia, tính chung cả nhóm"
    return f"{millionths / 10_000:.6g} %".replace(".", ",")


def _cells(row: Row) -> list[str]:
    definitions = Definitions.shipped()
    days = f"{date_vi(row.start)} - {date_vi(row.end)}"
    parts = "; ".join(definitions.code(name, code) for name, code in row.breakdown)
    value = number(row.value) if row.value is not None else STATES.get(row.state, row.state)
    return [f"#{row.act.seq}", row.locator.words, row.place_name, days, parts, value]


def as_json(found: Trace) -> str:
    """The figure's record with its terms, submissions and first rows."""
    return json.dumps(trace_record(found), ensure_ascii=False, indent=1) + "\n"


def as_csv(found: Trace) -> Iterator[str]:
    """Every row of every term, line by line."""
    head = ("measure", "number", "file", "row_no", "locator", "place", "place_name", "period_start", "period_end")
    tail = ("state", "status", "value", "words")
    yield _line([*head, "breakdown", *tail])
    for term in found.terms:
        for row in term.all_rows():
            said = {"measure": term.measure, **row_record(row)}
            parts = "; ".join(f"{name}={code}" for name, code in row.breakdown)
            yield _line([*(said[name] for name in head), parts, *(said[name] for name in tail)])


def _line(cells: list[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow([inert(cell) for cell in cells])
    return buffer.getvalue()
