"""Many documents of one table parsed in one go. Frames carry a secret of their own parse; their number, order and rows must agree."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from xml2arrow import Xml2ArrowError, XmlToArrowParser

from soyte.catalogue.claims import columns, table
from soyte.intake.claims.framing import Framed, framed
from soyte.intake.claims.marks import Truth, Whole

_FRAMES, _CLOSING = "frames", b"</W></D>"


@dataclass(frozen=True)
class Joined:
    """Rows of documents parsed together: columns `document`, `row_no` (from 1) and the fields as text; which documents they are of."""

    rows: pa.Table
    good: Truth


@cache
def parser_of(name: str) -> XmlToArrowParser:
    """The compiled parser of a table. The library reads its configuration from a file only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layout.yaml"
        path.write_text(json.dumps(configuration(name)), encoding="utf-8")  # JSON is YAML, and written faster
        return XmlToArrowParser(path)


def configuration(name: str) -> dict[str, object]:
    """What the library is told of a table: `/B/D` are the frames, rows lie in `/B/D/W`."""
    one = table(name)
    path, row = (f"/B/D/W/{one.root}/{one.list}", one.row) if one.list else ("/B/D/W", one.root)
    levels = ["D", "R"] if one.list else ["D"]
    fields = [
        {"name": field.name, "xml_path": f"{path}/{row}/{field.name}", "data_type": "Utf8", "nullable": True}
        for field in columns(name)
    ]
    identity = {"name": "id", "xml_path": "/B/D/@n", "data_type": "Utf8", "nullable": True}
    frames = {"name": _FRAMES, "xml_path": "/B", "levels": ["D"], "fields": [identity]}
    return {"tables": [frames, {"name": "rows", "xml_path": path, "levels": levels, "fields": fields}]}


def join(name: str, documents: Sequence[bytes]) -> Joined:
    """Parse documents of a table together. Those that are not good have no rows here and must go the exact way."""
    nonce = secrets.token_hex(8)
    opening = [f'<D n="{nonce}.{number}"><W>'.encode() for number in range(len(documents))]
    together = framed(name, documents, opening, _CLOSING)
    good = together.good.copy()
    rows = _parsed(name, documents, together, opening, nonce, np.flatnonzero(good), good)
    return Joined(rows, good)


def _parsed(
    name: str,
    documents: Sequence[bytes],
    together: Framed,
    opening: Sequence[bytes],
    nonce: str,
    chosen: Whole,
    good: Truth,
) -> pa.Table:
    """The rows of the chosen documents; where the parse does not agree with the marks, half of them at a time."""
    if not len(chosen):
        return _empty(name)
    if len(chosen) == len(documents):
        text = b"<B>" + together.text + b"</B>"
    else:
        pieces = [piece for number in chosen.tolist() for piece in (opening[number], documents[number], _CLOSING)]
        text = b"".join([b"<B>", *pieces, b"</B>"])
    rows = _rows(name, text, chosen, together, nonce)
    if rows is not None:
        return rows
    if len(chosen) == 1:
        good[chosen] = False
        return _empty(name)
    middle = len(chosen) // 2
    halves = [
        _parsed(name, documents, together, opening, nonce, half, good) for half in (chosen[:middle], chosen[middle:])
    ]
    return pa.concat_tables(halves)


def _rows(name: str, text: bytes, chosen: Whole, together: Framed, nonce: str) -> pa.Table | None:
    """None unless frames and rows are those that were put in."""
    try:
        found = parser_of(name).parse(text)
    except (Xml2ArrowError, TypeError, ValueError):  # TypeError is how it tells a wrong byte
        return None
    ids = found[_FRAMES]["id"].to_pylist()
    if ids != [f"{nonce}.{number}" for number in chosen]:
        return None
    rows = found["rows"]
    frame = rows["<D>"].to_numpy(zero_copy_only=False).astype(np.int64)
    if not np.array_equal(np.bincount(frame, minlength=len(chosen)), together.rows[chosen]):
        return None
    document = chosen[frame]
    first = np.ones(len(frame), bool)
    first[1:] = frame[1:] != frame[:-1]
    begun = np.flatnonzero(first)
    row_no = np.arange(len(frame)) - np.repeat(begun, np.diff([*begun, len(frame)])) + 1
    fields = {field.name: written(rows[field.name]) for field in columns(name)}
    return pa.table({"document": document, "row_no": row_no.astype(np.int64), **fields})


def written(values: pa.Array) -> pa.Array:
    """Text without blanks around it; what holds nothing else is null."""
    if values.null_count == len(values) or not _edged(values):
        return values
    trimmed = pc.ascii_trim(values, " \t\r\n")
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _edged(values: pa.Array) -> bool:
    """Whether any text begins or ends with a blank. Looking is a fraction of the work of trimming."""
    offsets = np.frombuffer(values.buffers()[1], np.int32)[values.offset : values.offset + len(values) + 1]
    data = np.frombuffer(values.buffers()[2], np.uint8)
    held = np.flatnonzero(offsets[1:] > offsets[:-1])
    return bool((data[offsets[held]] <= ord(" ")).any() or (data[offsets[held + 1] - 1] <= ord(" ")).any())


def _empty(name: str) -> pa.Table:
    kinds = {"document": pa.int64(), "row_no": pa.int64(), **{field.name: pa.string() for field in columns(name)}}
    return pa.schema(kinds.items()).empty_table()
