"""Section numbers: gaps, repeats, steps back and mixed styles among the sections of one parent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from soyte.checks.document.markers import Mark, follows, read_marker
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed
from soyte.statements import Finding, Line

KIND = "section_numbering"
_WIDEST_GAP = 3
_MOST = 4
_Key = tuple[int, tuple[str, tuple[int, ...], str]]


@dataclass
class _Series:
    """The sections counted so far under one parent; `outer` are counts that a nested list has interrupted."""

    last: Mark
    outer: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Fault:
    line: Line
    expected: str
    message: str


def judge_numbering(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each fault; many faults in one document are gathered in one."""
    faults = list(_faults(sheet))
    if len(faults) > _MOST:
        where = listed([f"“{fault.line.marker}”" for fault in faults], 6)
        message = f"Số thứ tự các mục không liên tục ở {len(faults)} chỗ: {where}. Đánh lại số mục theo một kiểu, từ trên xuống."
        yield _finding(sheet, faults[0], message)
        return
    for fault in faults:
        yield _finding(sheet, fault, fault.message)


def _finding(sheet: Sheet, fault: _Fault, message: str) -> Finding:
    line = fault.line
    end = line.start + len(sheet.reading.text[line.start : line.body].rstrip())
    return sheet.mark(line.start, end if end > line.start else line.end, KIND, line.marker, fault.expected, message)


def _faults(sheet: Sheet) -> Iterator[_Fault]:
    open_series: dict[_Key, _Series] = {}
    marks = {
        index: mark
        for index, line in enumerate(sheet.lines)
        if line.table is None and (mark := read_marker(line.marker))
    }
    for index, mark in marks.items():
        key = (sheet.parents[index], mark.key)
        series = open_series.get(key)
        if series is None:
            open_series[key] = _Series(mark)
            parent = marks.get(sheet.parents[index])
            if parent and mark.prefix and mark.value > 1 and (*parent.prefix, parent.value) == mark.prefix:
                yield _gap(sheet.lines[index], mark, 0)
            continue
        fault = _step(sheet.lines[index], mark, series)
        if fault is not None:
            other = _other_style(open_series, key, mark)
            yield _mixed(sheet.lines[index], mark, other) if other else fault


def _step(line: Line, mark: Mark, series: _Series) -> _Fault | None:
    """Count one section on; what is wrong with its number, if anything."""
    before = series.last
    last = before.value
    if follows(mark, last):
        series.last = mark
        return _mixed(line, mark, before) if mark.style != before.style else None
    if mark.value > last + 1 + _WIDEST_GAP:
        return None  # a line that happens to begin with a number
    if mark.value == 1 and last > 1:
        series.outer.append(last)
        series.last = mark
        return None
    if mark.value - 1 in series.outer:
        del series.outer[series.outer.index(mark.value - 1) :]
        series.last = mark
        return None
    series.last = mark
    if mark.value > last:
        return _gap(line, mark, last)
    right = mark.label(last + 1)
    if mark.value == last:
        return _Fault(
            line,
            right,
            f"Hai mục liền nhau cùng mang số {mark.label(last)}: mục sau đúng ra là {right}. Sửa lại số mục.",
        )
    message = f"Sau mục {mark.label(last)} lại là mục {mark.label(mark.value)}, đúng ra là {right}. Kiểm tra thứ tự và sửa số mục."
    return _Fault(line, right, message)


def _gap(line: Line, mark: Mark, last: int) -> _Fault:
    missing = listed([mark.label(value) for value in range(last + 1, mark.value)])
    after = (
        f"Sau mục {mark.label(last)} là mục {mark.label(mark.value)}"
        if last
        else f"Mục đầu tiên mang số {mark.label(mark.value)}"
    )
    message = f"{after}, không có mục {missing}: kiểm tra xem bỏ sót nội dung hay đánh nhầm số, rồi sửa lại số mục."
    return _Fault(line, mark.label(last + 1), message)


def _other_style(open_series: dict[_Key, _Series], key: _Key, mark: Mark) -> Mark | None:
    """The section before this one, when it stands under the same parent but is numbered in another style."""
    for (parent, (kind, prefix, _)), series in open_series.items():
        if (parent, kind, prefix) == (key[0], mark.kind, mark.prefix) and series.last.value == mark.value - 1:
            return series.last if series.last.style != mark.style else None
    return None


def _mixed(line: Line, mark: Mark, other: Mark) -> _Fault:
    if mark.kind == "part":
        message = f"Các phần được đánh số bằng hai kiểu ({other.style} rồi {mark.style}): viết thống nhất, ví dụ “Phần thứ nhất, Phần thứ hai”."
        return _Fault(line, "Phần thứ " + ("nhất", "hai", "ba", "tư", "năm")[min(mark.value, 5) - 1], message)
    styles = f"“{other.label(other.value)}{_sign(other)}” rồi “{mark.label(mark.value)}{_sign(mark)}”"
    return _Fault(
        line,
        "",
        f"Các mục cùng cấp được đánh số bằng hai kiểu ({styles}): dùng một kiểu cho cả văn bản.",
    )


def _sign(mark: Mark) -> str:
    return mark.style[-1:]
