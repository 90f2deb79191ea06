"""Series from tables of counts: weeks and months as they were sent, each calendar a source of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import All, Column, Compare, Engine, IsIn, IsNull, Literal, Not, Sum, equals
from soyte.ledger.visible import View
from soyte.measures.where import Geography
from soyte.periods import Calendar
from soyte.surveillance.series.claims import days_of, numbers_of, places_of, texts_of
from soyte.surveillance.series.feed import Feed, Source
from soyte.surveillance.series.grid import WEEK_CALENDARS

MEASURE = "cases"
_BY = ("dataset", "disease", "place", "facility", "period_start", "grain")


def count_feeds(
    view: View, engine: Engine, geography: Geography, first: date, last: date
) -> tuple[tuple[Feed, ...], tuple[str, ...]]:
    """The feeds of each data set that has cases by disease and week or month, from a day on; and what could not be used.

    A data set whose weeks begin on different days gives several. Rows by sex or age are added up; what nobody reported stays
    unknown; none and zero are zero.
    """
    start = Column("period_start")
    wanted = All(
        (
            equals("measure", MEASURE),
            Not(IsNull(Column("disease"))),
            IsIn(Column("grain"), ("week", "month")),
            Compare(start, ">=", Literal(first)),
            Compare(start, "<=", Literal(last)),
        )
    )
    sums = {name: Sum(Column(name)) for name in ("value", "n_reported", "n_none")}
    found = engine.collect(view.derived("observation_by_place").filter(wanted).group(*_BY, **sums).steps)
    made = [one for dataset in sorted(texts_of(found["dataset"])) for one in _feeds(found, dataset, geography)]
    feeds, left = [one for one in made if isinstance(one, Feed)], [one for one in made if isinstance(one, str)]
    return tuple(feeds), tuple(left)


def _feeds(found: pa.Table, dataset: str, geography: Geography) -> Iterator[Feed | str]:
    rows = found.filter(pc.equal(found["dataset"], dataset))
    weekday = pc.if_else(pc.equal(rows["grain"], "month"), -1, pc.day_of_week(rows["period_start"]))
    kinds = sorted(set(weekday.to_pylist()))
    for kind in kinds:
        some = rows.filter(pc.equal(weekday, kind)).sort_by([(name, "ascending") for name in _BY])
        if kind >= 0 and kind not in WEEK_CALENDARS:
            yield (
                f"{dataset}: {len(some)} số liệu theo tuần không bắt đầu vào thứ Hai, thứ Sáu hay Chủ nhật nên không xếp được vào "
                "lịch tuần nào; hãy kiểm tra tệp ánh xạ."
            )
            continue
        calendar = Calendar.STATISTICS if kind < 0 else WEEK_CALENDARS[kind]
        notes = ("tập số liệu có nhiều lịch tuần; mỗi lịch là một chuỗi riêng, không trộn",) if len(kinds) > 1 else ()
        yield _feed(some, Source("counts", dataset, "month" if kind < 0 else "week", calendar, notes=notes), geography)


def _feed(rows: pa.Table, source: Source, geography: Geography) -> Feed:
    day = days_of(rows["period_start"])
    series, names = tuple(sorted(texts_of(rows["disease"]))), sorted(texts_of(rows["facility"]))
    place, places, eras = places_of(geography, rows["place"], day)
    answered = pc.greater(pc.add(pc.fill_null(rows["n_reported"], 0), pc.fill_null(rows["n_none"], 0)), 0)
    value = pc.fill_null(rows["value"].cast(pa.float64()), 0.0).to_numpy()
    known = answered.to_numpy()
    return Feed(
        source, series, places, tuple(names), numbers_of(rows["disease"], series), place,
        numbers_of(rows["facility"], names), day, np.where(known, value, np.nan), eras=eras,
    )  # fmt: skip
