"""Coded cells written out as rows of the observation schema."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from soyte.intake.counts.cells import STATES, identity_name
from soyte.intake.counts.keys import escaped, row_keys
from soyte.intake.counts.layout import Layout
from soyte.intake.counts.model import DIMENSIONS, IDENTITY, OBSERVATION, CountBatch


class Expander:
    """Knows what the codes of one file stand for."""

    def __init__(self, layout: Layout, labels: list[str], sheet: str | None) -> None:
        mapping = layout.mapping
        self._identities = {name: identity.kind for name, identity in mapping.identities.items()}
        fields: dict[str, list[Any]] = {name: field.items for name, field in layout.dimensions.items()}
        fields |= {"measure": layout.measure.items, "place": layout.place.items, "status": layout.status.items}
        fields |= {name: field.items for name, field in layout.identities.items()}
        self._items = {name: pa.array(items, pa.string()) for name, items in fields.items()}
        self._items["column"] = pa.array([labels[layout.wanted[value.column]] for value in layout.values], pa.string())
        self._items["state"] = pa.array(STATES)
        self._keyed = {name: escaped(items) for name, items in self._items.items()}
        self._starts = pa.array([start for start, _ in layout.period.items], pa.date32())
        self._ends = pa.array([end for _, end in layout.period.items], pa.date32())
        self._keyed["period"] = self._starts.cast(pa.string())
        self._constants = {"dataset": mapping.dataset, "grain": mapping.grain, "sheet": sheet}

    def rows(self, coded: pa.RecordBatch) -> CountBatch:
        """Some accepted cells."""
        count = len(coded)
        columns: dict[str, Any] = {name: coded.column(name) for name in ("row_no", "line", "value")}
        for name in ("measure", "place", *DIMENSIONS, "state", "status", "column"):
            columns[name] = self._items[name].take(coded.column(name))
        for name, constant in self._constants.items():
            columns[name] = pa.array([constant], pa.string()).take(pa.array(np.zeros(count, np.int8)))
        columns["person"] = pa.nulls(count, pa.string())
        if "person" in self._identities:
            columns["person"] = self._items["person"].take(coded.column("person"))
        columns["period_start"] = self._starts.take(coded.column("period"))
        columns["period_end"] = self._ends.take(coded.column("period"))
        columns["row_key"] = self._keys(coded)
        rows = pa.RecordBatch.from_arrays([columns[name] for name in OBSERVATION.names], schema=OBSERVATION)
        return CountBatch(rows, self._apart(coded))

    def _keys(self, coded: pa.RecordBatch) -> pa.Array:
        parts: dict[str, Any] = {
            name: self._keyed[name].take(coded.column(name)) for name in ("measure", "place", *DIMENSIONS)
        }
        parts |= {name: pa.scalar(self._constants[name]) for name in ("dataset", "grain")}
        parts["period_start"] = self._keyed["period"].take(coded.column("period"))
        person = "person" in self._identities
        parts["person"] = self._keyed["person"].take(coded.column("person")) if person else pa.scalar("")
        return row_keys(parts)

    def _apart(self, coded: pa.RecordBatch) -> pa.Table | None:
        if not self._identities:
            return None
        tables = []
        for name, kind in self._identities.items():
            values = self._items[name].take(coded.column(identity_name(name)))
            count = len(values)
            words = [pa.array([word]).take(pa.array(np.zeros(count, np.int8))) for word in (name, kind)]
            table = pa.Table.from_arrays([coded.column("row_no"), *words, values], schema=_LOOSE)
            tables.append(table.filter(values.is_valid()).cast(IDENTITY))
        return pa.concat_tables(tables)


_LOOSE = pa.schema([field.with_nullable(True) for field in IDENTITY])
