"""The steps that a frame consists of: plain data, each step with the schema of what it yields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from soyte.engine.aggregates import Aggregate
from soyte.engine.expressions import Expression

How = Literal["inner", "left", "semi", "anti"]


@dataclass(frozen=True)
class Files:
    """The rows of Parquet files. A column that a file lacks is null there; columns beyond the schema are not read."""

    paths: tuple[str, ...]
    schema: pa.Schema


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table in memory."""

    table: pa.Table
    schema: pa.Schema


@dataclass(frozen=True)
class Filter:
    """The rows for which the condition is true."""

    source: Plan
    condition: Expression
    schema: pa.Schema


@dataclass(frozen=True)
class Project:
    """One column for each (name, expression)."""

    source: Plan
    columns: tuple[tuple[str, Expression], ...]
    schema: pa.Schema


@dataclass(frozen=True)
class Join:
    """Rows that agree in the columns `on`; null agrees with nothing."""

    left: Plan
    right: Plan
    on: tuple[str, ...]
    how: How
    schema: pa.Schema


@dataclass(frozen=True)
class Group:
    """One row for each combination of the columns `by` (null is a value of its own); without `by` always one row."""

    source: Plan
    by: tuple[str, ...]
    aggregates: tuple[tuple[str, Aggregate], ...]
    schema: pa.Schema


@dataclass(frozen=True)
class Union:
    """The rows of all parts, which have one schema; equal rows stay."""

    parts: tuple[Plan, ...]
    schema: pa.Schema


@dataclass(frozen=True)
class Sort:
    """Rows in the order of the columns `by`, each ascending, null last, text by code point; ties by the other columns."""

    source: Plan
    by: tuple[str, ...]
    limit: int | None
    schema: pa.Schema


Plan = Files | Rows | Filter | Project | Join | Group | Union | Sort


def files_of(steps: Plan) -> Iterator[Files]:
    """The files that a plan reads."""
    match steps:
        case Files():
            yield steps
        case Rows():
            return
        case Join(left, right):
            yield from files_of(left)
            yield from files_of(right)
        case Union(parts):
            for part in parts:
                yield from files_of(part)
        case Filter(source) | Project(source) | Group(source) | Sort(source):
            yield from files_of(source)
