"""A batch as checks of form look at it: each row's day, and the form of its fields on that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import ClaimField, decisions, fields

Whole = npt.NDArray[np.int64]
Days = npt.NDArray[Any]  # datetime64[D]
_LAST = np.datetime64("2200-01-01", "D")


@dataclass(frozen=True)
class Hits:
    """Rows of a table (by place) whose field is not as it should be. `details`: what the message names, one value a row."""

    table: str
    field: str
    rows: Whole
    details: Mapping[str, pa.Array] = made(default_factory=dict)


@dataclass(frozen=True)
class FormBatch:
    """Tables by name, and the day on which the batch was received if that is known."""

    tables: Mapping[str, pa.Table]
    received: date | None = None

    @cached_property
    def _main(self) -> pa.Table | None:
        return self.tables.get("XML1")

    def owners(self, table: str, rows: Whole) -> Whole:
        """The places of these rows' dossiers in XML1."""
        main = self._main
        if main is None or table == "XML1":
            return rows
        blocks = self.tables[table]["block"].take(pa.array(rows))
        found: Whole = (
            pc.index_in(blocks, main["block"].combine_chunks()).to_numpy(zero_copy_only=False).astype(np.int64)
        )
        return found

    def days(self, table: str, rows: Whole) -> Days:
        """The day whose layout these rows follow: of discharge, moved into the span of the decision that the dossier shows."""
        if table == "XML0" or self._main is None:
            day = self.tables[table]["NGAY_VAO_day"].take(pa.array(rows))
            return _plain(day)
        return self._layout_days[self.owners(table, rows)]

    def own_days(self, table: str, rows: Whole) -> Days:
        """The day of discharge of these rows' dossiers, else of arrival."""
        if table == "XML0" or self._main is None:
            return self.days(table, rows)
        return self._discharged[self.owners(table, rows)]

    @cached_property
    def _discharged(self) -> Days:
        main = self.tables["XML1"]
        return _plain(pc.coalesce(main["NGAY_RA_day"], main["NGAY_VAO_day"]))

    @cached_property
    def _layout_days(self) -> Days:
        main = self.tables["XML1"]
        day = self._discharged
        low, high = day.copy(), day.copy()
        known = {one.decision: one for one in decisions()}
        names = main["decision"].to_numpy(zero_copy_only=False)
        for name in set(names) - {None}:
            rows = names == name
            low[rows] = _day(known[name].valid_from)
            high[rows] = _day(known[name].valid_to)
        clipped: Days = np.clip(day, low, high)
        return clipped


def _day(day: date | None) -> np.datetime64:
    return _LAST if day is None else np.datetime64(day, "D")


def _plain(days: pa.ChunkedArray) -> Days:
    filled: Days = pc.fill_null(days, date(2025, 1, 1)).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return filled


@cache
def versions(table: str) -> Mapping[str, tuple[ClaimField, ...]]:
    """The spans of each field of a table, oldest first."""
    found: dict[str, list[ClaimField]] = {}
    for one in sorted(fields(table), key=lambda one: one.valid_from):
        found.setdefault(one.name, []).append(one)
    return {name: tuple(some) for name, some in found.items()}


def holding(some: tuple[ClaimField, ...], days: Days) -> Iterator[tuple[ClaimField, npt.NDArray[np.bool_]]]:
    """Each span of a field with the days on which it holds; the first also before, the last also afterwards."""
    for number, one in enumerate(some):
        since = np.datetime64(one.valid_from, "D") if number else np.datetime64("1800-01-01", "D")
        until = np.datetime64(some[number + 1].valid_from, "D") if number + 1 < len(some) else _LAST
        yield one, (days >= since) & (days < until)


def places(mask: pa.ChunkedArray | pa.Array) -> Whole:
    """Where a column of truths is true."""
    whole = mask.combine_chunks() if isinstance(mask, pa.ChunkedArray) else mask
    found: Whole = np.flatnonzero(pc.fill_null(whole, False).to_numpy(zero_copy_only=False))
    return found
