"""How a grid is laid out: tables one under the other, their header, names, running numbers and section titles."""

from __future__ import annotations

import re
from itertools import pairwise

from soyte.intake.statements.tables.grid import Block, Entry, counts_columns
from soyte.intake.statements.tables.numbers import Look, look_of

_INDEX_HEADER = re.compile(r"(?:stt|tt|số tt|số thứ tự|no|#)\.?")
_HEADER_WORD = re.compile(
    r"kế hoạch|\bkh\b|thực hiện|\bth\b|kết quả|^(?:năm |th |kh )?20\d\d$|cùng kỳ|so sánh|so với|tăng|tỷ lệ|%|mắc|chết|tử vong|đvt|đơn vị tính"
    r"|^(?:s?tt|ghi chú|chỉ tiêu|nội dung|nam|nữ|tổng số|tổng cộng|cộng)$|^số |năm 20\d\d|tháng|quý|\btuần"
)
_MARK = re.compile(r"[IVXLC]{1,5}\.?|[A-ZĐ]\.?|\d{1,3}(?:\.\d{1,2}){0,4}\.?|[a-zđ][.)]?|[-+*•]|\(?\d{1,2}\)")


def blocks_of(rows: list[list[Entry]]) -> list[Block]:
    """The tables of one grid: a new one begins where header rows follow rows of data."""
    parts: list[list[list[Entry]]] = [[]]
    seen_data = False
    for position, row in enumerate(rows):
        if seen_data and _heads(row) and not _repeats(row, parts[-1]):
            following = rows[position + 1] if position + 1 < len(rows) else []
            if any(e.look is Look.NUMBER for e in following) or _heads(following):
                parts.append([])
                seen_data = False
                while len(parts[-2]) > 1 and len(parts[-2][-1]) == 1 and parts[-2][-1][0].look is Look.WORDS:
                    parts[-1].insert(0, parts[-2].pop())
        parts[-1].append(row)
        seen_data = seen_data or (any(e.look is Look.NUMBER for e in row[1:]) and not counts_columns(row))
    return [block for block in map(_block, parts) if block is not None]


def _heads(row: list[Entry]) -> bool:
    """Does this row look like a header wherever it stands?"""
    if len(row) < 3 or any(e.look is Look.NUMBER for e in row):
        return False
    return sum(bool(_HEADER_WORD.search(e.folded)) for e in row) >= max(3, len(row) // 2)


def _repeats(row: list[Entry], above: list[list[Entry]]) -> bool:
    """A header printed again at the head of a page."""
    words = [e.folded for e in row]
    return any([e.folded for e in other] == words for other in above[:4])


def _block(rows: list[list[Entry]]) -> Block | None:
    """Sort the rows of one table; None for a grid without numbers, which only lays out words."""
    block = Block()
    first = next((i for i, row in enumerate(rows) if _has_data(row)), None)
    if first is None:
        return None
    block.rows = [row for row in rows[first:] if not counts_columns(row)]
    counting = [row for row in rows if counts_columns(row)]
    block.counting = {row[0].row for row in counting}
    _find_label(block, rows[:first])
    _take_header(block, rows[:first])
    _take_sections(block)
    block.counts += [e for row in counting for e in row]
    return block


def _has_data(row: list[Entry]) -> bool:
    if counts_columns(row) or all(e.segment.cell and e.segment.cell.header for e in row):
        return False
    numbers = [e for e in row if e.look is Look.NUMBER]
    if len(row) > 1 and numbers and numbers[0] is row[0] and _MARK.fullmatch(row[0].text):
        numbers = numbers[1:]
    return bool(numbers) and len(row) > 1


def _find_label(block: Block, above: list[list[Entry]]) -> None:
    """The column of running numbers and the column of names, by looks and by the words over them."""
    columns = block.columns
    named = {e.column: e.folded for row in above for e in row}
    first = columns[0]
    marks = [e for row in block.rows for e in row if e.column == first]
    is_marked = bool(marks) and all(
        _MARK.fullmatch(e.text) or e.look is Look.NOTHING for e in marks if e.look is not Look.WORDS
    )
    mostly = sum(bool(_MARK.fullmatch(e.text)) for e in marks) * 2 >= len(marks)
    named_index = bool(_INDEX_HEADER.fullmatch(named.get(first, "")))
    if len(columns) > 1 and (named_index or (is_marked and mostly and _rises(marks))):
        block.index = first
        columns = columns[1:]
    for column in columns[:2]:
        looks = [e.look for row in block.rows for e in row if e.column == column]
        words = sum(look in (Look.WORDS, Look.YEAR) for look in looks)
        if words * 2 > len(looks) or _names_periods(named.get(column, "")):
            block.label = column
            return
    if block.index is not None and not any(look_of(e.text) is Look.NUMBER and "." not in e.text for e in marks):
        block.label, block.index = block.index, None


def _rises(marks: list[Entry]) -> bool:
    """Running numbers rise by one; letters and roman numbers prove themselves."""
    numbers = [int(e.text.rstrip(".")) for e in marks if e.text.rstrip(".").isdigit()]
    if not numbers:
        return True
    steps = [b - a for a, b in pairwise(numbers)]
    return numbers[0] == 1 and all(step == 1 or b == 1 for step, b in zip(steps, numbers[1:], strict=True))


def _names_periods(header: str) -> bool:
    return bool(re.fullmatch(r"(?:năm|tháng|tuần|quý|thời gian|kỳ)(?: báo cáo)?", header))


def _take_header(block: Block, above: list[list[Entry]]) -> None:
    """Rows over the data: titles first, then the header; a line that only fills the label column opens a section."""
    edge = _edge(block)
    above = [row for row in above if row[0].row not in block.counting]
    wide = [i for i, row in enumerate(above) if len(row) >= 2 and row[-1].column > edge]
    if not wide:
        block.titles = [e for row in above for e in row]
        return
    start = wide[-1]
    while start - 1 in wide and above[start][0].row - above[start - 1][0].row == 1:
        start -= 1
    block.titles = [e for row in above[:start] for e in row]
    for row in above[start:]:
        if row[-1].column <= edge or (len(row) == 1 and row is not above[start]):
            if row[0].row > above[wide[-1]][0].row:
                block.rows.insert(0, row)
            else:
                block.header.append(row)
        else:
            block.header.append(row)
    block.rows.sort(key=lambda row: row[0].row)


def _edge(block: Block) -> int:
    """The last column before the figures."""
    return max((c for c in (block.index, block.label) if c is not None), default=-1)


def _take_sections(block: Block) -> None:
    edge = _edge(block)
    for row in block.rows:
        if row[-1].column <= edge or (len(row) == 1 and row[0].look is Look.WORDS):
            block.sections[row[0].row] = " ".join(
                e.text for e in row if e.look is Look.WORDS and not _MARK.fullmatch(e.text)
            )
    repeated = {tuple(e.folded for e in row) for row in block.header}
    for row in block.rows:
        if tuple(e.folded for e in row) in repeated:
            block.counting.add(row[0].row)
            block.counts += row
