"""Dossiers by what happened to them: what the rules found, when they came, how late."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import Column, Compare, Frame, IsIn, Literal, equals
from soyte.ledger import clock
from soyte.measures.care.arrivals import each_arrival
from soyte.measures.care.due import CLASSES
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope
from soyte.measures.care.timeliness import classed
from soyte.measures.errors import MeasureError

UNDATED = "undated"
PUNCTUAL = (*CLASSES, UNDATED)
"""How a dossier came: by its due day, one day later, within seven working days, later; without a base day."""


def found_in(feed: Feed, frame: Frame, scope: Scope, rule: str | None, severity: str | None) -> Frame:
    """Those in which a rule, or any rule of a severity, found something."""
    if not feed.brought("claim_finding"):
        return frame.filter(equals("row_key", ""))
    rows = feed.view.rows("claim_finding", "dossier_key", "facility", "month", "rule", "severity")
    rows = scope.narrowed(rows).reported("dossier_key")
    for column, wanted in (("rule", rule), ("severity", severity)):
        rows = rows.filter(equals(column, wanted)) if wanted else rows
    return frame.join(rows.select(row_key=Column("dossier_key")).distinct("row_key"), ["row_key"], "semi")


def come_as(feed: Feed, frame: Frame, scope: Scope, wanted: str) -> Frame:
    """Those that came on time, late or very late (`PUNCTUAL`), by the day of discharge and the date of the file."""
    if wanted not in PUNCTUAL:
        raise MeasureError(f"“{wanted}” không phải mức đúng ngày; hãy dùng {', '.join(PUNCTUAL)}.")
    keys, arrived = each_arrival(feed, scope, "discharge")
    _, placed = classed(feed, arrived, "file", None)
    fitting = keys.filter(pc.equal(pa.array(placed), PUNCTUAL.index(wanted)))
    return frame.join(Frame.rows(pa.table({"row_key": fitting})), ["row_key"], "semi")


def received_on(feed: Feed, frame: Frame, day: str) -> Frame:
    """Those whose version that counts was taken in on a day (`2026-11-21`)."""
    wanted = _day(day)
    acts = feed.view.state.accepted
    return frame.filter(
        IsIn(Column("submission_id"), tuple(n for n, act in acts.items() if day_of(act.recorded_at) == wanted) or ("",))
    )


def left_in_week(frame: Frame, monday: str) -> Frame:
    """Those that ended in the week from a Monday (`2026-11-16`) on."""
    first = _day(monday)
    since = frame.filter(Compare(Column("NGAY_RA_day"), ">=", Literal(first)))
    return since.filter(Compare(Column("NGAY_RA_day"), "<", Literal(first + timedelta(days=7))))


def day_of(moment: object) -> date:
    """The day in Vietnam of a moment."""
    return moment.astimezone(clock.VIETNAM).date()  # type: ignore[attr-defined, no-any-return]


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise MeasureError(f"“{said}” không phải ngày; hãy ghi năm-tháng-ngày như 2026-11-21.") from error


__all__ = ["PUNCTUAL", "come_as", "day_of", "found_in", "left_in_week", "received_on"]
