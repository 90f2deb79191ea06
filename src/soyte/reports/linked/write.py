"""Putting figures into a Word document: each in a content control, under a bookmark, and in the record of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from soyte.reports.linked.ids import place_name
from soyte.reports.linked.model import PrintedFigure
from soyte.reports.linked.record import to_chunks, to_xml

_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


class FigureWriter:
    """Writes figures into one document and remembers them."""

    def __init__(self) -> None:
        self._figures: dict[str, PrintedFigure] = {}
        self._folded: dict[str, str] = {}
        self._times: Counter[str] = Counter()
        self._last = 0

    def add(self, paragraph: Paragraph, figure: PrintedFigure, dress: Callable[[Run], None] | None = None) -> None:
        """Append `figure` to `paragraph`. Raises ValueError when its id was used for another figure."""
        self._remember(figure)
        self._times[figure.id] += 1
        self._last += 1
        name = place_name(figure.id, self._times[figure.id])
        control, content = self._control(name)
        run = paragraph.add_run(figure.text)
        if dress is not None:
            dress(run)
        content.append(run._r)  # moves it
        # The bookmark goes round the control: inside it LibreOffice shrinks it to a point.
        for element in (_mark("w:bookmarkStart", self._last, name), control, _mark("w:bookmarkEnd", self._last)):
            paragraph._p.append(element)

    def finish(self, document: WordDocument, about: Mapping[str, str]) -> None:
        """Attach the record of all that was added."""
        package = document.part.package
        xml = to_xml(about, list(self._figures.values()))
        part = Part(PackURI("/customXml/item9.xml"), "application/xml", xml, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
        written = _properties(to_chunks(xml))
        custom = Part(PackURI("/docProps/custom.xml"), _PROPERTIES, written, package)
        package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def _remember(self, figure: PrintedFigure) -> None:
        known = self._figures.setdefault(figure.id, figure)
        same_name = self._folded.setdefault(figure.id.casefold(), figure.id)
        if known != figure or same_name != figure.id:
            raise ValueError(f"two figures share the id {figure.id!r}: {known} and {figure}")

    def _control(self, name: str) -> tuple[Any, Any]:
        control, properties, content = (OxmlElement(tag) for tag in ("w:sdt", "w:sdtPr", "w:sdtContent"))
        for tag, value in (("w:alias", name), ("w:tag", name), ("w:id", str(710_000_000 + self._last))):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            properties.append(element)
        control.append(properties)
        control.append(content)
        return control, content


def _mark(tag: str, number: int, name: str | None = None) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:id"), str(number))
    if name is not None:
        element.set(qn("w:name"), name)
    return element


def _properties(chunks: list[tuple[str, str]]) -> bytes:
    written = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(chunks, 2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VT}">{written}</Properties>'.encode()
