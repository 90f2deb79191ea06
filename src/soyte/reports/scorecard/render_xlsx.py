"""The scorecard as an Excel file: indicators, targets with verdicts, series, sources. Numbers are numbers."""

from __future__ import annotations

import io
from datetime import datetime

from soyte.measures.targets.amounts import in_unit
from soyte.measures.targets.model import MARK_WORDS, Operator, Result
from soyte.reports.excel import Book, Value
from soyte.reports.scorecard import figures
from soyte.reports.scorecard.misses import explanation_text, repair_text
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.words import (
    NOT_REPORTED,
    STATUS_WORDS,
    body_text,
    change_verb,
    difference_unit,
    number_text,
    operator_sign,
    short_date,
    unit_tail,
)

_ROWS = (
    ("TT", 5), ("Lĩnh vực", 22), ("Chỉ tiêu", 46), ("Đơn vị", 18), ("Năm trước", 14), ("Thực hiện", 14), ("Tình trạng", 12),
    ("Thay đổi", 12), ("Chiều thay đổi", 12), ("Đơn vị thay đổi", 18), ("Cơ quan có số liệu", 22), ("Số liệu đến", 13),
    ("Văn bản", 30), ("Ghi chú", 40), ("Mã số liệu", 26), ("Mã chỉ tiêu", 24),
)  # fmt: skip
_TARGETS = (
    ("TT", 5), ("Chỉ tiêu", 46), ("Đơn vị", 18), ("Cơ quan giao", 18), ("Văn bản giao", 34), ("Thời gian", 18), ("Dấu", 6),
    ("Chỉ tiêu giao", 14), ("Đến", 12), ("Thực hiện", 14), ("Mức đạt", 18), ("Tạm đánh giá", 12),
    ("Hơn (+), kém (-) chỉ tiêu", 16), ("Lý do chưa kết luận", 34), ("Giải trình", 50), ("Khắc phục", 34), ("Mã số liệu", 26),
)  # fmt: skip
_TREND = (("TT", 5), ("Chỉ tiêu", 46), ("Đơn vị", 18), ("Năm", 8), ("Giá trị", 14), ("Ước", 8))
_OTHERS = (
    ("Chỉ tiêu", 46),
    ("Đơn vị", 18),
    ("Cơ quan", 26),
    ("Văn bản", 36),
    ("Số liệu đến", 13),
    ("Giá trị", 14),
    ("Tình trạng", 12),
)
_SOURCES = (("TT", 5), ("Nguồn số liệu", 110))


def render_xlsx(scorecard: Scorecard) -> bytes:
    """The workbook; the same scorecard gives the same bytes."""
    buffer = io.BytesIO()
    day = scorecard.today
    title = f"Kết quả thực hiện các chỉ tiêu y tế năm {scorecard.year}"
    book = Book(buffer, title, datetime(day.year, day.month, day.day))
    rows = [(section.title, row) for section in scorecard.sections for row in section.rows]
    book.sheet("Chỉ tiêu", _ROWS, [_row(number, domain, row) for number, (domain, row) in enumerate(rows, 1)])
    book.sheet("Chỉ tiêu giao", _TARGETS, _targets([row for _, row in rows], scorecard))
    book.sheet("Các năm", _TREND, _trend([row for _, row in rows]))
    book.sheet("Cơ quan khác", _OTHERS, _others([row for _, row in rows]))
    told = f"Số liệu tại lần ghi số {scorecard.as_of_seq}, lập ngày {short_date(day)}"
    book.sheet("Nguồn", _SOURCES, [[number, source] for number, source in enumerate([*scorecard.sources, told], 1)])
    book.close()
    return buffer.getvalue()


def _row(number: int, domain: str, row: Row) -> list[Value]:
    result, source = row.result, row.result.source if row.result else None
    value = result.value if result else None
    change = row.change if row.change is not None and row.change.is_finite() else None
    return [
        number, domain, row.name, row.unit, _value(row.previous, row.unit, row.unit),
        value if value is not None else NOT_REPORTED, STATUS_WORDS[result.status] if result else None,
        change, change_verb(change) if change is not None else row.change_words,
        difference_unit(row.unit).strip() if change is not None else None,
        source.owner if source else None, short_date(source.as_of) if source else None,
        source.document if source else None, "; ".join(row.notes), figures.result_figure(row).id, row.indicator,
    ]  # fmt: skip


def _value(result: Result | None, usual: str, wanted: str, missing: str | None = None) -> Value:
    """The value as a number of the column's unit; with its own unit, as words, where it measures something else."""
    if result is None or result.value is None:
        return missing
    given = result.unit or usual
    number = in_unit(result.value, given, wanted)
    return number if number is not None else f"{number_text(result.value, result.step)}{unit_tail(given)}"


def _targets(rows: list[Row], scorecard: Scorecard) -> list[list[Value]]:
    lines: list[list[Value]] = []
    for row in rows:
        for one in row.judgements:
            target, printed = one.target, figures.target_figures(row, one.target)
            words = target.quote or "theo kế hoạch"
            lines.append([
                len(lines) + 1, row.name, target.unit or row.unit, body_text(target.body, scorecard.parent) or "chưa rõ",
                target.source.document, target.period.label_vi,
                "từ - đến" if target.operator is Operator.BETWEEN else operator_sign(target),
                target.value if target.value is not None else words, target.high,
                _value(one.result, row.unit, target.unit or row.unit, NOT_REPORTED),
                MARK_WORDS[one.mark], "có" if one.provisional else None, one.distance, one.reason,
                explanation_text(one.explanation) if one.explanation else None, repair_text(one.explanation) or None,
                printed[0].id if printed else None,
            ])  # fmt: skip
    return lines


def _trend(rows: list[Row]) -> list[list[Value]]:
    return [
        [number, row.name, row.unit, str(point.year), point.value if point.value is not None else NOT_REPORTED,
         "ước" if point.estimate else None]
        for number, row in enumerate(rows, 1)
        for point in row.trend
    ]  # fmt: skip


def _others(rows: list[Row]) -> list[list[Value]]:
    return [
        [row.name, row.unit, one.source.owner, one.source.document, short_date(one.source.as_of),
         one.value if one.value is not None else NOT_REPORTED, STATUS_WORDS[one.status]]
        for row in rows
        if row.others
        for one in ([row.result] if row.result else []) + list(row.others)
    ]  # fmt: skip
