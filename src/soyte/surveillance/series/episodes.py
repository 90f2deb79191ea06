"""One person's visits for one disease that follow closely are one case."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.detection import Episodes
from soyte.surveillance.detectors.outcome import Flags, Positions
from soyte.surveillance.series.feed import JOIN
from soyte.surveillance.series.grid import Days


def first_visits(disease: Positions, person: Positions, day: Days, key: Positions, windows: Positions) -> Flags:
    """Which visits begin a case: those of a person for a disease that come more than `windows[disease]` days after the one before.

    `person` −1: nobody knows who it was, and every visit is a case. `key` orders visits of one day, so that the answer does not
    depend on the order of rows.
    """
    order = np.lexsort((key, day, person, disease))
    d, p, t = disease[order], person[order], day[order]
    again = np.zeros(len(order), np.bool_)
    same = (d[1:] == d[:-1]) & (p[1:] == p[:-1]) & (p[1:] >= 0)
    again[1:] = same & (t[1:] - t[:-1] <= windows[d[1:]])
    found = np.empty(len(order), np.bool_)
    found[order] = ~again
    return found


def windows_of(series: Sequence[str], rules: Episodes) -> Positions:
    """The window of each series in days; of several diseases the longest."""
    return np.array([max(rules.of(one).days for one in name.split(JOIN)) for name in series], np.intp)


def persons(rows: pa.Table) -> Positions:
    """A number for each person: by the citizen's pseudonym, else by facility and patient number; −1 without either."""
    patient = pc.binary_join_element_wise(rows["facility"], rows["MA_BN"], "|")
    return codes_of(pc.coalesce(rows["SO_CCCD"], patient))[0]


def codes_of(column: pa.ChunkedArray | pa.Array) -> tuple[Positions, list[str]]:
    """Numbers for the values of a column (−1: null), and the values in ascending order."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    encoded = whole.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.empty(len(values) + 1, np.intp)
    rank[order] = np.arange(len(values))
    rank[-1] = -1
    found = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.intp)
    return rank[found], [values[at] for at in order]
