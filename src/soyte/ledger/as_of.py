"""Moments that one may look back to, as people write them."""

from __future__ import annotations

from datetime import date, datetime

from soyte.ledger.errors import LedgerError


def moment(written: str | None) -> datetime | date | int | None:
    """`2024-05-01` (the end of that day), `2024-05-01T08:00`, `#12` (right after act 12); None is now."""
    if written is None:
        return None
    try:
        if written.startswith("#"):
            return int(written[1:])
        return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)
    except ValueError:
        raise LedgerError(
            f"{written}: không hiểu thời điểm này; hãy viết 2024-05-01, 2024-05-01T08:00 hoặc #12."
        ) from None
