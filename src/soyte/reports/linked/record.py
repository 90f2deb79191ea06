"""The record of printed figures that travels in the file: once to be read, once so that it survives a trip through odt.

The XML part is kept by Word and by LibreOffice as long as the file stays docx. Through odt only document properties live on,
of which LibreOffice keeps about a hundred, and Word's own limit for a text is 255 characters; so the same XML goes there
deflated, in numbered chunks.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from lxml import etree

from soyte.reports.linked.model import PrintedFigure

NAMESPACE = "urn:soyte:so-lieu"
PROPERTY = "soyte.so-lieu."
_CHUNK = 250
_MOST_CHUNKS = 80
_LARGEST = 8 * 1024 * 1024
_ROOT, _FIGURE, _ABOUT = f"{{{NAMESPACE}}}van-ban", f"{{{NAMESPACE}}}so-lieu", f"{{{NAMESPACE}}}ve"
_OPTIONAL = ("unit", "role", "indicator", "definition_hash", "name")


def to_xml(about: Mapping[str, str], figures: Sequence[PrintedFigure]) -> bytes:
    """One element a figure; a figure without `value` was not reported."""
    root = etree.Element(_ROOT, nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # None is the default namespace
    for key, said in about.items():
        etree.SubElement(root, _ABOUT, {"ten": key}).text = said
    for figure in figures:
        attributes = {"id": figure.id}
        if figure.value is not None:
            attributes["value"] = format(figure.value, "f")
        attributes |= {name: getattr(figure, name) for name in _OPTIONAL if getattr(figure, name)}
        etree.SubElement(root, _FIGURE, attributes).text = figure.text
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def from_xml(root: etree._Element) -> tuple[dict[str, str], list[PrintedFigure]] | None:
    """What `to_xml` wrote; None if this is another document. What was tampered with is left out."""
    if root.tag != _ROOT:
        return None
    about = {element.get("ten", ""): element.text or "" for element in root.iterchildren(_ABOUT)}
    return about, [found for found in map(_figure, root.iterchildren(_FIGURE)) if found is not None]


def to_chunks(xml: bytes) -> list[tuple[str, str]]:
    """Names and values of document properties; none if they would not fit."""
    packed = base64.b64encode(zlib.compress(xml, 9)).decode("ascii")
    chunks = [packed[start : start + _CHUNK] for start in range(0, len(packed), _CHUNK)]
    if len(chunks) > _MOST_CHUNKS:
        return []
    return [(f"{PROPERTY}{number:02d}", chunk) for number, chunk in enumerate(chunks, 1)]


def from_chunks(properties: Mapping[str, str]) -> bytes | None:
    """The XML that was packed into properties, or None if none is there or it is damaged."""
    packed = "".join(properties[name] for name in sorted(properties) if name.startswith(PROPERTY))
    if not packed:
        return None
    try:
        unpacker = zlib.decompressobj()
        return unpacker.decompress(base64.b64decode(packed, validate=True), _LARGEST)
    except (binascii.Error, ValueError, zlib.error):
        return None


def _figure(element: etree._Element) -> PrintedFigure | None:
    written, name = element.get("value"), element.get("id")
    try:
        value = Decimal(written) if written is not None else None
    except InvalidOperation:
        return None
    if not name or (value is not None and not value.is_finite()):
        return None
    return PrintedFigure(
        id=name,
        text=element.text or "",
        value=value,
        unit=element.get("unit"),
        role=element.get("role") or "",
        indicator=element.get("indicator"),
        definition_hash=element.get("definition_hash"),
        name=element.get("name") or "",
    )
