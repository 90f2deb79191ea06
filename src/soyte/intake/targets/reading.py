"""Reading a list of targets: one row a target, headings as a planning officer writes them.

`Chỉ tiêu` (id or name), `Địa bàn`, `Kỳ` (a year or a span of years), `Dấu` (>=, <=, =, từ-đến, theo kế hoạch), `Mức giao`, `Đến`,
`Đơn vị tính`, `Cơ quan giao`, `Văn bản giao`, `Đơn vị chủ trì`, `Hạn`, `Ghi chú`. Only the first three and the value are needed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from soyte.catalogue import Catalogue
from soyte.catalogue.model import Indicator
from soyte.intake.counts.source import is_workbook, opened, refusal, text_of
from soyte.intake.documents import read_document
from soyte.intake.documents.model import BlockKind
from soyte.periods import PeriodError, parse
from soyte.places import resolve
from soyte.places.at_facility import facility_written, place_of_facility
from soyte.quantities import scan
from soyte.text import fold, strip_marks

HEADINGS = {
    "indicator": ("chi tieu", "ma chi tieu", "indicator"),
    "place": ("dia ban", "tinh", "xa", "place"),
    "period": ("ky", "nam", "period"),
    "operator": ("dau", "toan tu", "operator"),
    "value": ("muc giao", "muc", "gia tri", "value"),
    "high": ("den", "muc tren", "high"),
    "unit": ("don vi tinh", "don vi", "unit"),
    "body": ("co quan giao", "body"),
    "document": ("van ban giao", "van ban", "document"),
    "owner": ("don vi chu tri", "chu tri", "owner"),
    "deadline": ("han", "thoi han", "deadline"),
    "note": ("ghi chu", "note"),
}
_OPERATORS = {
    ">=": ">=", "≥": ">=", "tu": ">=", "toi thieu": ">=", "tro len": ">=",
    "<=": "<=", "≤": "<=", "khong qua": "<=", "toi da": "<=",
    "=": "=", "bang": "=",
    "tu-den": "between", "tu den": "between", "between": "between", "trong khoang": "between",
    "theo ke hoach": "as_planned", "as_planned": "as_planned",
}  # fmt: skip
_BODIES = {
    "party": ("tinh uy", "thanh uy", "dang bo", "dai hoi", "party"),
    "council": ("hdnd", "hoi dong nhan dan", "council"),
    "committee": ("ubnd", "uy ban nhan dan", "committee"),
    "ministry": ("bo y te", "chinh phu", "ministry"),
    "department": ("so y te", "department"),
}
_DEFAULT_OPERATOR = {"higher_better": ">=", "lower_better": "<="}
_MOST_ROWS = 20_000


@dataclass
class TargetReading:
    """`rows` by the columns of the table `target`, `faults` by those of `quarantine` with the offending `value`."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    rows_in: int = 0


class _Fault(Exception):
    def __init__(self, name: str, reason: str, message: str, remedy: str, value: str) -> None:
        super().__init__(message)
        self.said = {"field": name, "reason": reason, "message": message, "remedy": remedy, "value": value}


def read_targets(path: Path, catalogue: Catalogue, *, name: str) -> TargetReading:
    """The targets of a file. UnreadableDocument if it is no table with these headings."""
    reading = TargetReading()
    lines = _lines(path, name)
    first, headings = next(((number, _headings(row)) for number, row in lines if any(row)), (0, {}))
    missing = [wanted for wanted in ("indicator", "place", "period", "value") if wanted not in headings]
    if missing:
        words = {"indicator": "Chỉ tiêu", "place": "Địa bàn", "period": "Kỳ", "value": "Mức giao"}
        raise refusal(
            name,
            f"dòng {first or 1} thiếu cột {', '.join(words[one] for one in missing)}",
            "hãy đặt dòng tiêu đề: Chỉ tiêu, Địa bàn, Kỳ, Dấu, Mức giao, Đến, Đơn vị tính, Cơ quan giao, Văn bản giao",
        )
    seen: dict[str, int] = {}
    for number, row in lines:
        cells = {wanted: row[at].strip() if at < len(row) else "" for wanted, at in headings.items()}
        if not any(cells.values()):
            continue
        reading.rows_in += 1
        if reading.rows_in > _MOST_ROWS:
            raise refusal(name, f"có hơn {_MOST_ROWS} chỉ tiêu", "hãy kiểm tra có đúng tệp chỉ tiêu giao hay không")
        place = {"row_no": reading.rows_in, "line": number}
        try:
            made = _target(cells, catalogue)
            if made["row_key"] in seen:
                raise _Fault(
                    "indicator", "duplicate", f"trùng với chỉ tiêu ở dòng {seen[made['row_key']]}",
                    "hãy giữ một dòng cho mỗi chỉ tiêu, địa bàn, kỳ và cơ quan giao.", cells["indicator"],
                )  # fmt: skip
        except _Fault as fault:
            reading.faults.append({**place, **fault.said})
            continue
        seen[made["row_key"]] = number
        reading.rows.append({**place, **made})
    return reading


def _target(cells: Mapping[str, str], catalogue: Catalogue) -> dict[str, Any]:
    indicator = _indicator(cells["indicator"], catalogue)
    period = _period(cells["period"])
    on = period.end
    where = _place(cells["place"], on)
    operator = _operator(cells.get("operator", ""), indicator, cells.get("high", ""))
    value = _number("value", cells["value"]) if operator != "as_planned" else None
    high = _number("high", cells["high"]) if operator == "between" else None
    body = _body(cells.get("body", ""))
    return {
        "row_key": "|".join((indicator.id, where, period.iso, body or "")),
        "indicator": indicator.id,
        "place": where,
        "period": period.iso,
        "operator": operator,
        "value": value,
        "high": high,
        "unit": cells.get("unit") or indicator.unit,
        "body": body,
        "document": cells.get("document") or None,
        "owner": cells.get("owner") or None,
        "deadline": _day(cells.get("deadline", "")),
        "note": cells.get("note") or None,
    }


def _place(written: str, on: date) -> str:
    """The code of a unit, or a facility in the place of one (`cơ sở 99901`)."""
    facility = facility_written(written)
    if facility is not None:
        return place_of_facility(facility)
    where = resolve(written, on, level="province").unit or resolve(written, on).unit
    if where is None:
        remedy = "hãy sửa tên hoặc ghi mã; với cơ sở khám chữa bệnh, ghi “cơ sở” và mã 5 ký tự."
        raise _Fault("place", "unknown_place", resolve(written, on).message, remedy, written)
    return where.code


def _indicator(written: str, catalogue: Catalogue) -> Indicator:
    if written in catalogue:
        return catalogue.indicator(written)
    named = [one for one in catalogue if _plain(one.name_vi) == _plain(written)]
    if len(named) == 1:
        return named[0]
    near = [
        f"{one.name_vi} ({one.id})" for one in catalogue if _plain(written) and _plain(written) in _plain(one.name_vi)
    ]
    hint = f" Có phải: {'; '.join(near[:3])}?" if near else ""
    raise _Fault(
        "indicator", "unknown_indicator", f"danh mục không có chỉ tiêu này.{hint}",
        "hãy ghi đúng tên hoặc mã như trong danh mục chỉ tiêu.", written,
    )  # fmt: skip


def _period(written: str) -> Any:
    try:
        return parse(written if not written.isdigit() else f"năm {written}")
    except PeriodError:
        raise _Fault(
            "period", "bad_period", "không hiểu kỳ này", "hãy ghi một năm (2025) hoặc giai đoạn (2021-2025).", written
        ) from None


def _operator(written: str, indicator: Indicator, high: str) -> str:
    if not written.strip():
        return "between" if high.strip() else _DEFAULT_OPERATOR.get(indicator.direction, "=")
    found = _OPERATORS.get(_plain(written).strip())
    if found is None:
        raise _Fault(
            "operator",
            "unknown_operator",
            "không hiểu dấu này",
            "hãy ghi >=, <=, =, từ-đến hoặc theo kế hoạch.",
            written,
        )
    return found


def _number(name: str, written: str) -> Decimal:
    found = scan(f"{written} đơn vị").quantities if written else []
    if len(found) != 1 or found[0].start != 0:
        raise _Fault(name, "not_a_number", "không phải một con số", "hãy ghi số như 1.234,5.", written)
    return found[0].value.quantize(Decimal("0.000001"))


def _body(written: str) -> str | None:
    folded = _plain(written)
    found = next((body for body, words in _BODIES.items() if any(word in folded for word in words)), None)
    if written.strip() and found is None:
        raise _Fault(
            "body", "unknown_body", "không hiểu cơ quan giao",
            "hãy ghi Tỉnh ủy, HĐND, UBND, Bộ Y tế hoặc Sở Y tế.", written,
        )  # fmt: skip
    return found


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        return parse(written if not written[:1].isdigit() else f"ngày {written}").end
    except PeriodError:
        raise _Fault("deadline", "bad_day", "không hiểu ngày này", "hãy ghi ngày/tháng/năm.", written) from None


def _plain(text: str) -> str:
    """Without marks and case: `Cơ quan giao` is `co quan giao`."""
    return strip_marks(fold(text))


def _headings(row: list[str]) -> dict[str, int]:
    folded = [_plain(cell).strip() for cell in row]
    return {
        wanted: folded.index(word) for wanted, words in HEADINGS.items() for word in reversed(words) if word in folded
    }


def _lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    with opened(path, name) as file:
        workbook = is_workbook(file)
    if workbook:
        yield from _sheet(path)
        return
    with opened(path, name) as file:
        text = b"".join(text_of(file, name).blocks).decode("utf-8", "replace")
    head = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise refusal(
                name, f"dòng {rows.line_num} không đọc được", "hãy kiểm tra dấu nháy và dấu phân cách"
            ) from error
        yield rows.line_num, row


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    document = read_document(path)
    rows: dict[int, dict[int, str]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.cell is not None and block.cell.table == 0:
            number = int("".join(c for c in block.locator.rsplit("!", 1)[-1] if c.isdigit()) or block.cell.row + 1)
            rows.setdefault(number, {})[block.cell.column] = document.text[block.start : block.end]
    for number in sorted(rows):
        cells = rows[number]
        yield number, [cells.get(column, "") for column in range(max(cells) + 1)]
