"""PDF files. The parser is native code, so the work is done in a process of its own (`pdf_document`)."""

from __future__ import annotations

from soyte.intake.documents.isolation import read_isolated
from soyte.intake.documents.model import Document


def read_pdf(data: bytes, name: str) -> Document:
    """Read the text layer of a PDF."""
    return read_isolated("pdf", data, name, "PDF")
