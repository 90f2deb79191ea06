"""Descriptions: names and types are checked while a frame is described, before any engine sees it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from engine.drawn import frame
from soyte.engine import (
    All,
    Cast,
    Coalesce,
    Column,
    Compare,
    EngineError,
    Expression,
    IsIn,
    Literal,
    Max,
    Negative,
    Not,
    Ratio,
    Sum,
    Times,
    When,
    plus,
    types,
)

ROWS = frame("t | n int | d dec2 | f float | b bool | day day | at moment")


@pytest.mark.parametrize(
    "made",
    [
        Compare(Column("t"), "==", Literal(1)),
        Compare(Column("day"), "<", Column("at")),
        Compare(Column("d"), "<", Literal(0.5)),
        Compare(Literal(None), "==", Literal(None)),
        Compare(Column("b"), "==", Literal(1)),
        IsIn(Column("t"), ("a", 1)),
        IsIn(Column("t"), ("a", None)),
        Not(Column("n")),
        All((Column("b"), Column("t"))),
        plus("t", "t"),
        plus("n", "f"),
        Negative(Column("day")),
        Times(Column("f"), 2),
        Times(Column("n"), 2**63),
        Ratio(Column("f"), Column("n")),
        Coalesce((Column("n"), Column("t"))),
        Coalesce((Literal(None),)),
        When(Column("n"), Column("n"), Column("n")),
        When(Column("b"), Column("n"), Column("day")),
        Cast(Column("d"), types.decimal(1)),
        Cast(Column("d"), types.INTEGER),
        Cast(Column("n"), types.FLOAT),
        Cast(Column("n"), types.TEXT),
        Cast(Column("n"), pa.decimal128(38, -2)),
    ],
    ids=str,
)
def test_parts_that_do_not_fit_are_refused(made: Expression) -> None:
    with pytest.raises(EngineError):
        ROWS.select(x=made)


@pytest.mark.parametrize(
    "constant",
    [
        2**63,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1e38"),
        Decimal("1e-39"),
        datetime(2025, 1, 1),
        "\ud800",
        "a\0b",
        b"bytes",
        None,
    ],
    ids=repr,
)
def test_a_constant_that_engines_would_not_keep_is_refused(constant: Any) -> None:
    with pytest.raises(EngineError):
        ROWS.select(x=Literal(constant))


@pytest.mark.parametrize(
    ("constant", "kind"),
    [("x", types.INTEGER), (1, types.TEXT), (Decimal("1.23"), types.decimal(1)), (date(2025, 1, 1), types.MOMENT)],
)
def test_a_constant_that_does_not_fit_its_declared_type_is_refused(constant: Any, kind: pa.DataType) -> None:
    with pytest.raises(EngineError, match="it could lose something"):
        ROWS.select(x=Literal(constant, kind))


def test_doubles_texts_and_conditions_are_not_summed_and_conditions_have_no_greatest() -> None:
    for name in ("f", "t", "b", "day"):
        with pytest.raises(EngineError, match="no sum over"):
            ROWS.group(x=Sum(Column(name)))
    with pytest.raises(EngineError, match="no least or greatest condition"):
        ROWS.group(x=Max(Column("b")))


def test_a_filter_needs_a_condition() -> None:
    with pytest.raises(EngineError, match="not a condition"):
        ROWS.filter(Column("n"))
