"""From the ledger to a comparison: what the reports of each place state about one indicator."""

from __future__ import annotations

from collections import Counter
from datetime import date

from soyte.catalogue import load_catalogue
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.targets.comparing import compared
from soyte.measures.targets.stated import code_of
from soyte.places import resolve
from soyte.reports.compare.model import Comparison, Entry


def compose_comparison(
    ledger: Ledger, indicator: str, year: int | None = None, as_of: AsOf = None, looked_at: str | None = None
) -> Comparison:
    """One entry for each value that a place states, of the year or of the last that each place states.

    LedgerError if no report states the indicator.
    """
    known = load_catalogue().indicator(indicator)
    found = compared(ledger, known.id, year, as_of)
    if not found:
        when = f" năm {year}" if year else ""
        raise LedgerError(
            f"Chưa có báo cáo nào trong kho nêu {known.name_vi}{when}; hãy nhận báo cáo bằng soyte ingest."
        )
    # Left open, the year in which most places can be compared; of equals the later one.
    stated_in = Counter(one.result.period.year for one in found)
    most = max(stated_in, key=lambda of: (stated_in[of], of))
    entries = tuple(Entry(one.place, one.name, result) for one in found for result in (one.result, *one.others))
    on = date(year or most, 12, 31)
    code = code_of(looked_at, on) if looked_at else None
    if looked_at and code is None:
        raise LedgerError(resolve(looked_at, on).message)
    return Comparison(known.id, known.name_vi, known.unit, year or most, entries, ledger.state(as_of).head, code)
