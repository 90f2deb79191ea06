"""Counts: of rows, of what was reported, of different values; never null."""

from __future__ import annotations

from engine.drawn import frame, yields
from soyte.engine import Column, Count, CountDistinct, CountReported, Engine, Literal, equals

VISITS = frame("""
    unit | patient | cost dec1
    a    | p1      | 1.5
    a    | p1      | 1.50
    a    | -       | -
    b    | p2      | 2.0
    c    | -       | -
""")


def test_null_is_no_value_among_the_different_ones(engine: Engine) -> None:
    asked = VISITS.group(
        "unit", rows=Count(), known=CountReported(Column("patient")), people=CountDistinct(Column("patient"))
    )
    yields(
        engine,
        asked,
        """
        unit | rows int | known int | people int
        a    | 3        | 2         | 1
        b    | 1        | 1         | 1
        c    | 1        | 0         | 0
        """,
    )


def test_of_nothing_there_are_zero_rows_and_zero_different_values(engine: Engine) -> None:
    nothing = VISITS.filter(equals("unit", "none"))
    asked = nothing.group(rows=Count(), known=CountReported(Column("patient")), people=CountDistinct(Column("patient")))
    yields(engine, asked, "rows int | known int | people int \n 0 | 0 | 0")


def test_composed_and_decomposed_letters_are_different_values_so_normalise_at_intake(engine: Engine) -> None:
    names = frame("name \n Huế \n Hue\u0302\u0301 \n huế \n Huế")
    yields(engine, names.group(names=CountDistinct(Column("name"))), "names int \n 3")


def test_distinct_keeps_each_combination_once_null_included(engine: Engine) -> None:
    yields(engine, VISITS.distinct("unit", "patient"), "unit | patient \n a | p1 \n a | - \n b | p2 \n c | -")


def test_an_empty_text_is_a_value_and_null_is_none(engine: Engine) -> None:
    texts = frame("t \n '' \n - \n x")
    asked = texts.group(rows=Count(), known=CountReported(Column("t")), different=CountDistinct(Column("t")))
    yields(engine, asked, "rows int | known int | different int \n 3 | 2 | 2")


def test_a_constant_is_one_different_value_where_there_are_rows(engine: Engine) -> None:
    yields(engine, VISITS.group(n=CountDistinct(Literal("x"))), "n int \n 1")
    yields(engine, VISITS.filter(equals("unit", "none")).group(n=CountDistinct(Literal("x"))), "n int \n 0")
