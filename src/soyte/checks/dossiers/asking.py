"""Batches of dossiers asked the questions of a plan: planned once, each over the columns that it names and no others.

The engine's own pruning of columns is part of its planning, which costs more here than all arithmetic; so it is done beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from soyte.checks.dossiers.by_value import ByValue
from soyte.checks.dossiers.compiling import ARRIVAL, DAY, Plan
from soyte.checks.dossiers.facts import MAIN, names, seen, seen_columns
from soyte.engine.workbench import Workbench


class Asking:
    """The questions of a plan on a workbench of their own, on which lists lie already."""

    def __init__(self, plan: Plan, bench: Workbench) -> None:
        self._plan, self._bench = plan, bench
        self._schemas = {
            name: seen_columns(name, frozenset(plan.columns[name])) for name in names() if name in plan.columns
        }
        self._sources = {name: seen_columns(name, named).names for name, named in plan.gathered().items()}
        for name, columns in self._sources.items():
            bench.feed(f"of_{name}", pa.schema([self._schemas[name].field(one) for one in columns]))
        self._by_value = {
            name: ByValue(bench, name, some) for name, some in plan.by_value.items() if name in self._schemas
        }
        for name, schema in self._schemas.items():
            added = self._by_value[name].fields if name in self._by_value else []
            bench.feed(name, pa.schema([*schema, *added]))
        for name, question in plan.gathering().items():
            bench.keep(f"gather_{name}", question)
        dossiers = self._dossiers({})
        bench.feed("dossier", dossiers.schema)
        self._above = {
            name: ["block", *dict.fromkeys(plan.needed(name).values())]
            for name in plan.checks
            if name not in (MAIN, ARRIVAL)
        }
        for name, columns in self._above.items():
            bench.feed(f"above_{name}", dossiers.select(columns).schema)
        self._kept: set[str] = set()

    def failing(self, tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, pa.Table]]:
        """By table (`xml2`) the rows that fail any rule, as `Plan.questions` says; tables are named so too."""
        rows = {name: seen(tables[name], schema) for name, schema in self._schemas.items() if name in tables}
        try:
            for name, columns in self._sources.items():
                self._bench.fill(f"of_{name}", rows[name].select(columns) if name in rows else None)
            dossiers = self._dossiers(rows)
            for name in self._plan.checks:
                if name in rows:
                    yield name, self._asked(name, rows[name], dossiers)
        finally:
            for name in self._sources:
                self._bench.fill(f"of_{name}", None)

    def _dossiers(self, rows: Mapping[str, pa.Table]) -> pa.Table:
        """Rows of XML1 with the day whose rules hold and all that rules gather; joined here, for they have hundreds of columns."""
        main = rows[MAIN] if MAIN in rows else self._schemas[MAIN].empty_table()
        columns, named = main.columns, main.column_names
        columns.append(pc.coalesce(main["NGAY_RA_day"], main["NGAY_VAO_day"]))
        named.append(DAY)
        for name in self._sources:
            sums = self._bench.answer(f"gather_{name}")
            at = pc.index_in(main["block"], sums["block"].combine_chunks())
            gathered = sums.drop_columns(["block"]).take(at)
            columns += gathered.columns
            named += gathered.column_names
        return pa.Table.from_arrays(columns, names=named)

    def _asked(self, name: str, rows: pa.Table, dossiers: pa.Table) -> pa.Table:
        given = {name: self._by_value[name].added(rows) if name in self._by_value else rows}
        if name == MAIN:
            given = {"dossier": dossiers}
        elif name in self._above:
            given[f"above_{name}"] = dossiers.select(self._above[name])
        if name not in self._kept:
            self._bench.keep(f"ask_{name}", self._plan.questions(name))
            self._kept.add(name)
        for one, some in given.items():
            self._bench.fill(one, some)
        try:
            return self._bench.answer(f"ask_{name}")
        finally:
            for one in given:
                self._bench.fill(one, None)
