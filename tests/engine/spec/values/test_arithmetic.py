"""Arithmetic: whole numbers and decimals, exact to the digit; nothing is rounded."""

from __future__ import annotations

from engine.drawn import frame, yields
from soyte.engine import Cast, Column, Engine, Negative, Times, minus, plus, types

MONEY = frame("""
    budget dec2 | spent dec2
    10.10       | 3.30
    -0.01       | 0.01
    5.00        | -
""")


def test_decimals_add_up_exactly_and_null_makes_the_result_null(engine: Engine) -> None:
    yields(
        engine,
        MONEY.select(both=plus("budget", "spent"), left=minus("budget", "spent")),
        "both dec2 | left dec2 \n 13.40 | 6.80 \n 0.00 | -0.02 \n - | -",
    )


def test_the_sum_of_two_scales_has_the_finer_one_and_a_whole_number_has_scale_zero(engine: Engine) -> None:
    mixed = frame("a dec1 | b dec3 | n int \n 1.5 | 0.125 | 2")
    yields(
        engine,
        mixed.select(ab=plus("a", "b"), an=plus("a", "n"), nn=plus("n", "n")),
        "ab dec3 | an dec1 | nn int \n 1.625 | 3.5 | 4",
    )


def test_the_last_of_ten_digits_behind_the_point_is_kept(engine: Engine) -> None:
    tiny = frame("v dec10 \n 0.0000000001")
    asked = tiny.select(plus=plus("v", "v"), times=Times(Column("v"), 3), minus=Negative(Column("v")))
    yields(engine, asked, "plus dec10 | times dec10 | minus dec10 \n 0.0000000002 | 0.0000000003 | -0.0000000001")


def test_the_thirtieth_digit_behind_the_point_is_kept(engine: Engine) -> None:
    tiny = frame("v dec30 \n 0.000000000000000000000000000001")
    asked = tiny.select(plus=plus("v", "v"))
    yields(engine, asked, "plus dec30 \n 0.000000000000000000000000000002")


def test_large_money_is_exact_where_a_double_is_not(engine: Engine) -> None:
    large = frame("v dec2 \n 90071992547409930.01")
    yields(engine, large.select(v=plus("v", "v")), "v dec2 \n 180143985094819860.02")


def test_a_product_has_a_whole_factor_and_keeps_the_scale(engine: Engine) -> None:
    asked = MONEY.select(v=Times(Column("spent"), -3), w=Times(Column("budget"), 0))
    yields(engine, asked, "v dec2 | w dec2 \n -9.90 | 0.00 \n -0.03 | 0.00 \n - | 0.00")


def test_a_narrow_decimal_widens_when_it_is_reckoned_with(engine: Engine) -> None:
    narrow = frame("v dec2.4 \n 99.99")
    yields(engine, narrow.select(v=Times(Column("v"), 1000)), "v dec2 \n 99990.00")
    yields(engine, narrow.select(v=Negative(Column("v"))), "v dec2 \n -99.99")


def test_a_cast_makes_a_whole_number_a_decimal_or_adds_digits(engine: Engine) -> None:
    mixed = frame("n int | d dec1 \n 7 | -1.5 \n - | -")
    asked = mixed.select(n=Cast(Column("n"), types.decimal(2)), d=Cast(Column("d"), types.decimal(3, 9)))
    yields(engine, asked, "n dec2 | d dec3.9 \n 7.00 | -1.500 \n - | -")


def test_numbers_at_the_edge_of_64_bits_are_kept(engine: Engine) -> None:
    edge = frame("v int \n 9223372036854775806 \n -9223372036854775807")
    yields(engine, edge.select(v=Negative(Column("v"))), "v int \n -9223372036854775806 \n 9223372036854775807")
