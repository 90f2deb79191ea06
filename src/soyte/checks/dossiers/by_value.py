"""What rules derive from one text alone, worked out once for each value that a batch has, for most stand there a hundred times."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.checks.dossiers.facts import schema_of, words
from soyte.engine.workbench import Workbench

Derived = Mapping[str, str]
"""Expressions by the name of what they derive, each behind those that it names."""


def of_one_text(table: str, derived: Derived) -> dict[str, dict[str, str]]:
    """By column of a table (`xml2`) what is derived from its text and from nothing else."""
    kinds = schema_of(table)
    source: dict[str, str] = {}
    for name, text in derived.items():
        named = words([text])
        from_above = {word for word in named if word.startswith(("hs_", "g_", "list_"))}
        origins = {word for word in named if word in kinds} | {source.get(word, "") for word in named & set(derived)}
        column = next(iter(origins), "")
        if len(origins) == 1 and not from_above and pa.types.is_string(kinds.get(column, pa.null())):
            source[name] = column
    found: dict[str, dict[str, str]] = {}
    for name, column in source.items():
        found.setdefault(column, {})[name] = derived[name]
    return found


class ByValue:
    """The derived columns of one table. They are asked on the workbench of its rules."""

    def __init__(self, bench: Workbench, table: str, some: Mapping[str, Derived]) -> None:
        self._bench, self._some = bench, {column: f"{table}_{column}" for column in some}
        self.fields: list[pa.Field] = []
        """The columns that are added."""
        for column, derived in some.items():
            name = self._some[column]
            bench.feed(f"values_{name}", pa.schema([("place", pa.int64()), (column, pa.string())]))
            made = ", ".join(f"{text} AS {one}" for one, text in derived.items())
            bench.keep(
                f"derive_{name}", f"SELECT place, {', '.join(derived)} FROM (SELECT *, {made} FROM values_{name})"
            )
            self.fields += list(bench.answer(f"derive_{name}").schema)[1:]

    def added(self, rows: pa.Table) -> pa.Table:
        """These rows with the derived columns behind the others."""
        for column, name in self._some.items():
            coded = rows[column].combine_chunks().dictionary_encode(null_encoding="encode")
            values = coded.dictionary
            self._bench.fill(f"values_{name}", pa.table({"place": np.arange(len(values)), column: values}))
            try:
                told = self._bench.answer(f"derive_{name}").sort_by("place")
            finally:
                self._bench.fill(f"values_{name}", None)
            for one in told.column_names[1:]:
                rows = rows.append_column(one, pc.take(told[one].combine_chunks(), coded.indices))
        return rows
