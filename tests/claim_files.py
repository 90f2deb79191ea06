"""Claim files for tests: dossiers of invented people, written as hospitals write them, and as they should not."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date

from soyte.catalogue.claims import ClaimField, layout

DAY = date(2026, 8, 1)
VALUES = {
    "MA_CSKCB": "99001",
    "NGAY_VAO": "202508010805",
    "NGAY_RA": "202508031040",
    "NGAY_SINH": "198005150000",
    "HO_TEN": "NGƯỜI BỆNH VÍ DỤ",
    "SO_CCCD": "099080000001",
    "MA_THE_BHYT": "GD4990000000001",
    "MA_BN": "BN0001",
    "DIA_CHI": "Thôn Ví Dụ",
    "MA_DKBD": "99001",
    "GT_THE_TU": "20250101",
    "GT_THE_DEN": "20251231",
    "MA_BENH_CHINH": "A97.0",
    "T_TONGCHI_BV": "583010.00",
    "T_BHTT": "466408.00",
    "SO_LUONG": "1.000",
    "LIEU_DUNG": "1 viên/lần * 2 lần/ngày [2 viên/ngày]",
    "DIEN_BIEN_LS": "CSST<M75_T37_HA120/70> tỉnh",
}
Fields = Mapping[str, str | None]


def _value(field: ClaimField, own: Fields, row: int) -> str | None:
    if field.name in own:
        return own[field.name]
    if field.name == "STT":
        return str(row)
    if field.name in VALUES:
        return VALUES[field.name]
    return None


def _element(field: ClaimField, value: str | None) -> str:
    if value is None:
        return f"<{field.name}/>"
    if field.type == "string":
        return f"<{field.name}><![CDATA[{value}]]></{field.name}>"
    return f"<{field.name}>{value}</{field.name}>"


def document(table: str, *rows: Fields, ma_lk: str = "LK1") -> str:
    """The document of a table; each row says what differs from the usual values."""
    shape = layout(table, DAY)
    bodies = [
        "".join(_element(field, _value(field, {"MA_LK": ma_lk, **row}, number)) for field in shape.fields)
        for number, row in enumerate(rows or ({},), 1)
    ]
    one = shape.table
    if one.list is None:
        return f"<{one.root}>{bodies[0]}</{one.root}>"
    listed = "".join(f"<{one.row}>{body}</{one.row}>" for body in bodies)
    return f"<{one.root}><{one.list}>{listed}</{one.list}></{one.root}>"


def part(table: str, content: str | bytes, *, inline: bool = False) -> str:
    """A FILEHOSO."""
    raw = content.encode() if isinstance(content, str) else content
    held = raw.decode() if inline else base64.b64encode(raw).decode()
    return f"<FILEHOSO><LOAIHOSO>{table}</LOAIHOSO><NOIDUNGFILE>{held}</NOIDUNGFILE></FILEHOSO>"


def dossier(ma_lk: str, main: Fields | None = None, drugs: int = 2, *, inline: bool = False, more: str = "") -> str:
    """A HOSO of XML1 and XML2 (and `more` parts, written out)."""
    parts = part("XML1", document("XML1", main or {}, ma_lk=ma_lk), inline=inline)
    if drugs:
        rows = [{"MA_THUOC": f"40.{number}", "THANH_TIEN_BV": f"{number}000.50"} for number in range(1, drugs + 1)]
        parts += part("XML2", document("XML2", *rows, ma_lk=ma_lk), inline=inline)
    return f"<HOSO>{parts}{more}</HOSO>"


def envelope(*dossiers: str, facility: str = "99001", said: int | None = None, after: str = "<CHUKYDONVI/>") -> bytes:
    """A whole file."""
    count = len(dossiers) if said is None else said
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS><THONGTINDONVI><MACSKCB>{facility}</MACSKCB></THONGTINDONVI>'
        f"<THONGTINHOSO><NGAYLAP>20250805</NGAYLAP><SOLUONGHOSO>{count}</SOLUONGHOSO><DANHSACHHOSO>"
        f"{''.join(dossiers)}</DANHSACHHOSO></THONGTINHOSO>{after}</GIAMDINHHS>"
    ).encode()


def file_of(keys: Sequence[str], *, drugs: int = 2) -> bytes:
    """A file of usual dossiers with these keys."""
    return envelope(*(dossier(key, drugs=drugs) for key in keys))
