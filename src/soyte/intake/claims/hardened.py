"""The exact way to read a document: lxml without entities, network, or unbounded trees."""

from __future__ import annotations

from typing import Any

from lxml import etree

from soyte.intake.claims.diagnosing import fault_in
from soyte.intake.claims.members import Refused

_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
    "remove_comments": True,
    "remove_pis": True,
    "strip_cdata": True,
}


def parsed(document: bytes, row: str | None = None) -> etree._Element:
    """The root of a document in UTF-8. Refused if it is no XML, declares a document type, or is deeper or larger than libxml2 allows.

    `row` is the element that holds one row: the fault is told with its number.
    """
    parser = etree.XMLParser(encoding="utf-8", **_OPTIONS)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        fault = fault_in(document, error, _OPTIONS, row)
        raise Refused("malformed", fault.cause, row=fault.row, field=fault.field) from None
    except (ValueError, MemoryError):
        raise Refused("malformed") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("declaration")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def text_of(element: etree._Element) -> str:
    """All words in an element, those of elements within it too."""
    return "".join(str(piece) for piece in element.itertext())
