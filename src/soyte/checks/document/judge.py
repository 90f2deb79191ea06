"""All the rules about a document as a whole."""

from __future__ import annotations

from soyte.catalogue import Catalogue
from soyte.statements import Finding, Reading


def judge_document(reading: Reading, catalogue: Catalogue) -> list[Finding]:
    """Findings that no single sentence gives."""
    return []
