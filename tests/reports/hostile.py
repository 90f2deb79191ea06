"""Audited documents as nobody would write them: Hypothesis strategies that every rendering must survive."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from soyte.intake.documents.model import Block, BlockKind, Cell, Document
from soyte.reports.audit.model import AuditedDocument
from soyte.statements import Finding, Qualifier, Reading, Role, Statement, Verdict

NASTY = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    '" onmouseover="alert(1)',
    "=HYPERLINK(\"http://x\")",
    "@SUM(A1:A9)",
    "\x00\x01\x1b[31m\x07",
    "\u202e321\u202c",
    "\ud800",
    "\ufffe\uffff",
    "\u2028\u2029\x85",
    "]]>&amp;&#0;",
    "[bold red]x[/]",
]  # fmt: skip
words = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(NASTY)
offsets = st.integers(-5, 90)
numbers = st.decimals(allow_nan=True, allow_infinity=True) | st.decimals(places=2, min_value=-(10**9), max_value=10**9)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = "".join(draw(st.lists(words, max_size=6)))
    blocks = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(BlockKind))
        cell = None
        if kind is BlockKind.CELL:
            place = draw(st.tuples(st.integers(0, 2), st.integers(0, 10**9), st.integers(0, 10**9), st.booleans()))
            cell = Cell(*place)
        start, end = sorted(draw(st.tuples(offsets, offsets)))
        blocks.append(Block(kind, max(start, 0), max(end, 0), draw(words), draw(st.integers(0, 12)), cell))
    return Document(draw(words), text, tuple(blocks), tuple(draw(st.lists(words, max_size=2))))


def statements(number: int) -> st.SearchStrategy[Statement]:
    maybe = st.none() | words
    return st.builds(
        Statement,
        number=st.just(number), start=offsets, end=offsets, quote=words, value=numbers, value_text=words,
        precision=st.just(Decimal(1)), unit=maybe, qualifier=st.sampled_from(Qualifier), role=st.sampled_from(Role),
        period=maybe, as_of=maybe, place=maybe, indicator=maybe, subject=words, block=st.just(0), sentence=st.just(0),
        high=st.none() | numbers, estimate=st.booleans(), notes=st.lists(words, max_size=2).map(tuple),
    )  # fmt: skip


findings = st.builds(
    Finding,
    start=offsets, end=offsets, quote=words, kind=words | st.just("ratio"), claimed=words, recomputed=words,
    verdict=st.sampled_from(Verdict), message=words, statements=st.lists(st.integers(0, 6), max_size=4).map(tuple),
    severity=st.sampled_from(["ok", "note", "error", "verdict"]),
)  # fmt: skip


@st.composite
def audits(draw: st.DrawFn) -> AuditedDocument:
    document = draw(documents())
    read = tuple(draw(statements(number)) for number in range(draw(st.integers(0, 5))))
    return AuditedDocument(
        document, Reading(document.name, document.text, read, ()), tuple(draw(st.lists(findings, max_size=5)))
    )
