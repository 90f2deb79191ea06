"""What drugs and services are called by those who sent them: one of the names of each code."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.engine import Column, Min
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope, among


def labels(feed: Feed, table: str, code: str, name: str, codes: Sequence[str | None], scope: Scope) -> dict[str, str]:
    """A name for each of a few codes, out of the last month asked about: the first by the alphabet, for there are many."""
    known = [one for one in dict.fromkeys(codes) if one]
    if not known:
        return {}
    month = scope.last or feed.last_month
    last = Scope(month, month, scope.facility)
    rows = feed.rows(table, last, code, name).filter(among(code, list(known)))
    found = feed.collect(rows.group(code, name=Min(Column(name))))
    return {row[code]: row["name"] or "" for row in found.to_pylist()}
