"""Signals on a screen and as a table of values."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from soyte.cli.figures_output import inert
from soyte.exchange.signals import record
from soyte.surveillance.signals.behind import dossiers
from soyte.surveillance.signals.model import Signal, Weekly
from soyte.surveillance.signals.summary import HEADINGS, multiplicity, notes, tests

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.surveillance.signals.recording import Recorded

_MOST = 12  # dossiers that are listed
_COLUMNS = (
    *("week", "kind", "state", "disease", "disease_name", "level", "place", "place_name", "period", "counted_to"),
    *(
        "source",
        "calendar",
        "method",
        "count",
        "expected",
        "bound",
        "p_value",
        "q_value",
        "legal_source",
        "words",
        "figure",
    ),
)


def as_text(
    weekly: Weekly, written: Recorded | None, *, limit: int, width: int, behind: Mapping[str, tuple[str, ...]]
) -> str:
    """Signals by kind, then what was tested and what could not be."""
    start, end = weekly.week.start, weekly.week.end
    lines = [f"{weekly.week.label_vi} ({start:%d/%m}–{end:%d/%m/%Y}), sau lần ghi nhận số {weekly.as_of}"]
    for kind, heading in HEADINGS.items():
        some = weekly.of(kind)
        tried = [one for one in weekly.tests if one.kind == kind]
        if some or tried:
            lines += ["", f"{heading}: {len(some)}"]
        for one in some[:limit]:
            lines += _folded(f"{'?' if one.state == 'possible' else '!'} {one.words}", width)
            lines += [line for told in behind.get(one.key, ()) for line in _folded(f"    {told}", width)]
        if len(some) > limit:
            lines.append(f"  … còn {len(some) - limit} dòng; xem hết: --limit {len(some)} hoặc --format csv")
        lines += [line for one in tried for line in _folded(f"  {tests(one)}", width)]
    lines += ["", *_folded(multiplicity(weekly), width)]
    lines += [line for one in weekly.warnings for line in _folded(f"Lưu ý: {one}", width)]
    lines += [line for one in notes(weekly) for line in _folded(one, width)]
    if written is not None:
        lines.append(_recorded(written))
    return "\n".join(lines)


def as_csv(weekly: Weekly) -> str:
    """One line a signal; points separate decimals."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in weekly.signals:
        values = record(one)
        writer.writerow([inert(values[name]) for name in _COLUMNS])
    return buffer.getvalue()


def behind(ledger: Ledger, weekly: Weekly, limit: int) -> dict[str, tuple[str, ...]]:
    """What stands behind each signal that is shown."""
    shown = [one for kind in HEADINGS for one in weekly.of(kind)[:limit]]
    return {one.key: tuple(_behind(ledger, weekly, one)) for one in shown}


def _behind(ledger: Ledger, weekly: Weekly, one: Signal) -> Iterator[str]:
    if one.figure:
        yield f"soyte trace '{one.figure}'"
    for row in dossiers(ledger, one.rows[:_MOST], weekly.as_of):
        yield f"hồ sơ {row.key}: cơ sở {row.facility}, vào {row.came:%d/%m/%Y}, {row.icd10}, lần gửi {row.submission} ({row.file}), hồ sơ thứ {row.number}"
    if len(one.rows) > _MOST:
        yield f"… còn {len(one.rows) - _MOST} hồ sơ; xem hết: --format json"


def _folded(text: str, width: int) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip(" ")) + 2)
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _recorded(written: Recorded) -> str:
    told = [f"{len(written.new)} mới", f"{len(written.changed)} có số liệu thay đổi", f"{len(written.ended)} không còn"]
    where = f" (lần ghi nhận số {written.act.seq})" if written.act else ""
    return f"Ghi vào sổ: {', '.join(told)}; {len(written.known)} đã ghi từ trước{where}."
