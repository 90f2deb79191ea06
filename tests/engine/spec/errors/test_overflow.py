"""Overflow: what a type cannot hold is an error on every engine, never a wrong number."""

from __future__ import annotations

import pytest

from engine.drawn import frame
from soyte.engine import Cast, Column, Engine, Frame, Negative, Overflow, Sum, Times, plus, types

LONGEST = frame("v int \n 9223372036854775807 \n 9223372036854775807")
SHORTEST = frame("v int \n -9223372036854775808")
NINES = frame(f"v dec0 \n {'9' * 38} \n {'9' * 38}")
V = Column("v")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(LONGEST.group(v=Sum(V)), id="a sum of whole numbers"),
        pytest.param(LONGEST.select(v=plus("v", "v")), id="whole numbers added"),
        pytest.param(LONGEST.select(v=Times(V, 2)), id="a whole number multiplied"),
        pytest.param(SHORTEST.select(v=Negative(V)), id="the least whole number negated"),
        pytest.param(NINES.group(v=Sum(V)), id="a sum of decimals"),
        pytest.param(NINES.select(v=plus("v", "v")), id="decimals added"),
        pytest.param(NINES.select(v=Times(V, -2)), id="a decimal multiplied"),
        pytest.param(NINES.select(v=Cast(V, types.decimal(2))), id="a decimal given more digits"),
        pytest.param(LONGEST.select(v=Cast(V, types.decimal(1, 5))), id="a whole number in a narrow decimal"),
        pytest.param(frame("v dec0 \n 1000").select(v=Cast(V, types.decimal(1, 4))), id="a narrower decimal"),
        pytest.param(
            frame(f"v dec0 \n {'9' * 37}0 \n {'2' * 38}").group(v=Sum(V)), id="between 38 digits and 128 bits"
        ),
    ],
)
def test_what_a_type_cannot_hold_is_an_error(engine: Engine, asked: Frame) -> None:
    with pytest.raises(Overflow):
        engine.collect(asked.steps)
    with pytest.raises(Overflow):
        list(engine.batches(asked.steps))
