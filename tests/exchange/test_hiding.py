"""Small counts of people cannot be read from what is published, nor worked out from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.exchange.open_data import hidden

NAN = float("nan")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([0, 7, 12], "0 7 12"),  # nothing small
        ([3, 7, 12], "· · 12"),  # 3 alone could be worked out from the total: 7 goes with it
        ([3, 2, 12], "· · 12"),  # two small ones with 5 together
        ([1, 1, 12], "· · ·"),  # together 2: each must be one, so 12 goes with them
        ([3, 0, 12], "· 0 ·"),  # a zero tells nothing and hides nothing
        ([3, NAN, 12], "· – ·"),  # what was not reported stays so
        ([3, 4, 4, 90], "· · · 90"),
    ],
)
def test_a_small_count_takes_the_smallest_others_with_it(counts: list[float], shown: str) -> None:
    mask = hidden(np.array(counts), 5, total_shown=True)
    told = ["·" if away else "–" if np.isnan(one) else f"{one:.0f}" for one, away in zip(counts, mask, strict=True)]
    assert " ".join(told) == shown


def test_without_a_total_only_small_counts_are_hidden() -> None:
    assert hidden(np.array([3.0, 7, 12]), 5, total_shown=False).tolist() == [True, False, False]


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12), st.integers(2, 10))
def test_nobody_can_work_a_small_count_out(counts: list[int], least: int) -> None:
    cells = np.array(counts, dtype=float)
    mask = hidden(cells, least, total_shown=True)
    assert not ((cells > 0) & (cells < least) & ~mask).any()
    rest = cells[mask].sum()  # what the total less the shown cells gives away
    everything = mask.sum() == (cells > 0).sum()
    assert not mask.any() or everything or (mask.sum() >= 2 and rest >= least)
