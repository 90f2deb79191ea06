"""Joins: rows that agree in the columns of the same name; null agrees with nothing."""

from __future__ import annotations

import pytest

from engine.drawn import frame, yields
from soyte.engine import Column, Count, Engine, EngineError, Sum, equals

CASES = frame("""
    ward | month | n int
    01   | t1    | 3
    02   | t1    | 4
    02   | t2    | 5
    -    | t1    | 6
""")
WARDS = frame("""
    ward | name
    01   | Hòa Bình
    02   | Tân Lập
    03   | An Phú
    -    | không rõ
""")


def test_an_inner_join_keeps_rows_that_have_a_partner_and_null_has_none(engine: Engine) -> None:
    yields(
        engine,
        CASES.join(WARDS, ["ward"]),
        """
        ward | month | n int | name
        01   | t1    | 3     | Hòa Bình
        02   | t1    | 4     | Tân Lập
        02   | t2    | 5     | Tân Lập
        """,
    )


def test_a_left_join_keeps_every_row_of_the_left_side(engine: Engine) -> None:
    yields(
        engine,
        WARDS.join(CASES, ["ward"], "left").select("name", "n"),
        "name | n int \n Hòa Bình | 3 \n Tân Lập | 4 \n Tân Lập | 5 \n An Phú | - \n không rõ | -",
    )


def test_a_semi_join_keeps_rows_that_have_a_partner_once_and_an_anti_join_the_others_null_included(
    engine: Engine,
) -> None:
    yields(engine, WARDS.join(CASES, ["ward"], "semi"), "ward | name \n 01 | Hòa Bình \n 02 | Tân Lập")
    yields(engine, WARDS.join(CASES, ["ward"], "anti"), "ward | name \n 03 | An Phú \n - | không rõ")


def test_an_anti_join_with_nothing_keeps_everything_and_a_semi_join_nothing(engine: Engine) -> None:
    nothing = CASES.filter(equals("ward", "99"))
    yields(engine, WARDS.join(nothing, ["ward"], "anti").group(n=Count()), "n int \n 4")
    yields(engine, WARDS.join(nothing, ["ward"], "semi").group(n=Count()), "n int \n 0")


def test_rows_with_several_partners_are_repeated_so_sum_before_joining(engine: Engine) -> None:
    months = frame("month | day day \n t1 | 2025-01-01 \n t1 | 2025-01-02")
    yields(engine, CASES.join(months, ["month"]).group(n=Sum(Column("n"))), "n int \n 26")


def test_two_columns_must_both_agree(engine: Engine) -> None:
    targets = frame("ward | month | target int \n 02 | t2 | 9 \n 01 | t2 | 1 \n 02 | - | 2")
    yields(engine, CASES.join(targets, ["ward", "month"]), "ward | month | n int | target int \n 02 | t2 | 5 | 9")


def test_a_table_can_be_joined_to_itself(engine: Engine) -> None:
    totals = CASES.group("ward", total=Sum(Column("n")))
    yields(
        engine,
        CASES.join(totals, ["ward"], "left").select("ward", "n", "total"),
        "ward | n int | total int \n 01 | 3 | 3 \n 02 | 4 | 9 \n 02 | 5 | 9 \n - | 6 | -",
    )


def test_keys_are_decimals_days_or_moments_as_well(engine: Engine) -> None:
    left = frame(
        "d day | v dec2 | m moment | x \n 2025-01-01 | 1.50 | 2025-01-01T00:00 | a \n 2025-01-02 | 1.50 | - | b"
    )
    right = frame("v dec2 | d day | m moment | y \n 1.50 | 2025-01-01 | 2025-01-01T00:00 | c")
    yields(engine, left.join(right, ["d", "v", "m"]).select("x", "y"), "x | y \n a | c")


def test_a_join_is_refused_if_types_differ_names_collide_or_there_is_no_key() -> None:
    with pytest.raises(EngineError, match="ward: string does not join int64"):
        CASES.join(frame("ward int \n 1"), ["ward"])
    with pytest.raises(EngineError, match="two columns called n"):
        CASES.join(CASES, ["ward", "month"])
    with pytest.raises(EngineError, match="no column 'ward'"):
        CASES.join(frame("x \n 1"), ["ward"])
    with pytest.raises(EngineError, match="list of columns"):
        CASES.join(WARDS, [])
    with pytest.raises(EngineError, match="list of columns"):
        CASES.join(WARDS, "ward")
