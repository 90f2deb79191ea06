"""The report handed back with its wrong figures marked and the arithmetic in the margin."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
from audited_examples import food_safety, year_report
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hostile import audits
from hypothesis import given, settings

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_marked import render_marked
from soyte.statements import Verdict


def opened(audited: AuditedDocument) -> WordDocument:
    return docx.Document(io.BytesIO(render_marked(audited)))


def marked(document: WordDocument) -> list[str]:
    """The words that stand on a colour, tables too."""
    runs = document.element.body.iter(qn("w:r"))
    return [
        "".join(one.text or "" for one in run.iter(qn("w:t")))
        for run in runs
        if run.find(f"{qn('w:rPr')}/{qn('w:shd')}") is not None
    ]


def test_the_text_is_the_reports_own_and_a_wrong_figure_in_it_is_marked() -> None:
    audited = year_report()
    document = opened(audited)
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "312 ca, tăng 47 ca so với cùng kỳ năm 2024 (275 ca)" in written
    assert "47" in marked(document)
    assert len(document.tables) == len({b.cell.table for b in audited.document.blocks if b.cell})


def test_each_wrong_or_doubtful_finding_is_told_once_with_its_arithmetic() -> None:
    audited = year_report()
    comments = [comment.text for comment in opened(audited).comments]
    matters = [finding for finding in audited.findings if finding.verdict is not Verdict.OK]
    assert len(comments) == len(matters)
    told = next(words for words in comments if "47" in words and "37" in words)
    assert "chênh lệch" in told
    assert "Văn bản ghi" in told


def test_what_has_no_place_in_the_text_is_told_at_the_end() -> None:
    audited = food_safety()
    nowhere = [replace(finding, start=0, end=0, statements=()) for finding in audited.findings]
    document = opened(replace(audited, findings=tuple(nowhere)))
    assert not list(document.comments)
    assert document.paragraphs[-1].text.endswith(
        next(one.message for one in reversed(nowhere) if one.verdict is not Verdict.OK)
    )


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert render_marked(year_report()) == render_marked(year_report())


@given(audits())
@settings(max_examples=30)
def test_any_document_can_be_marked(audited: AuditedDocument) -> None:
    assert opened(audited).paragraphs
