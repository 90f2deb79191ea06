"""Which week is the newest that something is known of."""

from __future__ import annotations

from datetime import date, timedelta

from soyte.engine import All, Column, Compare, IsIn, IsNull, Literal, Max, Not, equals
from soyte.ledger.contribution import CONTRIBUTION
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import CLAIMS, MAIN_CLAIMS
from soyte.ledger.visible import View
from soyte.periods import Calendar, Kind, Period, holding
from soyte.surveillance.series.counts import MEASURE


def last_week(ledger: Ledger, before: date) -> Period:
    """The newest week (Monday to Sunday) that was over before a day and has counts or dossiers, or follows the last month with counts.

    Without any: the last week that was over.
    """
    newest = holding(before - timedelta(days=7), Kind.WEEK, Calendar.WEEK_MONDAY)
    view = ledger.view()
    days = [day for day in (_counts(view, ledger), *_dossiers(view, ledger)) if day is not None]
    if not days or max(days) >= newest.start:
        return newest
    return holding(max(days), Kind.WEEK, Calendar.WEEK_MONDAY)


def _counts(view: View, ledger: Ledger) -> date | None:
    """The first day of the newest week, or the last day of the newest month."""
    wanted = All((equals("measure", MEASURE), Not(IsNull(Column("disease"))), IsIn(Column("grain"), ("week", "month"))))
    rows = view.derived("observation_by_place").filter(wanted)
    found = ledger.engine.collect(rows.group("grain", last=Max(Column("period_start"))).steps).to_pylist()
    return max((_end(row["last"], row["grain"]) for row in found), default=None)


def _end(start: date, grain: str) -> date:
    return start if grain == "week" else holding(start, Kind.MONTH).end


def _dossiers(view: View, ledger: Ledger) -> list[date | None]:
    asked = ((CLAIMS[MAIN_CLAIMS].name, "NGAY_VAO_day"), (CONTRIBUTION.name, "day"))
    found = []
    for table, column in asked:
        known = view.rows(table).filter(Compare(Column(column), ">=", Literal(date(1990, 1, 1))))
        found += [row["last"] for row in ledger.engine.collect(known.group(last=Max(Column(column))).steps).to_pylist()]
    return found
