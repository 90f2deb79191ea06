"""The calendar as a table to join, one row a day: engines disagree on weeks and on date arithmetic, so they are not asked.

It is cut by the functions that cut periods, so that a table and a `Period` cannot disagree. Imported where it is needed
only, since nothing else in this room wants Arrow.
"""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from soyte.periods.calendars import Calendar, Kind, PeriodError, unit_bounds
from soyte.periods.cuts import CUTS
from soyte.periods.period import Period

# For each unit two columns: its name with the key that `Period.iso` gives (text), and `…_start`, its first day (date32).
UNITS = {name: cut for name, cut in CUTS.items() if name != "day"}
SCHEMA = pa.schema(
    [pa.field("day", pa.date32())]
    + [pa.field(name + end, kind) for name in UNITS for end, kind in (("", pa.string()), ("_start", pa.date32()))]
)
_DAY = timedelta(days=1)


def calendar_table(first: date, last: date) -> pa.Table:
    """One row for each day from `first` to `last`, both included, in `SCHEMA`; days from 1901 to 2098.

    Raises `PeriodError` outside of those years or if `last` is before `first`.
    """
    if last < first:
        raise PeriodError(f"Lịch từ {first} đến {last} không có ngày nào.")
    days = (last - first).days + 1
    columns: dict[str, list[date] | list[str]] = {"day": [first + timedelta(days=n) for n in range(days)]}
    for name, (kind, calendar) in UNITS.items():
        columns[name], columns[f"{name}_start"] = _cut(calendar, kind, first, last)
    return pa.table(columns, schema=SCHEMA)


def _cut(calendar: Calendar, kind: Kind, first: date, last: date) -> tuple[list[str], list[date]]:
    keys: list[str] = []
    starts: list[date] = []
    day = first
    while day <= last:
        period = Period(calendar, *unit_bounds(calendar, kind, day), kind)
        days = (min(period.end, last) - day).days + 1
        keys += [period.iso] * days
        starts += [period.start] * days
        day = period.end + _DAY
    return keys, starts
