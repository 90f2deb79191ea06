"""Places as a command line names them."""

from __future__ import annotations

from datetime import date


def code_of_place(written: str, year: int) -> str:
    """The code of a place in a year; LedgerError with the candidates if it is not one place."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.measures.targets.stated import code_of  # noqa: PLC0415
    from soyte.places import resolve  # noqa: PLC0415

    on = date(year, 12, 31)
    code = code_of(written, on)
    if code is None:
        raise LedgerError(resolve(written, on).message)
    return code
