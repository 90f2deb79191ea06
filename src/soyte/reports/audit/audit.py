"""From a file to its audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from soyte.catalogue import load_catalogue
from soyte.checks.claims import judge_claims
from soyte.checks.document import judge_document
from soyte.intake.documents import Document, read_document
from soyte.intake.statements import read_statements
from soyte.reports.audit.linked import linked_findings
from soyte.reports.audit.model import AuditedDocument
from soyte.statements import Finding

Heard = Callable[[int, int], None]
_TOLD = 100  # times at most that somebody is told how far the reading is


def audit_file(path: Path, heard: Heard | None = None) -> AuditedDocument:
    """The audit of one file. Raises `UnreadableDocument` with a Vietnamese sentence when it cannot be read.

    `heard` is told now and then how many letters are read and how many there are; what it raises ends the audit.
    """
    document = read_document(path)
    audited = audit_document(document, heard)
    linked = linked_findings(path, document)
    return replace(audited, findings=_in_order([*audited.findings, *linked])) if linked else audited


def audit_document(document: Document, heard: Heard | None = None) -> AuditedDocument:
    """The audit of a document that has been read: statements, claims and findings, in text order."""
    catalogue = load_catalogue()
    reading = read_statements(document, catalogue, _seldom(heard) if heard else None)
    found = dict.fromkeys([*judge_claims(reading, catalogue), *judge_document(reading, catalogue)])  # each told once
    return AuditedDocument(document, reading, _in_order(found))


def _seldom(heard: Heard) -> Heard:
    """The same, told only when another hundredth is read."""
    told = -1

    def hear(done: int, total: int) -> None:
        nonlocal told
        if (step := done * _TOLD // max(1, total)) != told:
            told = step
            heard(done, total)

    return hear


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end, finding.kind)))
