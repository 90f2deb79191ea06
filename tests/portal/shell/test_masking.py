"""What is left to see of a masked field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.portal.shell.masking import masked


@pytest.mark.parametrize(
    ("value", "kind", "seen"),
    [
        ("0912345678", "number", "•••••••678"),
        ("12345", "number", "•••••"),
        ("Nguyễn Văn An", "name", "N••• V••• A•••"),
        ("an.nv@soyte.example", "email", "a••••@soyte.example"),
        ("không phải thư", "email", "••••••••"),
        ("số 3 phố Hoa", "text", "••••••••"),
        ("", "number", ""),
    ],
)
def test_a_masked_field_shows_enough_to_tell_two_apart_and_no_more(value: str, kind: str, seen: str) -> None:
    assert masked(value, kind) == seen


@given(st.text(min_size=1), st.sampled_from(["text", "unknown"]))
def test_text_and_whatever_is_not_known_show_nothing(value: str, kind: str) -> None:
    assert masked(value, kind) == "••••••••"


@given(st.from_regex(r"[0-9]{1,20}", fullmatch=True))
def test_of_a_number_never_more_than_three_digits_are_seen(value: str) -> None:
    assert sum(letter.isdigit() for letter in masked(value, "number")) <= 3
