"""A table described by steps. Types are checked as the description is written, before any engine sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from soyte.engine import plan, types
from soyte.engine.aggregates import Aggregate, type_of_aggregate
from soyte.engine.errors import EngineError
from soyte.engine.expressions import Column, Expression, IsNull, Not, type_of


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
    def files(paths: Sequence[str], schema: pa.Schema) -> Frame:
        """The rows of these Parquet files, read as `schema`; no files, no rows."""
        return Frame(plan.Files(tuple(paths), types.checked(schema)))

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

    def select(self, *names: str, **columns: Expression) -> Frame:
        """These columns, and new ones by name, nothing else."""
        wanted = (*((name, Column(name)) for name in names), *columns.items())
        fields = [pa.field(name, type_of(made, self.schema)) for name, made in wanted]
        return Frame(plan.Project(self.steps, tuple(wanted), types.checked(_distinct(fields))))

    def with_columns(self, **columns: Expression) -> Frame:
        """All columns, those named anew replaced or added."""
        kept = {name: columns.get(name, Column(name)) for name in self.schema.names}
        return self.select(**{**kept, **columns})

    def rename(self, names: Mapping[str, str]) -> Frame:
        """All columns, some under another name."""
        return self.select(**{names.get(name, name): Column(name) for name in self.schema.names})

    def join(self, other: Frame, on: Sequence[str], how: plan.How = "inner") -> Frame:
        """Rows that agree in `on`. `semi` keeps rows that have a partner, `anti` those that have none."""
        for name in on:
            if self.schema.field(name).type != other.schema.field(name).type:
                raise EngineError(
                    f"{name}: {self.schema.field(name).type} does not join {other.schema.field(name).type}"
                )
        fields = list(self.schema)
        if how in ("inner", "left"):
            fields += [field for field in other.schema if field.name not in on]
        return Frame(plan.Join(self.steps, other.steps, tuple(on), how, _distinct(fields)))

    def group(self, *by: str, **aggregates: Aggregate) -> Frame:
        """One row for each combination of `by`, with the aggregates; without `by` one row, also of nothing."""
        fields = [self.schema.field(name) for name in by]
        fields += [pa.field(name, type_of_aggregate(made, self.schema)) for name, made in aggregates.items()]
        return Frame(plan.Group(self.steps, by, tuple(aggregates.items()), types.checked(_distinct(fields))))

    def distinct(self, *names: str) -> Frame:
        """The different combinations of these columns."""
        return self.group(*names)

    def union(self, *others: Frame) -> Frame:
        """The rows of all; columns are matched by name and must be of one type."""
        names = self.schema.names
        parts = tuple(other.select(*names).steps for other in others)
        for part in parts:
            if part.schema.types != self.schema.types:
                raise EngineError(f"schemas differ: {part.schema.types} and {self.schema.types}")
        return Frame(plan.Union((self.steps, *parts), self.schema)) if parts else self

    def sort(self, *by: str, limit: int | None = None) -> Frame:
        """Rows in ascending order, null last, at most `limit`."""
        for name in by:
            type_of(Column(name), self.schema)
        return Frame(plan.Sort(self.steps, by, limit, self.schema))


def _distinct(fields: Sequence[pa.Field]) -> pa.Schema:
    names = [field.name for field in fields]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise EngineError(f"two columns called {', '.join(twice)}")
    return pa.schema([pa.field(field.name, field.type) for field in fields])
