"""What findings show: values as the feed writes them, and lists of what a message names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def listed(columns: Sequence[pa.Array], count: int) -> pa.Array:
    """One list a row of the values that stand in these columns of text."""
    if not columns:
        return pa.ListArray.from_arrays(np.zeros(count + 1, np.int32), pa.array([], pa.string()))
    width = len(columns)
    order = (np.arange(count)[:, None] + count * np.arange(width)).ravel()
    flat = pa.concat_arrays(columns).take(pa.array(order))
    return pa.ListArray.from_arrays(np.arange(0, count * width + 1, width, dtype=np.int32), flat)


def texts(values: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Values as messages take them: ISO days and moments, numbers with a point."""
    column = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def fed(values: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Values as the feed writes them; moments must be on the clock of Vietnam already."""
    column = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column.cast(pa.timestamp("s")), format="%Y%m%d%H%M")
    if pa.types.is_date(column.type):
        return pc.strftime(column, format="%Y%m%d")
    if pa.types.is_floating(column.type):
        whole = column.cast(pa.string())
        return pc.replace_substring_regex(whole, pattern=r"\.0$", replacement="")
    return texts(column)
