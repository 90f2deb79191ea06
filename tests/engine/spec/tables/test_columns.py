"""Columns: chosen, renamed, replaced; their names are words, and capitals do not tell them apart."""

from __future__ import annotations

import pytest

from engine.drawn import frame, yields
from soyte.engine import Column, Engine, EngineError, Literal, Max, plus

ROWS = frame("a int | b int \n 1 | 2 \n 3 | -")


def test_columns_may_swap_their_names(engine: Engine) -> None:
    yields(engine, ROWS.select(a=Column("b"), b=Column("a")), "a int | b int \n 2 | 1 \n - | 3")
    yields(engine, ROWS.rename({"a": "b", "b": "a"}), "b int | a int \n 1 | 2 \n 3 | -")


def test_a_column_replaced_keeps_its_place_and_sees_the_old_values(engine: Engine) -> None:
    asked = ROWS.with_columns(a=plus("a", "b"), c=Column("a"))
    yields(engine, asked, "a int | b int | c int \n 3 | 2 | 1 \n - | - | 3")


def test_a_name_may_change_its_capitals(engine: Engine) -> None:
    yields(engine, ROWS.rename({"a": "A"}).select("A"), "A int \n 1 \n 3")
    yields(engine, ROWS.select(B=Column("a"), A=Column("b")), "B int | A int \n 1 | 2 \n 3 | -")


def test_words_of_sql_and_of_python_and_vietnamese_words_are_names(engine: Engine) -> None:
    asked = ROWS.rename({"a": "select"}).select(order=Column("select"), self=Column("b"), số_ca=Literal(1))
    yields(engine, asked, "order int | self int | số_ca int \n 1 | 2 | 1 \n 3 | - | 1")
    yields(engine, asked.group("order", self=Max(Column("self"))), "order int | self int \n 1 | 2 \n 3 | -")


@pytest.mark.parametrize("name", ["a.b", "a b", "", 'a"b', "a`b", "a-b", "a;b", "a\nb", "e\u0301"])
def test_a_name_with_other_signs_is_refused(name: str) -> None:
    with pytest.raises(EngineError, match="made of letters, digits and _"):
        ROWS.rename({"a": name})


def test_two_columns_of_one_name_are_refused_whatever_their_capitals() -> None:
    with pytest.raises(EngineError, match="two columns called b"):
        ROWS.rename({"a": "b"})
    with pytest.raises(EngineError, match="two columns called B"):
        ROWS.with_columns(B=Literal(1))
    with pytest.raises(EngineError, match="two columns called a"):
        ROWS.select("a", "a")


def test_a_column_that_is_not_there_is_refused() -> None:
    for name in ("x", "A"):
        with pytest.raises(EngineError, match="no column"):
            ROWS.select(name)
        with pytest.raises(EngineError, match="no column"):
            ROWS.rename({name: "y"})
        with pytest.raises(EngineError, match="no column"):
            ROWS.group(name)
        with pytest.raises(EngineError, match="no column"):
            ROWS.reported(name)


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(EngineError, match="no columns"):
        ROWS.select()
    with pytest.raises(EngineError, match="no columns"):
        ROWS.group()
