"""Numbers as they are printed: two places, and what is small is no zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from soyte.measures.wording import number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("444.094566", "444,09"),
        ("40.625", "40,63"),
        ("-1234.5", "-1.234,5"),
        ("600.000000", "600"),
        ("1E+2", "100"),
        ("0.0279", "0,03"),
        ("0.00179", "0,0018"),
        ("-0.0000271", "-0,000027"),
        ("0.000", "0"),
        ("9.995", "10"),
    ],
)
def test_a_number_has_two_places_at_most_but_is_never_rounded_to_nothing(value: str, words: str) -> None:
    assert number(Decimal(value)) == words
