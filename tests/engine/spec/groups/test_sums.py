"""Sums: of what is known; the sum of nothing is not zero."""

from __future__ import annotations

from engine.drawn import frame, yields
from soyte.engine import Column, Count, CountReported, Engine, Literal, Max, Min, Sum, When, equals

COSTS = frame("""
    unit | cost dec2 | beds int | at day
    a    | 0.10      | 3        | 2025-01-02
    a    | 0.20      | -        | 2024-12-31
    b    | -         | -        | -
    b    | -         | -        | -
    c    | 0.00      | 0        | 2025-01-01
    c    | -5.00     | -2       | -
""")


def test_the_sum_of_nothing_known_is_null_and_the_count_beside_it_says_why(engine: Engine) -> None:
    asked = COSTS.group("unit", cost=Sum(Column("cost")), reported=CountReported(Column("cost")), rows=Count())
    yields(
        engine,
        asked,
        """
        unit | cost dec2 | reported int | rows int
        a    | 0.30      | 2            | 2
        b    | -         | 0            | 2
        c    | -5.00     | 2            | 2
        """,
    )


def test_a_sum_of_zeros_is_zero(engine: Engine) -> None:
    asked = COSTS.filter(equals("cost", 0)).group(beds=Sum(Column("beds")))
    yields(engine, asked, "beds int \n 0")


def test_a_group_of_no_rows_without_keys_is_one_row(engine: Engine) -> None:
    nothing = COSTS.filter(equals("unit", "none"))
    asked = nothing.group(beds=Sum(Column("beds")), rows=Count(), least=Min(Column("beds")), last=Max(Column("at")))
    yields(engine, asked, "beds int | rows int | least int | last day \n - | 0 | - | -")


def test_a_group_of_no_rows_with_keys_is_no_row(engine: Engine) -> None:
    nothing = COSTS.filter(equals("unit", "none"))
    yields(engine, nothing.group("unit", beds=Sum(Column("beds"))), "unit | beds int")


def test_a_sum_of_decimals_is_as_wide_as_decimals_get_and_keeps_their_scale(engine: Engine) -> None:
    narrow = frame("v dec2.4 \n 99.99 \n 99.99 \n -0.01")
    yields(engine, narrow.group(v=Sum(Column("v"))), "v dec2 \n 199.97")
    fine = frame("v dec10 \n 0.0000000001 \n 12345678901234567890.0000000001")
    yields(engine, fine.group(v=Sum(Column("v"))), "v dec10 \n 12345678901234567890.0000000002")


def test_a_sum_may_take_the_name_of_what_it_sums(engine: Engine) -> None:
    asked = COSTS.group("unit", beds=Sum(Column("beds")), reported=CountReported(Column("beds")))
    yields(engine, asked, "unit | beds int | reported int \n a | 3 | 1 \n b | - | 0 \n c | -2 | 2")


def test_what_meets_a_condition_is_summed_or_counted_through_when(engine: Engine) -> None:
    dear = When(equals("unit", "a"), Column("cost"), Literal(None))
    asked = COSTS.group(dear=Sum(dear), rows=Sum(When(equals("unit", "b"), Literal(1), Literal(0))))
    yields(engine, asked, "dear dec2 | rows int \n 0.30 | 2")


def test_a_constant_is_summed_once_for_each_row(engine: Engine) -> None:
    asked = COSTS.group("unit", rows=Sum(Literal(1)), seen=CountReported(Literal("x")))
    yields(engine, asked, "unit | rows int | seen int \n a | 2 | 2 \n b | 2 | 2 \n c | 2 | 2")


def test_the_least_and_the_greatest_are_of_what_is_known_and_texts_go_by_code_point(engine: Engine) -> None:
    words = frame(
        "k | w | at moment \n a | zeta | 2025-01-01T00:00 \n a | Ánh | 2024-01-01T00:00 \n a | - | - \n b | - | -"
    )
    asked = words.group("k", first=Min(Column("w")), last=Max(Column("w")), at=Max(Column("at")))
    yields(engine, asked, "k | first | last | at moment \n a | zeta | Ánh | 2025-01-01T00:00 \n b | - | - | -")
