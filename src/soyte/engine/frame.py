"""A table described by steps. Types are checked as the description is written, before any engine sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import Protocol

import pyarrow as pa

from soyte.engine import plan, types
from soyte.engine.aggregates import Aggregate, type_of_aggregate
from soyte.engine.errors import EngineError
from soyte.engine.expressions import Column, Expression, IsNull, Not
from soyte.engine.files import check_listed
from soyte.engine.typed import type_of, type_of_column


class Engine(Protocol):
    """Whoever carries plans out."""

    name: str

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows that the plan yields, in its schema."""
        ...

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The same, batch by batch, for results that need not fit into memory."""
        ...


@dataclass(frozen=True)
class Frame:
    """A description of rows. Every method gives a new one; names and types are wrong here or nowhere."""

    steps: plan.Plan

    @staticmethod
    def files(paths: Sequence[str | PathLike[str]], schema: pa.Schema) -> Frame:
        """The rows of these Parquet files, read as `schema`; no files, no rows. A column that a file lacks is null there."""
        return Frame(plan.Files(check_listed(fspath(path) for path in paths), types.checked(schema)))

    @staticmethod
    def rows(table: pa.Table) -> Frame:
        """The rows of a table in memory."""
        return Frame(plan.Rows(table, types.checked(table.schema)))

    @property
    def schema(self) -> pa.Schema:
        """Names and types of the columns."""
        return self.steps.schema

    def filter(self, condition: Expression) -> Frame:
        """The rows for which the condition is true; unknown is not true."""
        if type_of(condition, self.schema) != types.BOOLEAN:
            raise EngineError(f"not a condition: {condition}")
        return Frame(plan.Filter(self.steps, condition, self.schema))

    def reported(self, name: str) -> Frame:
        """The rows where the column is not null."""
        return self.filter(Not(IsNull(Column(name))))

    def select(self, /, *names: str, **columns: Expression) -> Frame:
        """These columns, and new ones by name, nothing else."""
        wanted = (*((name, Column(name)) for name in names), *columns.items())
        fields = [pa.field(name, type_of(made, self.schema)) for name, made in wanted]
        return Frame(plan.Project(self.steps, wanted, types.checked(fields)))

    def with_columns(self, /, **columns: Expression) -> Frame:
        """All columns, those named anew replaced or added."""
        kept = {name: columns.get(name, Column(name)) for name in self.schema.names}
        return self.select(**{**kept, **columns})

    def rename(self, names: Mapping[str, str]) -> Frame:
        """All columns, some under another name."""
        for name in names:
            type_of_column(name, self.schema)
        renamed = tuple((names.get(name, name), Column(name)) for name in self.schema.names)
        fields = [pa.field(new, self.schema.field(old.name).type) for new, old in renamed]
        return Frame(plan.Project(self.steps, renamed, types.checked(fields)))

    def join(self, other: Frame, on: Sequence[str], how: plan.How = "inner") -> Frame:
        """Rows that agree in `on`. `semi` keeps rows that have a partner, `anti` those that have none."""
        if not on or isinstance(on, str):
            raise EngineError("a join needs a list of columns")
        for name in on:
            mine, theirs = (types.keyed(name, type_of_column(name, side.schema)) for side in (self, other))
            if mine != theirs:
                raise EngineError(f"{name}: {mine} does not join {theirs}")
        fields = list(self.schema)
        if how in ("inner", "left"):
            fields += [field for field in other.schema if field.name not in on]
        return Frame(plan.Join(self.steps, other.steps, tuple(on), how, types.checked(fields)))

    def group(self, /, *by: str, **aggregates: Aggregate) -> Frame:
        """One row for each combination of `by`, with the aggregates; without `by` one row, also of nothing."""
        fields = [pa.field(name, types.keyed(name, type_of_column(name, self.schema))) for name in by]
        fields += [pa.field(name, type_of_aggregate(made, self.schema)) for name, made in aggregates.items()]
        return Frame(plan.Group(self.steps, by, tuple(aggregates.items()), types.checked(fields)))

    def distinct(self, *names: str) -> Frame:
        """The different combinations of these columns."""
        return self.group(*names)

    def union(self, *others: Frame) -> Frame:
        """The rows of all, equal ones too; the others have the same columns and types, in any order."""
        names = self.schema.names
        parts = tuple(other.select(*names).steps for other in others)
        for other, part in zip(others, parts, strict=True):
            if part.schema != self.schema or len(other.schema) != len(names):
                raise EngineError(f"schemas differ: {other.schema} and {self.schema}")
        return Frame(plan.Union((self.steps, *parts), self.schema)) if parts else self

    def sort(self, *by: str, limit: int | None = None) -> Frame:
        """Rows in ascending order, null last, at most `limit`; ties in the order of the other columns."""
        for name in by:
            type_of_column(name, self.schema)
        if limit is not None and limit < 0:
            raise EngineError(f"no {limit} rows")
        return Frame(plan.Sort(self.steps, by, limit, self.schema))
