"""When each dossier first came: by the day on which its first submission was accepted, and by the date of its first file."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import Column, Count, Frame, Min, equals
from soyte.engine import Literal as Constant
from soyte.ledger import clock
from soyte.ledger.tables import SUPERSEDING
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope, apart_from

Base = Literal["discharge", "payment"]
BASES = {"discharge": "NGAY_RA_day", "payment": "NGAY_TTOAN_day"}
UNINSURED = "9"  # MA_DOITUONG_KCB: not a dossier of insurance


def arrivals(feed: Feed, scope: Scope, base: Base) -> pa.Table:
    """Dossiers in groups: `facility`, `base` (day or null), `seq` (the act that first brought them), `made_on` (day of the first
    file or null), `sent` (how often they came: 1 or 2 for more), `n`."""
    columns = ("row_key", "submission_id", "made_on", "MA_DOITUONG_KCB", BASES[base])
    counted = feed.rows("xml1", scope, *columns).filter(apart_from("MA_DOITUONG_KCB", UNINSURED))
    rows = counted.select("row_key", "submission_id", "facility", "made_on", base=Column(BASES[base]))
    again = _sent_again(feed)
    by = ("facility", "base", "submission_id", "made_on")
    if again is None:
        return _dated(feed, feed.collect(rows.group(*by, n=Count())), 1)
    once = feed.collect(rows.join(again, ["row_key"], "anti").group(*by, n=Count()))
    by = ("facility", "base", "seq", "made_on")
    twice = feed.collect(_first(feed, rows.join(again, ["row_key"], "semi")).group(*by, n=Count()))
    return pa.concat_tables([_dated(feed, once, 1), _dated(feed, twice, 2)])


def each_arrival(feed: Feed, scope: Scope, base: Base) -> tuple[pa.ChunkedArray, pa.Table]:
    """The `row_key` of every dossier, and in the same order when it came, as `arrivals` tells of groups."""
    columns = ("row_key", "submission_id", "made_on", "MA_DOITUONG_KCB", BASES[base])
    counted = feed.rows("xml1", scope, *columns).filter(apart_from("MA_DOITUONG_KCB", UNINSURED))
    rows = counted.select("row_key", "submission_id", "facility", "made_on", base=Column(BASES[base]), n=Constant(1))
    again = _sent_again(feed)
    if again is None:
        once = feed.collect(rows)
        return once["row_key"], _dated(feed, once, 1)
    once = feed.collect(rows.join(again, ["row_key"], "anti"))
    twice = feed.collect(_first(feed, rows.join(again, ["row_key"], "semi")).with_columns(n=Constant(1)))
    keys = pa.chunked_array([*once["row_key"].chunks, *twice["row_key"].chunks], pa.string())
    return keys, pa.concat_tables([_dated(feed, once, 1), _dated(feed, twice, 2)])


def first_submissions(feed: Feed, scope: Scope) -> Frame:
    """`row_key` and `seq` of the first submission of each dossier that came more than once and counts; none if none did."""
    again = _sent_again(feed)
    kept = feed.rows("xml1", scope, "row_key").select("row_key", "facility")
    if again is None:
        return kept.filter(equals("facility", "")).select("row_key", seq=Constant(0))
    return _numbered(feed, kept.join(again, ["row_key"], "semi").select("row_key")).group(
        "row_key", seq=Min(Column("seq"))
    )


def _sent_again(feed: Feed) -> Frame | None:
    """The keys that came in more than one submission that stands."""
    entries = feed.view.derived(SUPERSEDING.name).filter(equals("table", "xml1"))
    standing = Frame.rows(pa.table({"submission_id": pa.array(feed.view.state.standing, pa.string())}))
    keys = entries.join(standing, ["submission_id"], "semi").distinct("row_key")
    found = feed.collect(keys)
    return Frame.rows(found) if len(found) else None


def _numbered(feed: Feed, keys: Frame) -> Frame:
    """Every row of XML1 with one of these keys that a standing submission brought: key, file's date and number of the act."""
    standing = feed.view.state.standing
    numbers = pa.table(
        {"submission_id": pa.array(standing, pa.string()), "seq": pa.array(standing.values(), pa.int64())}
    )
    every = feed.view.raw("xml1", standing, "row_key", "submission_id", "made_on").join(keys, ["row_key"], "semi")
    return every.join(Frame.rows(numbers), ["submission_id"])


def _first(feed: Feed, rows: Frame) -> Frame:
    """Dossiers that came more than once, with what first brought them."""
    every = _numbered(feed, rows.select("row_key"))
    first = every.group("row_key", seq=Min(Column("seq")))
    names = ("row_key", "seq")
    dated = every.join(first, list(names), "semi").group(
        "row_key", seq=Min(Column("seq")), made_on=Min(Column("made_on"))
    )
    return rows.select("row_key", "facility", "base").join(dated, ["row_key"])


def _dated(feed: Feed, found: pa.Table, sent: int) -> pa.Table:
    if "seq" not in found.column_names:
        standing = feed.view.state.accepted
        ids = found["submission_id"].combine_chunks().dictionary_encode()
        numbers = pa.array([standing[name].seq for name in ids.dictionary.to_pylist()], pa.int64())
        found = found.append_column("seq", numbers.take(ids.indices))
    made = pc.strptime(found["made_on"], format="%Y%m%d", unit="s", error_is_null=True).cast(pa.date32())
    return pa.table(
        {
            "facility": found["facility"],
            "base": found["base"],
            "seq": found["seq"],
            "made_on": made,
            "sent": pa.array(np.full(len(found), sent)),
            "n": found["n"],
        }
    )


def accepted_days(feed: Feed) -> dict[int, int]:
    """The day in Vietnam on which each act was recorded, as a number of days since 1970."""
    epoch = clock.VIETNAM
    return {act.seq: _number(act.recorded_at.astimezone(epoch).date()) for act in feed.view.state.accepted.values()}


def _number(day: object) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))  # type: ignore[call-overload]


__all__ = ["BASES", "Base", "accepted_days", "arrivals", "each_arrival", "first_submissions"]
