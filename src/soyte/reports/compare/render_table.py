"""The comparison for a terminal."""

from __future__ import annotations

from soyte.reports.compare.model import Comparison, Entry
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.words import NOT_REPORTED, number_text, short_date

_HEADS = ("TT", "Địa bàn", "Giá trị", "Cơ quan", "Văn bản", "Số liệu đến", "Ghi chú")
_RIGHT = {0, 2}
_WIDEST = 44


def render_table(comparison: Comparison) -> str:
    """Title, one line a place, and how many of them can be compared."""
    rows = [_HEADS, *(_row(comparison, entry) for entry in comparison.ordered)]
    used = [n for n in range(len(_HEADS)) if any(row[n] for row in rows[1:])] or [0, 1]
    widths = {n: max(len(row[n]) for row in rows) for n in used}
    unit = f" ({one_line(comparison.unit, 60)})" if comparison.unit else ""
    lines = [f"{one_line(comparison.name, 200)}{unit}, năm {comparison.year}", ""]
    for row in rows:
        cells = (row[n].rjust(widths[n]) if n in _RIGHT else row[n].ljust(widths[n]) for n in used)
        lines.append("  ".join(cells).rstrip())
    compared = sum(comparison.value(entry) is not None for entry in comparison.entries)
    lines += [
        "",
        f"So sánh được {compared} trên {len(comparison.entries)} giá trị; xếp từ cao xuống thấp, chưa xét chiều tốt, xấu.",
    ]
    return "\n".join(lines)


def _row(comparison: Comparison, entry: Entry) -> tuple[str, ...]:
    number, result = comparison.place_number(entry), entry.result
    if result is None or result.value is None:
        return ("", one_line(entry.place_name, _WIDEST), NOT_REPORTED, "", "", "", "")
    return (
        str(number) if number is not None else "",
        one_line(entry.place_name, _WIDEST) + (" *" if entry.place == comparison.looked_at else ""),
        number_text(result.value, result.step, result.status),
        one_line(result.source.owner or "", _WIDEST),
        one_line(result.source.document or "", _WIDEST),
        short_date(result.source.as_of),
        one_line(comparison.hindrance(entry), _WIDEST),
    )
