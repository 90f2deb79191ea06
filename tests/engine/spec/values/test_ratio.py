"""The ratio: the only division, and the only place where a double is made."""

from __future__ import annotations

from engine.drawn import frame, yields
from soyte.engine import Column, CountReported, Engine, Ratio, Sum

RATES = frame("""
    place | ill int | people int
    a     | 1       | 8
    b     | 5       | 0
    c     | 0       | 3
    d     | -       | 3
    e     | 3       | -
    f     | 0       | 0
""")


def test_a_ratio_is_null_where_the_denominator_is_zero_or_either_side_is_missing(engine: Engine) -> None:
    asked = RATES.select("place", rate=Ratio(Column("ill"), Column("people")))
    yields(
        engine,
        asked,
        """
        place | rate float
        a     | 0.125
        b     | -
        c     | 0.0
        d     | -
        e     | -
        f     | -
        """,
    )


def test_whole_numbers_are_not_divided_as_whole_numbers(engine: Engine) -> None:
    asked = frame("a int | b int \n 7 | 2 \n -7 | 2").select(rate=Ratio(Column("a"), Column("b")))
    yields(engine, asked, "rate float \n 3.5 \n -3.5")


def test_a_ratio_of_decimals_is_the_nearest_double(engine: Engine) -> None:
    asked = frame("a dec2 | b dec1 \n 0.10 | 0.3 \n 1.00 | 3.0").select(rate=Ratio(Column("a"), Column("b")))
    yields(engine, asked, "rate float \n 0.33333333333333337 \n 0.3333333333333333")


def test_an_average_is_a_sum_over_the_count_of_what_was_reported(engine: Engine) -> None:
    sums = RATES.group(total=Sum(Column("ill")), reported=CountReported(Column("ill")))
    asked = sums.select("total", "reported", mean=Ratio(Column("total"), Column("reported")))
    yields(engine, asked, "total int | reported int | mean float \n 9 | 5 | 1.8")
