"""Crosswalks and allocation on Arrow columns. A module of its own, so that reading a report does not load Arrow."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from soyte.places.shares import WHOLE, Crosswalk


def crosswalk_table(crosswalk: Crosswalk) -> pa.Table:
    """Columns `from_code`, `to_code` (string) and `millionths` (int64, null when unknown)."""
    shares = crosswalk.shares
    return pa.table(
        {
            "from_code": pa.array([s.old for s in shares], pa.string()),
            "to_code": pa.array([s.new for s in shares], pa.string()),
            "millionths": pa.array([s.millionths for s in shares], pa.int64()),
        }
    )


def allocate_columns(codes: pa.Array, counts: pa.Array, crosswalk: Crosswalk) -> pa.Table:
    """`allocate` for a column: one row for each part of each count, with `row` (int64, where it came from), `to_code`, `part`.

    `codes` are strings, `counts` integers that are not negative and below 9·10¹². A count that cannot be divided keeps
    one row with a null `to_code`; a null count stays null in every part. Parts of a row are in the order of their codes.
    """
    edges = crosswalk_table(crosswalk)
    unmeasured = pc.unique(edges.filter(pc.is_null(edges["millionths"]))["from_code"])
    edges = edges.filter(pc.invert(pc.is_in(edges["from_code"], unmeasured)))
    rows = pa.table({"row": _numbers(len(codes)), "code": codes, "count": pc.cast(counts, pa.int64())})
    joined = rows.join(edges, keys="code", right_keys="from_code", join_type="left outer")
    exact = pc.multiply(joined["count"], pc.fill_null(joined["millionths"], WHOLE))
    floor = pc.divide(exact, WHOLE)
    joined = joined.append_column("exact", exact).append_column("floor", floor)
    joined = joined.append_column("lost", pc.subtract(exact, pc.multiply(floor, WHOLE)))
    joined = joined.sort_by(
        [("row", "ascending"), ("lost", "descending"), ("exact", "descending"), ("to_code", "ascending")]
    )
    sums = joined.group_by("row", use_threads=False).aggregate([("floor", "sum"), ("row", "count"), ("count", "min")])
    size = sums["row_count"]
    starts = pc.subtract(pc.cumulative_sum(size), size)
    left = pc.subtract(sums["count_min"], sums["floor_sum"])
    group = pc.index_in(joined["row"], sums["row"])
    place = pc.subtract(_numbers(len(joined)), pc.take(starts, group))
    extra = pc.cast(pc.less(place, pc.take(left, group)), pa.int64())
    parts = pa.table(
        {"row": joined["row"], "to_code": joined["to_code"], "part": pc.add(joined["floor"], extra)}
    ).sort_by([("row", "ascending"), ("to_code", "ascending")])
    return parts.combine_chunks()


def _numbers(size: int) -> pa.Array:
    return pc.subtract(pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), size)), 1)
