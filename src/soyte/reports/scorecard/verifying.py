"""A scorecard that went through other hands, beside what the ledger would print now."""

from __future__ import annotations

from collections.abc import Mapping

from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.reports.linked import Checked, CurrentFigure, LinkedDocument, read_linked, verify
from soyte.reports.linked.read import carries_record
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.figures import current_figures


def figures_now(ledger: Ledger, document: LinkedDocument) -> Mapping[str, CurrentFigure]:
    """The figures that a scorecard of the same place and year would print now. LedgerError if the file does not say which."""
    place, year = document.about.get("place"), document.about.get("year", "")
    if not place or not year.isdigit():
        raise LedgerError(f"{document.name}: tệp không ghi địa bàn và năm nên không biết đối chiếu với số liệu nào.")
    return current_figures(compose(ledger, place, int(year)))


def verified(ledger: Ledger, content: bytes, name: str) -> tuple[Checked, ...]:
    """What became of every linked figure of a file; nothing for a file that is not ours, or does not say of what it is."""
    if not content.startswith(b"PK") or not carries_record(content):
        return ()
    try:
        document = read_linked(content, name)
        return tuple(verify(document, figures_now(ledger, document)))
    except (UnreadableDocument, LedgerError):
        return ()
