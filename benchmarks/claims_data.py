"""A file of claim dossiers of usual size, made of templates: only keys and names differ, so that it is written quickly."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from soyte.catalogue.claims import layout

DAY = date(2026, 8, 1)
ROWS = {"XML1": 1, "XML2": 9, "XML3": 12, "XML4": 9, "XML5": 3}  # of a dossier of 35 kB
_MARK = "@@@@@@@@"
_OWN: Mapping[str, str] = {
    "MA_CSKCB": "99001",
    "HO_TEN": f"NGƯỜI BỆNH {_MARK}",
    "SO_CCCD": f"0990{_MARK}",
    "MA_THE_BHYT": f"GD49900{_MARK}",
    "MA_BN": _MARK,
    "MA_LK": _MARK,
    "MA_DICH_VU": "18.0149.0040",
    "MA_THUOC": "40.48",
    "MA_BENH_CHINH": "A97.0",
}
_TYPES = {"decimal": "2025.50", "datetime12": "202508011030", "date8": "20250801", "integer": "80"}


def write_claims(path: Path, dossiers: int) -> Path:
    """A file with so many dossiers."""
    parts = [(table, _document(table, rows)) for table, rows in ROWS.items()]
    with path.open("w", encoding="ascii") as file:
        file.write(
            "<GIAMDINHHS><THONGTINDONVI><MACSKCB>99001</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20250901</NGAYLAP>"
            f"<SOLUONGHOSO>{dossiers}</SOLUONGHOSO><DANHSACHHOSO>"
        )
        for number in range(dossiers):
            file.write("<HOSO>")
            for table, document in parts:
                held = base64.b64encode(document.replace(_MARK, f"{number:08}").encode()).decode()
                file.write(f"<FILEHOSO><LOAIHOSO>{table}</LOAIHOSO><NOIDUNGFILE>{held}</NOIDUNGFILE></FILEHOSO>")
            file.write("</HOSO>")
        file.write("</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>")
    return path


def _document(table: str, rows: int) -> str:
    shape = layout(table, DAY)
    bodies = "".join(
        f"<{shape.table.row}>{_fields(table, number)}</{shape.table.row}>"
        if shape.table.row
        else _fields(table, number)
        for number in range(1, rows + 1)
    )
    listed = f"<{shape.table.list}>{bodies}</{shape.table.list}>" if shape.table.list else bodies
    return f"<{shape.table.root}>{listed}</{shape.table.root}>"


def _fields(table: str, number: int) -> str:
    made = []
    for field in layout(table, DAY).fields:
        value = _OWN.get(field.name) or (str(number) if field.name == "STT" else None)
        if value is None and field.separator is None:
            value = _TYPES.get(field.type)
        if field.type == "string":
            made.append(f"<{field.name}><![CDATA[{value or 'Nội dung ghi chép lâm sàng ví dụ'}]]></{field.name}>")
        else:
            made.append(f"<{field.name}>{value}</{field.name}>" if value else f"<{field.name}/>")
    return "".join(made)
