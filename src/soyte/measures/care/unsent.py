"""Never sent, as far as anybody can tell: check-ins (XML0) to which no dossier has come."""

from __future__ import annotations

from collections import Counter

from soyte.engine import Column, Compare, Count, Frame, Literal
from soyte.measures.care.arrivals import UNINSURED
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope, apart_from


def unsent(feed: Feed, scope: Scope) -> Counter[str] | None:
    """Check-ins of the months asked about without a dossier, by facility; None where no check-ins came at all.

    Who is still in hospital is among them: the end of a visit is in no check-in.
    """
    if not feed.brought("xml0"):
        return None
    arrived = feed.rows("xml0", scope, "MA_LK", "MA_DOITUONG_KCB").filter(apart_from("MA_DOITUONG_KCB", UNINSURED))
    waiting = arrived.distinct("facility", "MA_LK").join(_dossiers(feed, scope), ["facility", "MA_LK"], "anti")
    found = feed.collect(waiting.group("facility", n=Count()))
    return Counter(dict(zip(found["facility"].to_pylist(), found["n"].to_pylist(), strict=True)))


def _dossiers(feed: Feed, scope: Scope) -> Frame:
    """Those that ended in these months or later: nobody leaves before having come."""
    every = feed.rows("xml1", Scope(facility=scope.facility), "MA_LK")
    later = every.filter(Compare(Column("month"), ">=", Literal(scope.first))) if scope.first else every
    return later.select("facility", "MA_LK")
