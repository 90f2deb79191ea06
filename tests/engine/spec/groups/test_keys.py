"""Group keys: null is a group of its own, and keys keep their types."""

from __future__ import annotations

import pytest

from engine.drawn import frame, yields
from soyte.engine import Column, Count, CountDistinct, Engine, EngineError, Ratio, Sum

ROWS = frame("""
    ward | sex | n int
    01   | -   | 1
    -    | f   | 2
    -    | -   | 3
    -    | f   | 4
    1    | m   | 5
""")


def test_null_is_a_group_of_its_own(engine: Engine) -> None:
    yields(engine, ROWS.group("ward", n=Sum(Column("n"))), "ward | n int \n 01 | 1 \n - | 9 \n 1 | 5")


def test_null_in_one_of_two_keys_is_too(engine: Engine) -> None:
    asked = ROWS.group("ward", "sex", n=Sum(Column("n")))
    yields(engine, asked, "ward | sex | n int \n 01 | - | 1 \n - | f | 6 \n - | - | 3 \n 1 | m | 5")


def test_the_codes_01_and_1_are_different_texts(engine: Engine) -> None:
    yields(engine, ROWS.reported("ward").distinct("ward"), "ward \n 01 \n 1")


def test_days_decimals_conditions_and_moments_are_keys(engine: Engine) -> None:
    keys = frame("""
        d day      | v dec2 | b bool | m moment
        2025-01-01 | 1.00   | true   | 2025-01-01T00:00
        2025-01-01 | 1.00   | true   | 2025-01-01T00:00
        -          | -      | -      | -
    """)
    yields(
        engine,
        keys.group("d", "v", "b", "m", n=Count()),
        """
        d day      | v dec2 | b bool | m moment         | n int
        2025-01-01 | 1.00   | true   | 2025-01-01T00:00 | 2
        -          | -      | -      | -                | 1
        """,
    )


def test_a_double_is_no_key() -> None:
    rates = ROWS.with_columns(rate=Ratio(Column("n"), Column("n")))
    with pytest.raises(EngineError, match="rate: double is no key"):
        rates.group("rate", n=Count())
    with pytest.raises(EngineError, match="is no key"):
        rates.group(n=CountDistinct(Column("rate")))
    with pytest.raises(EngineError, match="is no key"):
        rates.join(rates.select("rate"), ["rate"])


def test_a_rollup_is_the_sum_of_the_finest_sums(engine: Engine) -> None:
    finest = ROWS.group("ward", "sex", n=Sum(Column("n")))
    yields(engine, finest.group("ward", n=Sum(Column("n"))), "ward | n int \n 01 | 1 \n - | 9 \n 1 | 5")
