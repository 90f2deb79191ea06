"""What a group of rows is reduced to. Averages are a `Ratio` of `Sum` and `CountReported`, made afterwards."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from soyte.engine import types
from soyte.engine.errors import EngineError
from soyte.engine.expressions import Expression
from soyte.engine.typed import type_of


@dataclass(frozen=True)
class Sum:
    """The sum of the known values; null where there is none, since no data is not 0."""

    operand: Expression


@dataclass(frozen=True)
class Count:
    """How many rows."""


@dataclass(frozen=True)
class CountReported:
    """How many rows where the operand is not null."""

    operand: Expression


@dataclass(frozen=True)
class CountDistinct:
    """How many different known values."""

    operand: Expression


@dataclass(frozen=True)
class Min:
    """The least known value; null where there is none."""

    operand: Expression


@dataclass(frozen=True)
class Max:
    """The greatest known value; null where there is none."""

    operand: Expression


Aggregate = Sum | Count | CountReported | CountDistinct | Min | Max


def type_of_aggregate(aggregate: Aggregate, schema: pa.Schema) -> pa.DataType:
    """The type of the reduced value."""
    match aggregate:
        case Count():
            return types.INTEGER
        case Sum(operand):
            return types.summed(type_of(operand, schema))
        case CountReported(operand):
            type_of(operand, schema)
            return types.INTEGER
        case CountDistinct(operand):
            types.keyed("distinct", type_of(operand, schema))
            return types.INTEGER
        case Min(operand) | Max(operand):
            kind = type_of(operand, schema)
            if kind == types.BOOLEAN:
                raise EngineError("no least or greatest condition")
            return kind
