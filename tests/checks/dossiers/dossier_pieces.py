"""Pieces of dossiers as the examples of rules write them: written as files and read as files are read."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa

from soyte.catalogue.claims import columns, table
from soyte.catalogue.claims.rules import Rows
from soyte.intake.claims import read_claims

BASE = {
    "MA_LK": "VD.1",
    "STT": "1",
    "MA_CSKCB": "99901",
    "NGAY_VAO": "202508040800",
    "NGAY_RA": "202508041000",
}  # what every dossier has; an example says the rest
_OF_FILE = ("_path", "_decision", "_signature", "_made_on")


def tables(dossiers: Sequence[Rows]) -> dict[str, pa.Table]:
    """A batch of these dossiers. The first is VD.1, the next VD.2; in a row of xml1 `_path`, `_made_on`, … are the file's."""
    found: dict[str, list[pa.Table]] = {}
    for number, given in enumerate(dossiers, 1):
        main: dict[str, Any] = {**BASE, "MA_LK": f"VD.{number}", **(given.get("xml1") or [{}])[0]}
        own = {name: main.pop(name, None) for name in _OF_FILE}
        parts = {"xml1": [main], **{name: rows for name, rows in given.items() if name not in ("xml0", "xml1")}}
        read = _read(_dossier(parts, str(main["MA_CSKCB"])))
        if given.get("xml0"):
            read |= _read(_document("XML0", given["xml0"]).encode())
        for name, rows in read.items():
            found.setdefault(name, []).append(_placed(rows, number, own))
    return {name: pa.concat_tables(rows) for name, rows in found.items()}


def _placed(rows: pa.Table, number: int, own: Mapping[str, Any]) -> pa.Table:
    texts = {"path": own["_path"] or "vi-du.xml"}
    if "decision" in rows.column_names:
        texts |= {"decision": own["_decision"] or "3176", "signature": own["_signature"] or "none"}
        texts["made_on"] = own["_made_on"]
    places: dict[str, pa.Array] = {name: pa.array([text] * len(rows), pa.string()) for name, text in texts.items()}
    places["block"] = pa.array(np.full(len(rows), number))
    for name, values in places.items():
        rows = rows.set_column(rows.column_names.index(name), name, values)
    return rows


def _read(data: bytes) -> dict[str, pa.Table]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vi-du.xml"
        path.write_bytes(data)
        batches = list(read_claims(path).batches())
    assert len(batches) == 1, "an example that is not read belongs to the rules of the envelope"
    assert not batches[0].asides, batches[0].asides
    return dict(batches[0].tables)


def _dossier(parts: Rows, facility: str) -> bytes:
    files = "".join(
        f"<FILEHOSO><LOAIHOSO>{name.upper()}</LOAIHOSO><NOIDUNGFILE>{_encoded(_document(name.upper(), rows))}</NOIDUNGFILE></FILEHOSO>"
        for name, rows in parts.items()
    )
    return (
        f"<GIAMDINHHS><THONGTINDONVI><MACSKCB>{facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP/><SOLUONGHOSO>1</SOLUONGHOSO>"
        f"<DANHSACHHOSO><HOSO>{files}</HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>"
    ).encode()


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _document(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    shape = table(name)
    known = [field.name for field in columns(name)]
    bodies = []
    for line, row in enumerate(rows, 1):
        assert set(row) <= {*known, "STT"}, f"{name} has no {', '.join(sorted(set(row) - set(known)))}"
        whole = {"STT": str(line), **row}
        bodies.append("".join(f"<{one}>{_text(whole.get(one))}</{one}>" for one in known if one in whole))
    if shape.list is None:
        assert len(bodies) == 1, f"{name} has one row"
        return f"<{shape.root}>{bodies[0]}</{shape.root}>"
    listed = "".join(f"<{shape.row}>{body}</{shape.row}>" for body in bodies)
    return f"<{shape.root}><{shape.list}>{listed}</{shape.list}></{shape.root}>"


def _text(value: Any) -> str:
    return "" if value is None else escape(str(value))
