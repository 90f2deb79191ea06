"""Running headers, footers and page numbers: what stands at the same height on many pages is not part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from soyte.intake.documents.pdf_page import Line, Page

_MARGIN = 0.1  # share of the page height at the top and the foot where furniture stands
_REPEATED = 3
_SHARE_OF_PAGES = 0.3
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:trang|page|tr\.)?\s*(\d{1,4})(?:\s*(?:/|\||trên|of)\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
Key = tuple[str, int]


def drop_furniture(pages: list[Page]) -> None:
    """Take running headers, footers and page numbers out of the pages."""
    marginal = [(index, line) for index, page in enumerate(pages) for line in page.lines() if _in_margin(page, line)]
    doomed = {id(line) for line in _repeated(marginal, len(pages)) + _numbers(marginal, len(pages))}
    for page in pages:
        page.content = [item for item in page.content if id(item) not in doomed]


def _in_margin(page: Page, line: Line) -> bool:
    return not _MARGIN * page.height < line.baseline < (1 - _MARGIN) * page.height


def _repeated(marginal: list[tuple[int, Line]], pages: int) -> list[Line]:
    groups: dict[Key, list[tuple[int, Line]]] = defaultdict(list)
    for index, line in marginal:
        if re.search(r"[^\W\d_]", line.text):
            groups[_DIGITS.sub("#", line.text.lower()), round(line.baseline / 4)].append((index, line))
    result: list[Line] = []
    for group in groups.values():
        on_pages = len({index for index, _ in group})
        if on_pages >= max(_REPEATED, _SHARE_OF_PAGES * pages) or (pages == 2 and on_pages == 2):
            result.extend(line for _, line in group)
    return result


def _numbers(marginal: list[tuple[int, Line]], pages: int) -> list[Line]:
    """Lines that are only a number and count along with the pages."""
    found: list[tuple[int, Line, int]] = []
    for index, line in marginal:
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match:
            found.append((index, line, int(match.group(1)) - index))
    offsets = Counter(offset for _, _, offset in found)
    return [line for _, line, offset in found if pages > 1 and (offset == 1 or offsets[offset] >= _REPEATED)]
