"""Small questions about the elements of a web page: how much it shows, what a table or a list is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from soyte.intake.documents.limits import BLOCK_SPAN

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WEIGH = etree.XPath("string-length(normalize-space(.))")


def weight(element: etree._Element) -> float:
    """How many characters a part of a page shows."""
    found = _WEIGH(element)
    return found if isinstance(found, float) else 0.0


@dataclass
class List:
    """How a list numbers its items."""

    style: str | None  # None for bullets
    number: int = 0
    step: int = 1


def links(element: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """Each item with the link that it starts with; an item without one stands for itself as an empty link."""
    empty = etree.Element("a")
    return [(item, next(item.iter("a"), empty)) for item in element]


def is_layout(table: etree._Element) -> bool:
    """A table with another one, a heading or a single cell inside only arranges the page."""
    if table.get("role") in {"presentation", "none"} or any(
        part is not table for part in table.iter("table", *HEADINGS)
    ):
        return True
    cells = table.iter("td", "th")
    return next(cells, None) is None or next(cells, None) is None


def list_of(element: etree._Element) -> List:
    """How an `ol` numbers its items."""
    backwards = element.get("reversed") is not None
    start = whole(element.get("start"), len(element) if backwards else 1)
    style = element.get("type") or "1"
    return List(style if style in {"1", "a", "A", "i", "I"} else "1", start, -1 if backwards else 1)


def whole(text: str | None, otherwise: int) -> int:
    """A whole number from an attribute."""
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise


def span(text: str | None) -> int:
    """How many rows or columns a cell covers."""
    return min(max(whole(text, 1), 1), BLOCK_SPAN)
