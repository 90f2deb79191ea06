"""The port through which columns are filtered, joined, grouped and summed, the same on every engine.

A `Frame` describes a table and collects nothing until asked; an `Engine` carries the description out. DuckDB works in
process; Spark, an extra, across machines. What engines do differently is fixed here once (docs/decisions/0013).
"""

from soyte.engine.aggregates import Aggregate, Count, CountDistinct, CountReported, Max, Min, Sum
from soyte.engine.errors import (
    DamagedFile,
    EngineError,
    EngineFailure,
    FileError,
    MissingFile,
    OutOfRoom,
    Overflow,
    UnfitFile,
)
from soyte.engine.expressions import (
    All,
    Any,
    Cast,
    Coalesce,
    Column,
    Compare,
    Expression,
    IsIn,
    IsNull,
    Literal,
    Negative,
    Not,
    Plus,
    Ratio,
    Times,
    When,
    between,
    equals,
    minus,
    plus,
)
from soyte.engine.frame import Engine, Frame
from soyte.engine.structured import Condition, expression

__all__ = [
    "Aggregate",
    "All",
    "Any",
    "Cast",
    "Coalesce",
    "Column",
    "Compare",
    "Condition",
    "Count",
    "CountDistinct",
    "CountReported",
    "DamagedFile",
    "Engine",
    "EngineError",
    "EngineFailure",
    "Expression",
    "FileError",
    "Frame",
    "IsIn",
    "IsNull",
    "Literal",
    "Max",
    "Min",
    "MissingFile",
    "Negative",
    "Not",
    "OutOfRoom",
    "Overflow",
    "Plus",
    "Ratio",
    "Sum",
    "Times",
    "UnfitFile",
    "When",
    "between",
    "equals",
    "expression",
    "minus",
    "plus",
]
