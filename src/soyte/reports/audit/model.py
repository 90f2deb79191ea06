"""One audited document, and the coverage that the audit publishes about itself."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.intake.documents.model import Document
from soyte.statements import Finding, Reading, Verdict


@dataclass(frozen=True)
class AuditedDocument:
    """A document with all that was read out of it and every finding, in text order."""

    document: Document
    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def coverage(self) -> Coverage:
        """How much of the document the audit really looked at."""
        used = {number for finding in self.findings for number in finding.statements}
        counts = {verdict: sum(f.verdict is verdict for f in self.findings) for verdict in Verdict}
        return Coverage(
            figures=len(self.reading.statements),
            matched=sum(s.indicator is not None for s in self.reading.statements),
            tested=len(used),
            claims=sum(1 for f in self.findings if f.recomputed),
            ok=counts[Verdict.OK],
            wrong=counts[Verdict.WRONG],
            ambiguous=counts[Verdict.AMBIGUOUS],
        )


@dataclass(frozen=True)
class Coverage:
    """Figures read, figures matched to the catalogue, figures that some finding used, claims recomputed, by verdict."""

    figures: int
    matched: int
    tested: int
    claims: int
    ok: int
    wrong: int
    ambiguous: int
