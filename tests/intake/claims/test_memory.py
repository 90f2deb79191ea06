"""Memory is that of a few batches, however large the file and however much is wrong in it."""

from __future__ import annotations

import pytest

from benchmarks.claims_memory import measured


@pytest.mark.slow
def test_a_file_of_two_gigabytes_is_taken_in_with_less_than_one_and_a_half_of_memory() -> None:
    assert measured(2000, taking_in=True).megabytes < 1500
