"""Figures as a table for a person, as JSON and as CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from soyte.exchange.figures import record
from soyte.ledger import clock
from soyte.measures import Figure, Figures
from soyte.measures.definitions import Definitions
from soyte.measures.wording import STATUSES, completeness_words, value_words
from soyte.periods.printing import date_vi


def as_table(found: Figures, definitions: Definitions | None = None, *, width: int = 140, colour: bool = False) -> str:
    """Text for a terminal: one table for each indicator and source, what it rests on below.

    `definitions` are those that the figures were computed by, the shipped ones if nothing is said.
    """
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip
    if not found:
        return "Không có số liệu nào."
    definitions = definitions or Definitions.shipped()
    for _, group in groupby(found, key=lambda one: (one.indicator, one.kind, one.dataset)):
        _print_group(console, definitions, list(group))
    day = next((one.boundaries for one in found if one.boundaries), None)
    if day:
        console.print(Text(f"Theo địa giới ngày {date_vi(day)}."))
    for one in found.breaks:
        console.print(Text(f"Ranh giới thay đổi ngày {date_vi(one.on)} (mã {one.place}): {one.words}."))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def _print_group(console: Console, definitions: Definitions, group: list[Figure]) -> None:
    first = group[0]
    console.print(Text(f"{first.name} ({first.indicator})", style="bold"))
    console.print(Text(_source(first)))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Địa bàn")
    table.add_column("Kỳ")
    fields = [name for name, _ in first.breakdown]
    for name in fields:
        table.add_column(definitions.field(name))
    table.add_column(f"Số liệu ({first.unit})" if first.unit else "Số liệu", justify="right")
    table.add_column("Tình trạng")
    table.add_column("Đầy đủ")
    table.add_column("Mã số liệu", overflow="fold")
    notes: dict[str, int] = {}
    for one in group:
        marks = "".join(f" [{notes.setdefault(note, len(notes) + 1)}]" for note in one.notes)
        codes = [", ".join(definitions.code(name, part) for part in one.of[name].split("|")) for name in fields]
        status = STATUSES[one.status] if one.status else ""
        full = completeness_words(one.completeness)
        table.add_row(one.place_name, one.period.label_vi, *codes, value_words(one) + marks, status, full, one.id)
    console.print(table)
    for note, mark in notes.items():
        console.print(Text(f"[{mark}] {note}."))
    console.print(Text(_pedigree(definitions, first), style="dim"))
    console.print()


def _source(figure: Figure) -> str:
    if figure.kind == "stated":
        return f"Nguồn: số liệu nêu trong văn bản; đơn vị gửi: {figure.owner or 'không rõ'}"
    if not figure.dataset:
        return "Nguồn: chưa có tập số liệu nào"
    return f"Nguồn: tập số liệu {figure.dataset}; đơn vị chịu trách nhiệm: {figure.owner or 'không rõ'}"


def _pedigree(definitions: Definitions, figure: Figure) -> str:
    told = []
    definition = definitions.on(figure.indicator, figure.period.start)
    if definition and definition.formula and figure.kind == "computed":
        told.append(f"Cách tính: {definitions.words(definition.formula, definition.measures, definition.factor)}")
    if figure.moment:
        at = figure.moment.astimezone(clock.VIETNAM)
        told.append(f"chốt sau lần ghi nhận số {figure.as_of}, {at:%H:%M} ngày {date_vi(at.date())}")
    if figure.definition_hash:
        told.append(f"định nghĩa {figure.definition_hash[:12]}")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}."


def as_json(found: Figures) -> str:
    """An array of records."""
    return json.dumps([record(one) for one in found], ensure_ascii=False, indent=1) + "\n"


def as_csv(found: Figures) -> str:
    """One line a figure, a column for each breakdown; points separate decimals."""
    buffer = io.StringIO()
    records = [record(one) for one in found]
    fields = sorted({name for one in records for name in one["breakdown"]})
    plain = [name for name in records[0] if name not in ("breakdown", "breaks", "notes")] if records else ["id"]
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*plain, *fields, "breaks", "notes"])
    for one in records:
        joined = ["; ".join(f"{b['on']} {b['words']}" for b in one["breaks"]), "; ".join(one["notes"])]
        cells = [*(one[name] for name in plain), *(one["breakdown"].get(name) for name in fields), *joined]
        writer.writerow([inert(cell) for cell in cells])
    return buffer.getvalue()


def inert(cell: object) -> object:
    """A spreadsheet must not take words for a formula; a negative number stays one."""
    risky = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if risky and not _is_number(str(cell)) else cell


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()
