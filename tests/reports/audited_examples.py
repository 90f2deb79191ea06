"""Audited documents made by hand from the sample reports, for tests of the renderings and for looking at them.

The figures are found by a pattern and the findings are written here: no reader and no check is involved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from soyte.intake.documents.model import Block, BlockKind, Cell, Document
from soyte.reports.audit.model import AuditedDocument
from soyte.sample.build import source
from soyte.sample.markup import Paper, parse
from soyte.statements import Finding, Qualifier, Reading, Role, Statement, Verdict

_FIGURE = re.compile(r"(?<![\d/.,-])\d+(?:\.\d{3})*(?:,\d+)?%?(?![\d/]|\.\d)")
_NOT_FIGURE = re.compile(r"(?:năm|Năm|số|ngày|tháng|thứ|từ) ?$")
_EXCEEDED = re.compile(r"(\d[\d,]*)(?:%| giường| bác sĩ), vượt chỉ tiêu giao \(chỉ tiêu năm 2025: ([\d,]+)")
_KINDS = {"heading": BlockKind.HEADING, "paragraph": BlockKind.PARAGRAPH, "item": BlockKind.LIST_ITEM}


class Judged(NamedTuple):
    """A finding as it is written down here: the first `quote` of the text."""

    verdict: Verdict
    kind: str
    quote: str
    claimed: str
    recomputed: str
    message: str


def document_of(name: str, paper: Paper) -> Document:
    """The document that a reader would make of a sample paper."""
    pieces: list[str] = []
    blocks: list[Block] = []
    position = table = 0

    def add(kind: BlockKind, text: str, locator: str, level: int = 0, cell: Cell | None = None) -> None:
        nonlocal position
        blocks.append(Block(kind, position, position + len(text), locator, level, cell))
        pieces.append(text)
        position += len(text) + 1

    for key in ("parent", "body", "number", "date", "title", "subject"):
        add(BlockKind.HEADING if key in ("title", "subject") else BlockKind.PARAGRAPH, paper.head[key], "đoạn 1", 1)
    for number, part in enumerate(paper.parts, 2):
        if part.kind != "table":
            add(_KINDS[part.kind], part.text, f"đoạn {number}", part.level)
            continue
        table += 1
        for row, cells in enumerate(part.rows):
            for column, cell in enumerate(cells):
                place = f"bảng {table}, dòng {row + 1}, cột {column + 1}"
                add(BlockKind.CELL, cell, place, 0, Cell(table, row, column, row == 0))
    return Document(name, "\n".join(pieces), tuple(blocks))


def statements_of(document: Document) -> Iterator[Statement]:
    """A figure for every number that is not plainly a date or a document number."""
    number = 0
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING or index < 4:
            continue
        text = document.text[block.start : block.end]
        for match in _FIGURE.finditer(text):
            if _NOT_FIGURE.search(text[: match.start()]) or text[match.end() : match.end() + 1] in ("/", "-"):
                continue
            number += 1
            digits = match.group().rstrip("%")
            yield Statement(
                number=number,
                start=block.start + match.start(),
                end=block.start + match.end(),
                quote=match.group(),
                value=Decimal(digits.replace(".", "").replace(",", ".")),
                value_text=digits,
                precision=Decimal(1).scaleb(-len(digits.partition(",")[2])),
                unit="%" if match.group().endswith("%") else None,
                qualifier=Qualifier.EXACT,
                role=Role.TARGET if "chỉ tiêu năm" in text[: match.start()] else Role.ACTUAL,
                period="2024" if "năm 2024" in text[: match.start()] else "2025",
                as_of=None,
                place="tỉnh Bình Sơn",
                indicator="chi_tieu" if ":" in text[: match.start()] else None,
                subject=text[: match.start()].strip("-+ ").split(",")[0][:80],
                block=index,
                sentence=0,
            )


def judgements(name: str) -> list[Judged]:
    """The findings written down beside this file: one a line, parts between bars, a line break as \\n."""
    lines = (Path(__file__).parent / f"{name}.findings.txt").read_text(encoding="utf-8").splitlines()
    parts = ([part.strip().replace("\\n", "\n") for part in line.split("|")] for line in lines)
    return [Judged(Verdict(verdict), *rest) for verdict, *rest in parts]


def judged(document: Document, findings: list[Judged]) -> AuditedDocument:
    """Each finding uses the figures that stand in its span."""
    statements = tuple(statements_of(document))
    made = []
    for f in findings:
        start = document.text.index(f.quote)
        end = start + len(f.quote)
        severity = {Verdict.OK: "ok", Verdict.WRONG: "error", Verdict.AMBIGUOUS: "note"}[f.verdict]
        if f.verdict is Verdict.WRONG and f.kind == "target_attainment":
            severity = "verdict"
        made.append(
            Finding(
                start=start,
                end=end,
                quote=f.quote,
                kind=f.kind,
                claimed=f.claimed,
                recomputed=f.recomputed,
                verdict=f.verdict,
                message=f.message,
                statements=tuple(s.number for s in statements if start <= s.start and s.end <= end),
                severity=severity,
            )
        )
    return AuditedDocument(document, Reading(document.name, document.text, statements, ()), tuple(made))


def year_report() -> AuditedDocument:
    """The year-end report with its five slips, doubtful places, and claims that hold."""
    document = document_of("bao-cao-nam-2025.docx", parse(source("bao-cao-nam-2025.txt")))
    findings = judgements("bao-cao-nam-2025")
    for match in _EXCEEDED.finditer(document.text):
        message = f"{match[1]} cao hơn mức giao {match[2]}, ghi vượt là đúng."
        findings.append(Judged(Verdict.OK, "target_attainment", match[0], "vượt", "vượt", message))
    return judged(document, findings)


def food_safety() -> AuditedDocument:
    """The shorter report, with two slips."""
    document = document_of("bao-cao-an-toan-thuc-pham.pdf", parse(source("bao-cao-an-toan-thuc-pham.txt")))
    return judged(document, judgements("bao-cao-an-toan-thuc-pham"))
