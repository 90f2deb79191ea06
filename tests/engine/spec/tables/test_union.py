"""Unions: the rows of all parts, equal rows too."""

from __future__ import annotations

import pytest

from engine.drawn import frame, yields
from soyte.engine import Column, Count, Engine, EngineError, Sum

ONE = frame("k | n int \n a | 1 \n - | -")


def test_equal_rows_stay(engine: Engine) -> None:
    yields(engine, ONE.union(ONE), "k | n int \n a | 1 \n a | 1 \n - | - \n - | -")


def test_columns_are_matched_by_name(engine: Engine) -> None:
    other = frame("n int | k \n 2 | b")
    yields(engine, ONE.union(other), "k | n int \n a | 1 \n - | - \n b | 2")


def test_a_union_of_fifty_parts_is_one_table(engine: Engine) -> None:
    yields(engine, ONE.union(*[ONE] * 49).group(n=Sum(Column("n")), rows=Count()), "n int | rows int \n 50 | 100")


def test_a_union_with_nothing_is_the_same(engine: Engine) -> None:
    yields(engine, ONE.union(), "k | n int \n a | 1 \n - | -")
    yields(engine, ONE.union(frame("k | n int")), "k | n int \n a | 1 \n - | -")


def test_parts_of_other_types_or_columns_are_refused() -> None:
    for other in ("k | n dec0 \n a | 1", "k | n int | z \n a | 1 | x"):
        with pytest.raises(EngineError, match="schemas differ"):
            ONE.union(frame(other))
    with pytest.raises(EngineError, match="no column 'n'"):
        ONE.union(frame("k \n a"))
