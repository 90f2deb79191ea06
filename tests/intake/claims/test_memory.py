"""Memory is that of a batch, however large the file. `python -m benchmarks.claims_memory` measures two gigabytes taken in."""

from __future__ import annotations

import pytest

from benchmarks.claims_memory import measured


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file() -> None:
    small, large = (measured(megabytes, taking_in=True).megabytes for megabytes in (200, 500))
    assert large < 1400
    assert (large - small) / 300 < 0.7  # and levels off: a gigabyte needs 1.2
