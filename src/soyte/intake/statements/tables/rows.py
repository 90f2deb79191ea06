"""The rows of a table: their names, how deep they lie, what they are part of, and whether they sum up the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from soyte import periods
from soyte.intake.statements.tables.grid import Block, Entry
from soyte.intake.statements.tables.heads import Head, Kind
from soyte.intake.statements.tables.numbers import Look
from soyte.intake.statements.tables.units import label_unit, with_base, written_unit
from soyte.periods import Period
from soyte.quantities import Unit

_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số| chung)?|cộng(?: chung)?|chung|toàn (?:tỉnh|thành phố|ngành|quốc|huyện|xã)"
    r"|tổng(?: cộng)? toàn (?:tỉnh|thành phố)|cộng toàn (?:tỉnh|thành phố)|cả (?:tỉnh|nước|năm))(?: \(.*\))?"
)
_AMONG = re.compile(r"^[-+•*\s]*(?:trong đó|trong số đó|riêng)\b[\s:,]*")
_MARK = re.compile(
    r"^\s*(?:(?P<dash>[-–•*])|(?P<plus>\+)|(?P<letter>[a-zđ][.)])|(?P<number>\d{1,2}(?:\.\d{1,2})*[.)])|(?P<roman>[IVX]{1,4}[.)])|(?P<upper>[A-Z][.)]))\s*"
)
_INDEX = re.compile(
    r"(?P<dash>[-–•*])|(?P<plus>\+)|(?P<letter>[a-zđ][.)]?)|(?P<number>\d{1,3}(?:\.\d{1,2})*\.?)|(?P<roman>[IVX]{1,4}\.?)|(?P<upper>[A-ZĐ]\.?)"
)
_DEPTH = {"upper": 1, "roman": 2, "number": 3, "letter": 7, "dash": 8, "plus": 9}
_AREA_HEADER = re.compile(
    r"(?:tên )?(?:huyện|xã|phường|địa (?:phương|bàn)|quận|thành phố|đơn vị|tỉnh|cơ sở|bệnh viện|trạm|khoa|phòng khám|trung tâm)\b"
)
_DISEASE_HEADER = re.compile(r"(?:tên )?(?:loại |nhóm )?bệnh(?! viện)")
_AREA = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?|tx\.?) \S")


@dataclass
class Line:
    """A row of data. `name` is its label without marks, `above` the names of the rows and section it lies under."""

    number: int
    name: str
    folded: str
    depth: int
    above: tuple[str, ...] = ()
    parent: int | None = None  # position in the block's lines
    total: bool = False
    among: bool = False
    area: bool = False  # a place or a facility
    disease: bool = False
    unit: Unit | None = None
    period: Period | None = None
    verdict: str = ""
    cells: dict[int, Entry] = field(default_factory=dict)


def lines_of(block: Block, heads: dict[int, Head], report: Period | None) -> list[Line]:
    """The rows of data of a block, in order."""
    units = next((c for c, head in heads.items() if head.kind is Kind.UNITS), None)
    verdicts = next((c for c, head in heads.items() if head.kind is Kind.VERDICTS), None)
    by_area = bool(_AREA_HEADER.match(_over_label(block)))
    by_disease = bool(_DISEASE_HEADER.match(_over_label(block)))
    lines: list[Line] = []
    section, tree = "", _Tree()
    for row in block.rows:
        number = row[0].row
        if number in block.counting:
            continue
        if number in block.sections:
            section = block.sections[number]
            continue
        line = _line(block, row, by_area=by_area)
        line.unit = with_base(_unit_in(line.cells.get(units) if units is not None else None), label_unit(line.name))
        if verdicts is not None and verdicts in line.cells:
            line.verdict = assertion(line.cells[verdicts].folded)
        line.period = _period_of(line, report)
        line.disease = by_disease and line.unit is None and not line.total
        tree.place(len(lines), line)
        names = (
            [lines[line.parent].name, *lines[line.parent].above]
            if line.parent is not None
            else [section]
            if section
            else []
        )
        line.above = tuple(names)
        lines.append(line)
    return lines


def _over_label(block: Block) -> str:
    column = block.label
    return next((e.folded for row in block.header for e in row if e.column == column), "")


def _line(block: Block, row: list[Entry], *, by_area: bool) -> Line:
    cells = {e.column: e for e in row}
    label = cells.get(block.label) if block.label is not None else None
    if label is None and block.index is not None and block.index in cells and cells[block.index].look is Look.WORDS:
        label = cells[block.index]  # "Tổng cộng" merged over the running number and the name
    text = label.text if label else ""
    marked = _MARK.match(text)
    kind = marked.lastgroup if marked else None
    mark = marked.group().strip() if marked else ""
    if kind is None and block.index is not None and block.index in cells:
        matched = _INDEX.fullmatch(cells[block.index].text)
        kind, mark = (matched.lastgroup, matched.group()) if matched else (None, "")
    name = text[marked.end() :] if marked else text
    folded = label.folded if label else ""
    depth = _DEPTH[kind] + (mark.rstrip(".)").count(".") if kind == "number" else 0) if kind else 0
    total = bool(_TOTAL.fullmatch(folded.strip(" :.-+*")))
    line = Line(row[0].row, name.strip(" :"), folded, depth, total=total, cells=cells)
    line.among = bool(_AMONG.match(folded))
    line.area = not total and (by_area or bool(_AREA.match(folded)))
    return line


class _Tree:
    """The rows that the next one may lie under, from the outermost in."""

    def __init__(self) -> None:
        self._open: list[tuple[int, Line]] = []

    def place(self, position: int, line: Line) -> None:
        """Find the row above: the last one less deep; `trong đó` rows lie under the last row that is none."""
        if line.total:
            self._open.clear()
            return
        if line.among:
            while self._open and self._open[-1][1].among:
                self._open.pop()
            if self._open:
                line.depth = max(line.depth, self._open[-1][1].depth + 1)
        else:
            least = line.depth or 1  # rows without marks lie side by side
            while self._open and (self._open[-1][1].depth >= least or not line.depth):
                self._open.pop()
            while line.depth and self._open and self._open[-1][1].depth == 0:
                self._open.pop()
        if self._open:
            line.parent = self._open[-1][0]
        self._open.append((position, line))


def _unit_in(entry: Entry | None) -> Unit | None:
    if entry is None:
        return None
    return written_unit(entry.text)


def _period_of(line: Line, report: Period | None) -> Period | None:
    """A row named after a period: `2023`, `Tháng 5`, `Quý I`."""
    text = line.name.strip()
    if not text or len(text) > 24:
        return None
    if text.isdigit() and len(text) == 4 and 1990 <= int(text) <= 2060:
        return periods.year(int(text))
    found = [m for m in periods.find(text, anchor=report) if m.period]
    if found and found[0].start == 0 and found[0].end >= len(text) - 1:
        return found[0].period
    return None


def assertion(folded: str) -> str:
    """The word of a verdict column as claims call it."""
    if folded.startswith(("không", "chưa")):
        return "missed"
    if folded.startswith(("cơ bản", "xấp xỉ")):
        return "nearly"
    if folded.startswith("vượt"):
        return "exceeded"
    return "attained" if folded.startswith(("đạt", "hoàn thành")) else ""
