"""The parser alone: documents of each table, cut out, decoded and joined, become columns of text. No reading with it can be faster."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from xml2arrow import Xml2ArrowError, XmlToArrowParser

from soyte.catalogue.claims import columns, table
from soyte.intake.claims import read_claims
from soyte.intake.claims.pile import known_tables

_AT_ONCE = 8 << 20


class Text(NamedTuple):
    """Documents of a table in one text."""

    table: str
    text: bytes


@cache
def parser_of(name: str) -> XmlToArrowParser:
    """The compiled parser of a table. The library reads its configuration from a file only."""
    one = table(name)
    path, row = (f"/B/D/{one.root}/{one.list}", one.row) if one.list else ("/B/D", one.root)
    fields = [
        {"name": field.name, "xml_path": f"{path}/{row}/{field.name}", "data_type": "Utf8", "nullable": True}
        for field in columns(name)
    ]
    levels = ["D", "R"] if one.list else ["D"]
    frames = {"name": "frames", "xml_path": "/B", "levels": ["D"], "fields": []}
    with tempfile.TemporaryDirectory() as folder:
        layout = Path(folder) / "layout.yaml"
        said = {"tables": [frames, {"name": "rows", "xml_path": path, "levels": levels, "fields": fields}]}
        layout.write_text(json.dumps(said), encoding="utf-8")  # JSON is YAML, and written faster
        return XmlToArrowParser(layout)


def parsed(text: Text) -> int:
    """How many rows it has."""
    return len(parser_of(text.table).parse(text.text)["rows"])


def texts_of(archive: Path) -> list[Text]:
    """All documents of an archive that are well-formed, by table, some megabytes in a text."""
    held: dict[str, list[bytes]] = {}
    sizes: dict[str, int] = {}
    done: list[Text] = []
    for lot in read_claims(archive, workers=1).lots():
        for _, number, begin, end in lot.pile.parts().tolist():
            name = known_tables()[number].table
            held.setdefault(name, []).append(b"<D>" + lot.pile.text[begin:end].tobytes() + b"</D>")
            sizes[name] = sizes.get(name, 0) + end - begin
            if sizes[name] >= _AT_ONCE:
                sizes[name] = 0
                done += _joined(name, held.pop(name))
    return done + [text for name, some in held.items() for text in _joined(name, some)]


def _joined(name: str, documents: list[bytes]) -> list[Text]:
    """In one text; documents that the parser refuses are left out."""
    text = Text(name, b"<B>" + b"".join(documents) + b"</B>")
    try:
        parsed(text)
    except (Xml2ArrowError, pa.ArrowException, TypeError, ValueError):
        middle = len(documents) // 2
        return [] if len(documents) == 1 else _joined(name, documents[:middle]) + _joined(name, documents[middle:])
    return [text]
