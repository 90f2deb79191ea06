"""How punctual the feed was from month to month, or week to week, of discharge: a facility's own course, or everybody's."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import numpy as np
import pyarrow.compute as pc

from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, share
from soyte.measures.care.arrivals import Base, arrivals
from soyte.measures.care.due import CLASSES
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope
from soyte.measures.care.timeliness import COUNTED, SOURCE, Received, classed, definition

By = Literal["month", "week"]
WEEK = timedelta(days=7)
_HEADS = {"month": Field("month", "Tháng", asks="period"), "week": Field("week", "Tuần từ ngày", asks="week")}


def punctuality(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    by: By = "month",
    base: Base = "discharge",
    received: Received = "file",
    as_of: AsOf = None,
) -> Answer:
    """Shares by the month or week in which dossiers were due to come, the oldest first. A week is named by its Monday.

    Dossiers without a day of discharge belong to none and are told in a note.
    """
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    feed.only_whole("ngày gửi của từng hồ sơ")
    found = arrivals(feed, scope, base)
    _, placed = classed(feed, found, received, None)
    n = found["n"].to_numpy()
    days = found["base"]
    keys = (
        pc.strftime(days, format="%Y-%m")
        if by == "month"
        else pc.strftime(pc.floor_temporal(days, unit="week"), format="%Y-%m-%d")
    )
    codes = pc.fill_null(keys, "").combine_chunks().dictionary_encode()
    names = codes.dictionary.to_pylist()
    counts = np.zeros((len(names), len(CLASSES) + 1), np.int64)
    np.add.at(counts, (codes.indices.to_numpy(), placed), n)
    rows = [_row(name, counts[at]) for at, name in sorted(enumerate(names), key=lambda pair: pair[1]) if name]
    total = _row("", counts.sum(axis=0))
    undated = int(counts.sum(axis=0)[len(CLASSES)])
    return Answer(
        "punctuality",
        f"Chuyển dữ liệu đúng ngày theo {'tháng' if by == 'month' else 'tuần'} ra viện, {scope.words}",
        (_HEADS[by], *COUNTED),
        tuple(rows),
        feed.pedigree(scope, ("xml1",), definition(base, received), SOURCE, int(n.sum())),
        (("Hồ sơ", total[1], "count"), ("% đúng ngày", total[3], "percent"), ("% muộn hơn", total[7], "percent")),
        (f"{undated} hồ sơ chưa có ngày ra, không thuộc {'tháng' if by == 'month' else 'tuần'} nào",)
        if undated
        else (),
    )


def _row(key: str, counts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Value, ...]:
    on_time, next_day, within, later, _ = map(int, counts)
    dated = on_time + next_day + within + later
    return (key, dated, on_time, share(on_time, dated), next_day, within, later, share(later, dated))
