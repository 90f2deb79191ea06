"""Auditing a report: read every figure, judge every claim, show the wrong ones with the arithmetic."""

from soyte.reports.audit.audit import audit_document, audit_file
from soyte.reports.audit.model import AuditedDocument, Coverage

__all__ = ["AuditedDocument", "Coverage", "audit_document", "audit_file"]
