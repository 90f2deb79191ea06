"""Conditions as a catalogue file writes them: a field and what is asked of it, or all, any, not of other conditions."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from engine.drawn import frame, yields
from soyte.engine import Condition, Engine, EngineError, expression

VISITS = frame("""
    id | disease | age int | seen day   | paid bool
    1  | dengue  | 4       | 2025-01-10 | true
    2  | dengue  | 15      | 2025-02-01 | false
    3  | measles | 7       | 2025-02-15 | -
    4  | -       | -       | -          | true
""")


def kept(written: str) -> Any:
    """The rows that a condition keeps."""
    return VISITS.filter(expression(Condition.model_validate(yaml.safe_load(written)))).select("id")


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("{field: disease, is: dengue}", "1 2"),
        ("{field: paid, is: true}", "1 4"),
        ("{field: paid, is: false}", "2"),
        ("{field: seen, is: 2025-02-01}", "2"),
        ("{field: age, from: 5, to: 14}", "3"),
        ("{field: age, from: 7}", "2 3"),
        ("{field: seen, to: 2025-02-01}", "1 2"),
        ("{field: disease, in: [measles, rabies]}", "3"),
        ("{field: age, in: [4, 15]}", "1 2"),
        ("{field: disease, reported: true}", "1 2 3"),
        ("{field: disease, reported: false}", "4"),
        ("{not: {field: disease, is: dengue}}", "3"),
        ("{any: [{field: disease, is: measles}, {field: age, to: 5}]}", "1 3"),
        ("{all: [{field: disease, is: dengue}, {not: {field: paid, is: true}}]}", "2"),
    ],
)
def test_a_condition_keeps_the_rows_for_which_it_is_true(engine: Engine, written: str, ids: str) -> None:
    yields(engine, kept(written), "id \n" + "\n".join(ids.split()))


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "{field: age}",
        "{is: 3}",
        "{field: age, is: 3, in: [3]}",
        "{field: age, from: 3, reported: true}",
        "{field: age, all: []}",
        "{all: [], any: []}",
        "{field: age, is: 3, unit: years}",
        "{field: age, in: []}",
        "{all: []}",
        "{any: []}",
        "{field: age, from: 14, to: 5}",
        "{field: age, from: 5, to: x}",
    ],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(yaml.safe_load(written))


def test_a_condition_knows_the_fields_that_it_looks_at() -> None:
    written = "{all: [{field: disease, is: dengue}, {any: [{field: age, to: 5}, {not: {field: paid, is: true}}]}]}"
    assert Condition.model_validate(yaml.safe_load(written)).fields == {"disease", "age", "paid"}


@pytest.mark.parametrize("written", ["{field: age, is: four}", "{field: seen, from: 5}", "{field: ward, is: x}"])
def test_a_condition_that_does_not_fit_the_columns_is_refused(written: str) -> None:
    with pytest.raises(EngineError):
        kept(written)
