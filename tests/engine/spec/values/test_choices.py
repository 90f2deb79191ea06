"""Choosing values: the first that is known, one of two by a condition; constants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from engine.drawn import frame, yields
from soyte.engine import Coalesce, Column, Engine, Literal, When, equals, plus, types

ROWS = frame("k | a int | b dec1 \n x | 1 | 2.5 \n y | - | 2.5 \n z | - | -")


def test_coalesce_takes_the_first_known_value_in_the_type_that_fits_all(engine: Engine) -> None:
    asked = ROWS.select("k", v=Coalesce((Column("a"), Column("b"), Literal(0))))
    yields(engine, asked, "k | v dec1 \n x | 1.0 \n y | 2.5 \n z | 0.0")


def test_coalesce_of_one_part_is_that_part_and_a_null_among_the_parts_is_passed_over(engine: Engine) -> None:
    yields(engine, ROWS.select(v=Coalesce((Column("a"),))), "v int \n 1 \n - \n -")
    yields(engine, ROWS.select(v=Coalesce((Literal(None), Column("a")))), "v int \n 1 \n - \n -")


def test_unknown_counts_as_otherwise(engine: Engine) -> None:
    asked = ROWS.select("k", v=When(equals("a", 1), Literal("one"), Literal("other")))
    yields(engine, asked, "k | v \n x | one \n y | other \n z | other")


def test_a_branch_may_be_null(engine: Engine) -> None:
    asked = ROWS.select("k", v=When(equals("k", "y"), Literal(None), Column("a")))
    yields(engine, asked, "k | v int \n x | 1 \n y | - \n z | -")


def test_a_constant_stands_in_every_row_also_alone(engine: Engine) -> None:
    yields(engine, ROWS.select(v=Literal(5)), "v int \n 5 \n 5 \n 5")
    yields(engine, ROWS.filter(equals("k", "none")).select(v=Literal(5)), "v int")


def test_a_constant_has_the_type_and_scale_in_which_it_is_written(engine: Engine) -> None:
    asked = ROWS.filter(equals("k", "x")).select(
        n=Literal(2**40),
        d=Literal(Decimal("1.50")),
        w=Literal(7, types.decimal(2)),
        t=Literal("Sở Y tế"),
        o=Literal(True),
        y=Literal(date(2024, 2, 29)),
        m=Literal(datetime(1960, 1, 1, 0, 0, 0, 5, tzinfo=UTC)),
        f=Literal(0.5),
        none=Literal(None, types.MOMENT),
    )
    yields(
        engine,
        asked,
        """
        n int         | d dec2 | w dec2 | t       | o bool | y day      | m moment                   | f float | none moment
        1099511627776 | 1.50   | 7.00   | Sở Y tế | true   | 2024-02-29 | 1960-01-01T00:00:00.000005 | 0.5     | -
        """,
    )


def test_a_constant_has_64_bits_when_it_is_reckoned_with(engine: Engine) -> None:
    asked = ROWS.filter(equals("k", "x")).with_columns(c=Literal(2_000_000_000)).select(v=plus("c", "c"))
    yields(engine, asked, "v int \n 4000000000")


def test_moments_can_be_chosen_between(engine: Engine) -> None:
    taken = frame("at moment | seen moment \n - | 2025-01-01T00:00 \n 2024-12-31T23:59:59.999999 | -")
    yields(
        engine,
        taken.select(at=Coalesce((Column("at"), Column("seen")))),
        "at moment \n 2025-01-01T00:00 \n 2024-12-31T23:59:59.999999",
    )
