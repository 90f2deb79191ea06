"""Answers about care as a table for a person, as JSON and as CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import sys
from datetime import date
from decimal import Decimal
from enum import StrEnum

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from soyte.cli.figures_output import inert
from soyte.exchange.care import plain, record
from soyte.ledger import clock
from soyte.measures.care.answer import Answer, Kind, Value
from soyte.measures.wording import number
from soyte.periods.printing import date_vi

NARROW = 160


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def say(answer: Answer, chosen: str) -> None:
    """Print an answer on standard output; what a program reads on as CSV has its pedigree on standard error."""
    if chosen == Format.JSON:
        sys.stdout.write(json.dumps(record(answer), ensure_ascii=False, indent=1) + "\n")
    elif chosen == Format.CSV:
        sys.stdout.write(as_csv(answer))
        typer.echo("\n".join(_below(answer)), err=True)
    else:
        width = max(80, shutil.get_terminal_size((NARROW, 40)).columns)
        typer.echo(as_table(answer, width=width, colour=sys.stdout.isatty()))


def as_table(answer: Answer, *, width: int = NARROW, colour: bool = False) -> str:
    """Text for a terminal: totals, the table, what it rests on, how to see the dossiers behind a row."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip
    console.print(Text(answer.title, style="bold"))
    if answer.totals:
        console.print(Text("; ".join(f"{label}: {words(value, kind) or '–'}" for label, value, kind in answer.totals)))
    if answer.rows:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for one in answer.fields:
            table.add_column(one.label, justify="left" if one.kind in ("text", "date") else "right", overflow="fold")
        for row in answer.rows:
            table.add_row(*(words(value, one.kind) for value, one in zip(row, answer.fields, strict=True)))
        console.print(table)
    else:
        console.print(Text("Không có dòng nào."))
    for line in _below(answer):
        console.print(Text(line, style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def as_csv(answer: Answer) -> str:
    """A line a row; points separate decimals."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([one.name for one in answer.fields])
    for row in answer.rows:
        writer.writerow([inert(plain(value)) for value in row])
    return buffer.getvalue()


def words(value: Value, kind: Kind) -> str:
    """A value for a reader: `1.234,5`; shares with one decimal; nothing where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date_vi(value)
    if isinstance(value, float):
        places = Decimal("0.1") if kind == "percent" else Decimal("0.01") if kind == "number" else Decimal(1)
        return number(Decimal(value).quantize(places))
    if isinstance(value, Decimal):
        return number(value.quantize(Decimal(1)) if kind == "money" else value)
    return number(Decimal(value)) if isinstance(value, int) else value


def _below(answer: Answer) -> list[str]:
    told = answer.pedigree
    lines = [f"Lưu ý: {note}." for note in answer.notes]
    moment = ""
    if told.moment:
        at = told.moment.astimezone(clock.VIETNAM)
        moment = f", {at:%H:%M} ngày {date_vi(at.date())}"
    lines.append(
        f"Căn cứ {number(Decimal(told.dossiers))} hồ sơ của {told.submissions} lần gửi (bảng {', '.join(told.tables)}), chốt sau lần "
        f"ghi nhận số {told.as_of}{moment}."
    )
    lines.append(f"Cách tính ({told.hash}): {told.definition}.")
    lines.append(f"Nguồn: {told.source}.")
    row = next((row for row in answer.rows if answer.selects(row)), None)
    if row is not None and answer.name != "dossiers":
        lines.append(f"Xem hồ sơ sau một dòng, chẳng hạn dòng đầu: {command(answer, row)}")
    return lines


def command(answer: Answer, row: tuple[Value, ...]) -> str:
    """What to type to see the dossiers behind a row."""
    asked = answer.selects(row)
    options = " ".join(
        f"--{name.replace('_', '-')}" if value == "true" else f"--{name.replace('_', '-')} {shlex.quote(value)}"
        for name, value in asked.items()
        if value
    )
    return f"soyte care dossiers {options}"
