"""The audit without what could tell who somebody is: sentences in which the privacy check found small cells are covered.

Offsets stay true, because every letter is covered by one dot. Figures of a covered sentence leave the reading, and a finding
that used one keeps its place and verdict but none of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from soyte.catalogue import load_catalogue
from soyte.checks.document.privacy import KIND
from soyte.checks.document.sheet import Sheet
from soyte.reports.audit.model import AuditedDocument
from soyte.statements import Finding

COVER = "•"
WORDS = "Câu này nêu số ca nhỏ cùng tên thôn, xã nên được che; người có quyền mở bản đầy đủ để xem."
_LETTER = re.compile(r"\w")


def covers_anything(audited: AuditedDocument) -> bool:
    """Whether the privacy check found something to cover."""
    return any(finding.kind == KIND for finding in audited.findings)


def masked(audited: AuditedDocument) -> AuditedDocument:
    """The same audit with such sentences covered; itself where there are none."""
    if not covers_anything(audited):
        return audited
    sheet = Sheet(audited.reading, load_catalogue())
    statements = {one.number: one for one in audited.reading.statements}
    small = [finding for finding in audited.findings if finding.kind == KIND]
    starts = {finding.start for finding in small}
    starts |= {statements[n].start for finding in small for n in finding.statements if n in statements}
    spans = sorted({sheet.sentence(start) for start in starts})
    text = _covered(audited.document.text, spans)
    hidden = {n for n, one in statements.items() if _within(one.start, one.end, spans)}
    kept = tuple(one for one in audited.reading.statements if one.number not in hidden)
    return AuditedDocument(
        replace(audited.document, text=text),
        replace(audited.reading, text=text, statements=kept, claims=()),
        tuple(_finding(one, text, spans, hidden) for one in audited.findings),
    )


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in spans:
        low = max(start, position)
        pieces += [text[position:low], _LETTER.sub(COVER, text[low:end])]
        position = max(position, end)
    return "".join(pieces) + text[position:]


def _within(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in spans)


def _finding(finding: Finding, text: str, spans: list[tuple[int, int]], hidden: set[int]) -> Finding:
    if not hidden & set(finding.statements) and not _within(finding.start, finding.end, spans):
        return finding
    quote = text[finding.start : finding.end]
    left = tuple(number for number in finding.statements if number not in hidden)
    return replace(finding, quote=quote, claimed="", recomputed="", message=WORDS, statements=left)
