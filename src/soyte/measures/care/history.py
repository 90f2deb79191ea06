"""How a facility does from month to month: what the rules found for a hundred dossiers, and how many came on their day."""

from __future__ import annotations

from dataclasses import replace

from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value
from soyte.measures.care.feed import Feed
from soyte.measures.care.findings import findings
from soyte.measures.care.scope import Scope
from soyte.measures.care.timeliness import timeliness

MONTHS = 13  # a year, and the same month of the year before


def history(ledger: Ledger, facility: str, *, months: int = MONTHS, as_of: AsOf = None) -> Answer:
    """The last months that have dossiers, the oldest first; what could not be read has no month and is not in it."""
    found = findings(ledger, Scope(facility=facility), by="month", top=10_000, as_of=as_of)
    kept = [row for row in found.rows if row[0]][-months:]
    punctual = [_punctual(ledger, Scope(str(row[0]), str(row[0]), facility), as_of) for row in kept]
    rows = tuple((*row, *more) for row, more in zip(kept, punctual, strict=True))
    fields = (
        *found.fields,
        Field("on_time_share", "% đúng ngày", "percent"),
        Field("later_share", "% muộn quá 7 ngày làm việc", "percent"),
    )
    told = replace(found.pedigree, definition=f"{found.pedigree.definition}. Đúng ngày: xem trang Khám, chữa bệnh")
    return replace(
        found, name="history", title=f"Lỗi và đúng ngày của cơ sở {facility}", fields=fields, rows=rows, pedigree=told
    )


def handing_in(ledger: Ledger, as_of: AsOf = None) -> tuple[tuple[str, str], ...]:
    """Code and name of the facilities whose dossiers are known, by code."""
    feed = Feed(ledger, as_of)
    found = feed.collect(feed.contributed(Scope(), "facility"))["facility"].to_pylist()
    return tuple((code, feed.named(code)) for code in sorted({one for one in found if one}))


def _punctual(ledger: Ledger, scope: Scope, as_of: AsOf) -> tuple[Value, Value]:
    one = next(timeliness(ledger, scope, as_of=as_of).records(), None)
    return (one["on_time_share"], one["later_share"]) if one else (None, None)
