"""From a file to its audit."""

from __future__ import annotations

from pathlib import Path

from soyte.catalogue import load_catalogue
from soyte.checks.claims import judge_claims
from soyte.checks.document import judge_document
from soyte.intake.documents import Document, read_document
from soyte.intake.statements import read_statements
from soyte.reports.audit.model import AuditedDocument


def audit_file(path: Path) -> AuditedDocument:
    """The audit of one file. Raises `UnreadableDocument` with a Vietnamese sentence when it cannot be read."""
    return audit_document(read_document(path))


def audit_document(document: Document) -> AuditedDocument:
    """The audit of a document that has been read: statements, claims and findings, in text order."""
    catalogue = load_catalogue()
    reading = read_statements(document, catalogue)
    found = dict.fromkeys([*judge_claims(reading, catalogue), *judge_document(reading, catalogue)])  # each told once
    findings = sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))
    return AuditedDocument(document, reading, tuple(findings))
