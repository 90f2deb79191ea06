"""Sorting: ascending, null last, text by code point, ties by the other columns, so that a limit means the same everywhere."""

from __future__ import annotations

import pytest

from engine.drawn import frame, yields
from soyte.engine import Count, Engine, EngineError

WORDS = frame("""
    w    | n int
    b    | 2
    -    | 0
    Đà   | 1
    a    | 3
    a    | 1
    B    | -
    ''   | 9
    a    | -
""")


def test_texts_are_ordered_by_code_point_and_null_comes_last(engine: Engine) -> None:
    yields(
        engine,
        WORDS.sort("w"),
        "w | n int \n '' | 9 \n B | - \n a | 1 \n a | 3 \n a | - \n b | 2 \n Đà | 1 \n - | 0",
        ordered=True,
    )


def test_a_limit_takes_the_first_rows_and_ties_are_settled_by_the_other_columns(engine: Engine) -> None:
    yields(engine, WORDS.sort("w", limit=3), "w | n int \n '' | 9 \n B | - \n a | 1", ordered=True)
    yields(engine, WORDS.sort("n", limit=2), "w | n int \n - | 0 \n a | 1", ordered=True)


def test_without_columns_the_order_is_that_of_all_columns(engine: Engine) -> None:
    yields(engine, WORDS.sort(limit=1), "w | n int \n '' | 9", ordered=True)


def test_a_limit_of_nothing_and_a_limit_beyond_the_end(engine: Engine) -> None:
    yields(engine, WORDS.sort("w", limit=0), "w | n int")
    yields(engine, WORDS.sort("w", limit=99).group(rows=Count()), "rows int \n 8")


def test_numbers_are_ordered_as_numbers_and_nan_is_the_greatest(engine: Engine) -> None:
    mixed = frame(
        "f float | d dec2 | b bool \n nan | -1.00 | true \n -2.5 | 10.00 | false \n - | 9.50 | - \n inf | - | true"
    )
    yields(engine, mixed.sort("f").select("f"), "f float \n -2.5 \n inf \n nan \n -", ordered=True)
    yields(engine, mixed.sort("d").select("d"), "d dec2 \n -1.00 \n 9.50 \n 10.00 \n -", ordered=True)
    yields(
        engine,
        mixed.sort("b", "d").select("b", "d"),
        "b bool | d dec2 \n false | 10.00 \n true | -1.00 \n true | - \n - | 9.50",
        ordered=True,
    )


def test_an_unknown_column_or_a_negative_limit_is_refused() -> None:
    with pytest.raises(EngineError, match="no column 'x'"):
        WORDS.sort("x")
    with pytest.raises(EngineError, match="no -1 rows"):
        WORDS.sort("w", limit=-1)
