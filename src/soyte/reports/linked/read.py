"""Reading linked figures back from .docx and .odt, whoever saved the file last.

python-docx leaves out what stands in content controls, so the XML is walked here. LibreOffice drops tags, so a figure is
known by its control's tag or by the bookmark round it, whichever is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from soyte.intake.documents.errors import unreadable
from soyte.intake.documents.markup import parse_xml
from soyte.intake.documents.model import UnreadableDocument
from soyte.intake.documents.package import Package
from soyte.reports.linked.ids import LONGEST, place_name
from soyte.reports.linked.model import LinkedDocument, LinkedFigure, PrintedFigure
from soyte.reports.linked.read_text import Found, in_odt, in_word
from soyte.reports.linked.record import from_chunks, from_xml

_WHAT = "Word (.docx) hoặc OpenDocument (.odt)"
_VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_USER_DEFINED = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}user-defined"
_META_NAME = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"
_MOST_OCCURRENCES = 9
_AGAIN = re.compile(r"__[2-9]$")
_Record = tuple[dict[str, str], list[PrintedFigure]]


def read_linked(source: Path | bytes, name: str = "") -> LinkedDocument:
    """The linked figures of a file. A file without any gives an empty document; raises `UnreadableDocument`."""
    if isinstance(source, Path):
        try:
            data = source.read_bytes()
        except OSError as error:
            raise unreadable(str(source), "không đọc được tệp", "hãy kiểm tra đường dẫn và quyền đọc") from error
        name = name or str(source)
    else:
        data = source
    if not data.startswith(b"PK"):
        raise unreadable(name, "không phải tệp .docx hay .odt", "hãy chọn tệp báo cáo do soyte lập")
    with Package(data, name, _WHAT) as package:
        if "word/document.xml" in package:
            found = in_word(parse_xml(package.read("word/document.xml"), name, _WHAT))
            record = _record_of_word(package, name)
        elif "content.xml" in package:
            found = in_odt(parse_xml(package.read("content.xml"), name, _WHAT))
            record = _unpacked(_properties_of_odt(package, name), name)
        else:
            raise unreadable(name, "không phải tệp .docx hay .odt", "hãy chọn tệp báo cáo do soyte lập")
    return _assembled(name, found, record)


def carries_record(data: bytes) -> bool:
    """Whether a file carries the record of its figures; quick where it does not, and never raises."""
    try:
        with Package(data, "", _WHAT) as package:
            if "word/document.xml" in package:
                return _record_of_word(package, "") is not None
            return "content.xml" in package and _unpacked(_properties_of_odt(package, ""), "") is not None
    except UnreadableDocument:
        return False


def _record_of_word(package: Package, name: str) -> _Record | None:
    for part in package.names():
        if part.startswith("customXml/") and part.endswith(".xml") and "/_rels/" not in part:
            record = _parsed(package.read(part), name)
            if record is not None:
                return record
    if "docProps/custom.xml" not in package:
        return None
    root = parse_xml(package.read("docProps/custom.xml"), name, _WHAT)
    return _unpacked({p.get("name", ""): p.findtext(_VALUE) or "" for p in root}, name)


def _properties_of_odt(package: Package, name: str) -> Mapping[str, str]:
    if "meta.xml" not in package:
        return {}
    root = parse_xml(package.read("meta.xml"), name, _WHAT)
    return {element.get(_META_NAME, ""): element.text or "" for element in root.iter(_USER_DEFINED)}


def _unpacked(properties: Mapping[str, str], name: str) -> _Record | None:
    xml = from_chunks(properties)
    return _parsed(xml, name) if xml else None


def _parsed(xml: bytes, name: str) -> _Record | None:
    try:
        root: etree._Element = parse_xml(xml, name, _WHAT)
    except UnreadableDocument:
        return None  # somebody else's part, or a damaged one: the figures are still there
    return from_xml(root)


def _assembled(name: str, found: Sequence[Found], record: _Record | None) -> LinkedDocument:
    about, recorded = record or ({}, [])
    by_id = {figure.id: figure for figure in recorded}
    sequence = about.get("as_of_seq", "")
    as_of_seq = int(sequence) if sequence.isdecimal() and len(sequence) < 15 else None
    figures = tuple(
        LinkedFigure(figure, one.text, one.place, by_id.get(figure), as_of_seq, one.context)
        for figure, one in _named(found, by_id)
    )
    present = {figure.id for figure in figures}
    absent = tuple(figure for figure in recorded if figure.id not in present)
    return LinkedDocument(name, figures, about, absent)


def _named(found: Sequence[Found], recorded: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """What is ours, with the id of its figure: what the record knows, and tagged controls."""
    known = [*recorded, *(one.place for one in found if one.tagged and _AGAIN.search(one.place) is None)]
    ids = {place_name(one, n).casefold(): one for n in range(_MOST_OCCURRENCES, 0, -1) for one in known}
    for one in found:
        figure = ids.get(one.place.casefold()) or (one.place if one.tagged else None)
        if figure is not None and len(one.place) <= LONGEST:
            yield figure, one
