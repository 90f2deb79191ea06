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
from soyte.surveillance.signals.model import LEVEL_VI, Signal, SignalKind, Tests, Weekly
from soyte.surveillance.signals.words import number

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.surveillance.signals.recording import Recorded

HEADINGS: dict[SignalKind, str] = {
    "statistic": "Tín hiệu thống kê (không phải kết luận có dịch)",
    "cluster": "Cụm ca bệnh (tín hiệu thống kê)",
    "law": "Điều kiện theo quy định",
    "practice": "Quy tắc thường dùng (không phải quy định)",
}
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


def tests(one: Tests) -> str:
    """`xã, sao_mai_tuan …, Farrington cải tiến: kiểm định 42 chuỗi, 1 tín hiệu; không kiểm định được 6 chuỗi: lịch sử quá ngắn (6)`."""
    told = f"{LEVEL_VI[one.level]}, {one.source.words}, {one.method_name}: xét {one.tested} chuỗi, {one.found} vượt"
    if one.untested:
        why = "; ".join(f"{reason} ({count})" for reason, count in sorted(one.untested.items()))
        told += f"; không kiểm định được: {why}"
    return told


def multiplicity(weekly: Weekly) -> str:
    """How many signals chance alone gives."""
    series = sum(one.tested for one in weekly.tests if one.expected_false is not None)
    sure = sum(1 for one in weekly.of("statistic") if one.q_value is not None and one.q_value <= 0.05)
    return (
        f"Kiểm định nhiều chuỗi cùng lúc: {series} phép kiểm định thống kê, nếu không có gì bất thường thì mỗi tuần vẫn có khoảng "
        f"{_few(weekly.expected_false)} tín hiệu giả; {sure} tín hiệu còn đứng khi giữ tỷ lệ phát hiện sai 5% (Benjamini – Hochberg)."
    )


def _few(value: float) -> str:
    """Two places where one would show nothing."""
    return number(value) if value >= 1 or value == 0 else f"{value:.2f}".replace(".", ",")


def notes(weekly: Weekly) -> tuple[str, ...]:
    """What is to be known of the sources and of conditions, each once."""
    said: dict[str, None] = {}
    for one in weekly.signals:
        said |= dict.fromkeys(f"Ghi chú: {note}." for note in one.notes)
    return tuple(said)


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
