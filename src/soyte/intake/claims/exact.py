"""The exact way: one document after the other through lxml, so that whatever is odd about one is known by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from soyte.intake.claims.hardened import local, parsed, text_of
from soyte.intake.claims.members import Refused
from soyte.intake.claims.shapes import shape_of

_BLANK = " \t\r\n"
_TYPES = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Odd:
    """Something in a document that no layout knows; the rest of the document is accepted."""

    reason: str
    row: int | None
    field: str


def read_exactly(name: str, document: bytes) -> tuple[list[dict[str, str | None]], list[Odd]]:
    """The rows of a document and what else it holds. Refused if the dossier it belongs to cannot be accepted."""
    shape = shape_of(name)
    root = parsed(document, shape.table.row)
    if local(root) == shape.table.list:  # without the element around it: the layout before Decision 130
        raise Refused("old_layout", local(root)[:60])
    if local(root) != shape.table.root:
        raise Refused("other_root", local(root)[:60])
    odd: list[Odd] = []
    rows = []
    for number, element in enumerate(_rows(root, shape.table.list, shape.table.row, odd), 1):
        rows.append(_row(element, number, frozenset(shape.fields), odd))
    return rows, odd


def _rows(root: etree._Element, items: str | None, row: str | None, odd: list[Odd]) -> Iterator[etree._Element]:
    _attributes(root, None, odd)
    if items is None or row is None:
        yield root
        return
    _words(root, None, odd)
    for element in root:
        if local(element) != items:
            odd.append(Odd("unknown_field", None, local(element)[:60]))
            continue
        _attributes(element, None, odd)
        _words(element, None, odd)
        for one in element:
            if local(one) == row:
                yield one
            else:
                odd.append(Odd("unknown_field", None, local(one)[:60]))


def _row(element: etree._Element, number: int, fields: frozenset[str], odd: list[Odd]) -> dict[str, str | None]:
    row: dict[str, str | None] = {}
    if element.getparent() is not None:
        _attributes(element, number, odd)
    _words(element, number, odd)
    for one in element:
        name = local(one)
        if name not in fields:
            odd.append(Odd("unknown_field", number, name[:60]))
            continue
        if name in row:
            raise Refused("repeated_field", row=number, field=name)
        _attributes(one, number, odd)
        if len(one):
            odd.append(Odd("nested_field", number, name))
        row[name] = text_of(one).strip(_BLANK) or None
    return row


def _words(element: etree._Element, number: int | None, odd: list[Odd]) -> None:
    if (element.text or "").strip(_BLANK) or any((one.tail or "").strip(_BLANK) for one in element):
        odd.append(Odd("stray_words", number, local(element)[:60]))


def _attributes(element: etree._Element, number: int | None, odd: list[Odd]) -> None:
    if any(not str(name).startswith(_TYPES) for name in element.attrib):
        odd.append(Odd("attribute", number, local(element)[:60]))
