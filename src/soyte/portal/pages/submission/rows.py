"""The rows of a submission as tables of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from soyte.ledger.tables import LOCATOR, OBSERVATION_DIMENSIONS
from soyte.measures.trail import Locator
from soyte.measures.wording import STATES, STATUSES
from soyte.periods import Kind, holding
from soyte.periods.printing import date_vi, label
from soyte.portal.shell.book import definitions, place_name
from soyte.portal.shell.tables import Cell, Column, Table, Value

Row = Mapping[str, Any]
TABLES = {
    "observation": "Số đếm",
    "statement": "Số liệu nêu trong văn bản",
    "claim": "Khẳng định",
    "target": "Chỉ tiêu giao",
    "definition": "Định nghĩa",
    "event": "Ghi nhận",
    "contribution": "Phần đóng góp của hồ sơ",
}
_ROLES = {
    "actual": "thực hiện",
    "target": "chỉ tiêu giao",
    "previous": "kỳ trước",
    "change": "mức tăng, giảm",
    "share": "tỷ lệ",
    "numerator": "tử số",
    "denominator": "mẫu số",
}


def table_of(kind: str, rows: Sequence[Row], name: str) -> Table:
    """Rows of a table of the ledger, as people read them."""
    columns, cells = _SHAPES.get(kind, (_PLACES_ONLY, _place_only))
    return Table(columns, [[*cells(row)] for row in rows], name=name, empty="Không có dòng nào.")


def aside_table(rows: Sequence[Row], name: str, citation: Sequence[str] = ()) -> Table:
    """Cells that were set aside: where, why, what to do."""
    columns = [
        Column("Vị trí", width=36),
        Column("Ô"),
        Column("Vì sao để riêng", width=60),
        Column("Cần làm gì", width=60),
    ]
    body = [
        [
            row["where"] or f"mục số {row['row_no']}",
            _FIELDS.get(row["field"], row["field"]),
            row["message"],
            row["remedy"],
        ]
        for row in rows
    ]
    return Table(columns, body, name=name, empty="Không có ô nào bị để riêng.", citation=citation)


def where_of(row: Row) -> str:
    """Where a row stands in its original."""
    return Locator(**{name: row.get(name) for name in LOCATOR}).words


def period_words(start: date, end: date, grain: str | None) -> str:
    """`Tháng 1/2024`, or the days."""
    if grain in ("year", "quarter", "month", "week"):
        found = holding(start, Kind(grain))
        if (found.start, found.end) == (start, end):
            return label(found)
    return date_vi(start) if start == end else f"{date_vi(start)} – {date_vi(end)}"


def measure_words(identifier: str | None) -> str:
    """What a measure is called; a code that nobody defined as it is."""
    known = definitions().measures
    return known.measure(identifier).name_vi if identifier and identifier in known else identifier or ""


def indicator_words(identifier: str | None) -> str:
    """What an indicator is called."""
    known = definitions().catalogue
    return known.indicator(identifier).name_vi if identifier and identifier in known else identifier or ""


def breakdown_words(row: Row) -> str:
    """`Sốt xuất huyết Dengue, Nam`: the breakdowns of a row in words."""
    known = definitions().measures.breakdowns
    return ", ".join(
        known[name].values.get(row[name]) or str(row[name]) for name in OBSERVATION_DIMENSIONS if row[name]
    )


def _observation(row: Row) -> list[Cell | Value]:
    state = STATES.get(row["state"])
    value = Cell(None, words=state, look="missing") if state else Cell(row["value"])
    return [
        where_of(row),
        measure_words(row["measure"]),
        place_name(row["place"], row["period_start"]),
        period_words(row["period_start"], row["period_end"], row["grain"]),
        breakdown_words(row),
        value,
        STATUSES.get(row["status"], row["status"]),
    ]


def _statement(row: Row) -> list[Cell | Value]:
    return [
        row["number"],
        where_of(row),
        indicator_words(row["indicator"]) or "chưa gắn chỉ tiêu",
        row["place"] or "",
        row["period"] or "",
        _ROLES.get(row["role"], row["role"]),
        row["value"],
        row["unit"] or "",
    ]


def _target(row: Row) -> list[Cell | Value]:
    return [
        where_of(row),
        indicator_words(row["indicator"]),
        place_name(row["place"]),
        row["period"],
        row["operator"],
        row["value"],
        row["unit"] or "",
        row["document"] or "",
    ]


def _other(row: Row) -> list[Cell | Value]:
    return [row["row_no"], row.get("name") or row.get("subject") or row.get("assertion") or "", row.get("kind") or ""]


def _place_only(row: Row) -> list[Cell | Value]:
    """Rows of dossiers speak of persons: here they are only counted and located."""
    return [row["row_no"], where_of(row)]


_PLACES_ONLY = [Column("Dòng", "number", places=0), Column("Vị trí trong tệp gốc", width=60)]
_OTHER = [Column("Dòng", "number", places=0), Column("Nội dung", width=60), Column("Loại")]
_SHAPES: dict[str, tuple[list[Column], Callable[[Row], list[Cell | Value]]]] = {
    "observation": (
        [
            Column("Vị trí", width=34),
            Column("Số đo", width=26),
            Column("Địa bàn", width=26),
            Column("Kỳ"),
            Column("Phân tổ", width=30),
            Column("Giá trị", "number"),
            Column("Tính chất"),
        ],
        _observation,
    ),
    "statement": (
        [
            Column("Số", "number", places=0, width=8),
            Column("Vị trí", width=34),
            Column("Chỉ tiêu", width=40),
            Column("Địa bàn"),
            Column("Kỳ"),
            Column("Vai trò"),
            Column("Giá trị", "number"),
            Column("Đơn vị tính"),
        ],
        _statement,
    ),
    "target": (
        [
            Column("Vị trí", width=20),
            Column("Chỉ tiêu", width=40),
            Column("Địa bàn"),
            Column("Kỳ"),
            Column("Dấu", width=8),
            Column("Mức giao", "number"),
            Column("Đơn vị tính"),
            Column("Văn bản giao", width=40),
        ],
        _target,
    ),
    **dict.fromkeys(("claim", "definition", "event"), (_OTHER, _other)),
}
_FIELDS = {
    "line": "dòng",
    "measure": "số đo",
    "place": "địa bàn",
    "period": "kỳ",
    "status": "trạng thái",
    "facility": "cơ sở",
    "disease": "bệnh",
    "sex": "giới",
    "age_group": "nhóm tuổi",
    "category": "phân loại",
    "person": "người",
    "value": "giá trị",
    "indicator": "chỉ tiêu",
    "unit": "đơn vị tính",
    "operator": "dấu",
    "body": "cơ quan giao",
    "deadline": "hạn",
    "high": "mức trên",
    "code": "mã",
    "name": "tên",
    "shape": "hình",
    "geometry": "hình",
}
