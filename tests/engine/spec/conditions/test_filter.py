"""Filtering: a condition is true, false or unknown, and a filter keeps the rows for which it is true."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from engine.drawn import frame, yields
from soyte.engine import All, Any, Column, Compare, Engine, IsIn, IsNull, Literal, Not, between, equals, types

CASES = frame("""
    unit | cases int | flu bool
    a    | 3         | true
    b    | 0         | false
    c    | -         | -
""")


def test_a_filter_keeps_the_rows_for_which_the_condition_is_true(engine: Engine) -> None:
    few = Compare(Column("cases"), "<", Literal(3))
    yields(engine, CASES.filter(few), "unit | cases int | flu bool \n b | 0 | false")


def test_null_equals_nothing_not_even_itself(engine: Engine) -> None:
    same = Compare(Column("cases"), "==", Column("cases"))
    yields(engine, CASES.filter(same).select("unit"), "unit \n a \n b")


def test_null_differs_from_nothing_either(engine: Engine) -> None:
    other = Compare(Column("cases"), "!=", Literal(3))
    yields(engine, CASES.filter(other).select("unit"), "unit \n b")


def test_nothing_equals_a_null_constant(engine: Engine) -> None:
    asked = CASES.filter(Compare(Column("cases"), "==", Literal(None))).select("unit")
    yields(engine, asked, "unit")


def test_not_of_unknown_is_unknown_so_the_row_is_in_neither_half(engine: Engine) -> None:
    three = equals("cases", 3)
    yields(engine, CASES.filter(three).select("unit"), "unit \n a")
    yields(engine, CASES.filter(Not(three)).select("unit"), "unit \n b")


def test_whether_a_value_is_null_is_always_known(engine: Engine) -> None:
    asked = CASES.select("unit", missing=IsNull(Column("cases")), there=Not(IsNull(Column("cases"))))
    yields(
        engine,
        asked,
        """
        unit | missing bool | there bool
        a    | false        | true
        b    | false        | true
        c    | true         | false
        """,
    )
    yields(engine, CASES.reported("cases").select("unit"), "unit \n a \n b")


def test_all_is_false_as_soon_as_one_part_is_and_any_is_true_as_soon_as_one_part_is(engine: Engine) -> None:
    pairs = frame("""
        left bool | right bool
        true      | true
        true      | false
        true      | -
        false     | false
        false     | -
        -         | -
    """)
    both = (Column("left"), Column("right"))
    yields(
        engine,
        pairs.with_columns(every=All(both), some=Any(both), no=Not(Column("right"))),
        """
        left bool | right bool | every bool | some bool | no bool
        true      | true       | true       | true      | false
        true      | false      | false      | true      | true
        true      | -          | -          | true      | -
        false     | false      | false      | false     | true
        false     | -          | false      | -         | -
        -         | -          | -          | -         | -
        """,
    )


def test_all_of_no_parts_is_true_and_any_of_no_parts_is_false(engine: Engine) -> None:
    yields(engine, CASES.filter(All(())).select("unit"), "unit \n a \n b \n c")
    yields(engine, CASES.filter(Any(())).select("unit"), "unit")
    yields(engine, CASES.select("unit", yes=All(())).filter(equals("unit", "a")), "unit | yes bool \n a | true")


def test_being_one_of_some_values_is_unknown_for_null(engine: Engine) -> None:
    asked = CASES.select("unit", listed=IsIn(Column("cases"), (0, 7)), other=Not(IsIn(Column("cases"), (0, 7))))
    yields(
        engine,
        asked,
        """
        unit | listed bool | other bool
        a    | false       | true
        b    | true        | false
        c    | -           | -
        """,
    )


def test_nothing_is_one_of_no_values_but_of_null_that_is_unknown(engine: Engine) -> None:
    yields(
        engine,
        CASES.select("unit", listed=IsIn(Column("cases"), ())),
        "unit | listed bool \n a | false \n b | false \n c | -",
    )


def test_values_of_other_widths_are_compared_exactly(engine: Engine) -> None:
    paid = frame("paid dec2 | cases int \n 1.50 | 1 \n 2.00 | 2 \n -0.01 | 0")
    yields(engine, paid.filter(Compare(Column("paid"), "==", Column("cases"))), "paid dec2 | cases int \n 2.00 | 2")
    yields(
        engine,
        paid.filter(IsIn(Column("paid"), (2, Decimal("1.500"), Decimal("-0.014")))).select("paid"),
        "paid dec2 \n 1.50 \n 2.00",
    )


def test_between_includes_both_ends(engine: Engine) -> None:
    days = frame("day day \n 2025-01-01 \n 2025-01-31 \n 2025-02-01 \n -")
    yields(
        engine, days.filter(between("day", date(2025, 1, 1), date(2025, 1, 31))), "day day \n 2025-01-01 \n 2025-01-31"
    )


def test_texts_are_equal_if_their_code_points_are_so_fold_them_at_intake(engine: Engine) -> None:
    names = frame("name \n Huế \n Hue\u0302\u0301 \n HUẾ")
    yields(engine, names.filter(equals("name", "Huế")), "name \n Huế")
    yields(engine, names.filter(Compare(Column("name"), "!=", Literal("Huế"))), "name \n Hue\u0302\u0301 \n HUẾ")


def test_nan_equals_itself_and_is_greater_than_every_number(engine: Engine) -> None:
    odd = frame("name | rate float \n a | nan \n b | 1.5 \n c | inf \n d | -")
    more = Compare(Column("rate"), ">", Literal(2))
    yields(engine, odd.filter(more).select("name"), "name \n a \n c")
    yields(engine, odd.filter(Compare(Column("rate"), "==", Column("rate"))).select("name"), "name \n a \n b \n c")


def test_moments_are_compared_as_moments_whatever_their_time_zone(engine: Engine) -> None:
    taken = frame("at moment \n 2025-01-01T00:00 \n 2025-01-01T07:00:00.000001 \n -")
    in_hanoi = datetime(2025, 1, 1, 7, tzinfo=timezone(timedelta(hours=7)))
    yields(engine, taken.filter(equals("at", in_hanoi)), "at moment \n 2025-01-01T00:00")
    assert taken.schema.field("at").type == types.MOMENT
