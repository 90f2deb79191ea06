"""The year's total from its first months: right where nothing varies, honest in its interval, silent where too little is known."""

from __future__ import annotations

import random
from math import exp, pi, sin

import pytest

from soyte.measures.care.forecast import LEVEL, Month, forecast

SEASON = [exp(0.3 * sin(2 * pi * month / 12)) for month in range(12)]


def years(count: int, growth: float = 1.1, noise: float = 0, rng: random.Random | None = None) -> dict[Month, float]:
    """Whole years up to 2026 with a season, growth from year to year, and independent errors of each month."""
    drawn = rng or random.Random(1)
    return {
        (2027 - count + year, month + 1): 1e9 * SEASON[month] * growth**year * exp(drawn.gauss(0, noise))
        for year in range(count)
        for month in range(12)
    }


def known(every: dict[Month, float], months: int) -> dict[Month, float]:
    return {(year, month): value for (year, month), value in every.items() if year < 2026 or month <= months}


@pytest.mark.parametrize("months", [3, 7, 11])
def test_without_noise_the_forecast_is_the_year(months: int) -> None:
    every = years(3)
    found = forecast(known(every, months), 2026)
    assert found.expected == pytest.approx(sum(every[2026, month] for month in range(1, 13)), rel=1e-9)
    assert found.low == pytest.approx(found.high, rel=1e-6)


@pytest.mark.parametrize("noise", [0.03, 0.1])
def test_nine_of_ten_intervals_hold_the_year(noise: float) -> None:
    rng = random.Random(7)
    hits = 0
    for turn in range(300):
        every = years(2 + turn % 3, growth=rng.uniform(0.9, 1.2), noise=noise, rng=rng)
        found = forecast(known(every, 3 + turn % 9), 2026)
        assert found.low is not None and found.high is not None and found.expected is not None
        assert found.known < found.low < found.expected < found.high
        hits += found.low <= sum(every[2026, month] for month in range(1, 13)) <= found.high
    assert abs(hits / 300 - LEVEL) < 0.05


def test_the_interval_narrows_as_the_year_goes_on() -> None:
    every = years(4, noise=0.05)
    widths = [
        (found.high or 0) - (found.low or 0) for found in (forecast(known(every, n), 2026) for n in (3, 6, 9, 11))
    ]
    assert widths == sorted(widths, reverse=True)
    whole = forecast(every, 2026)
    assert whole.low == whole.expected == whole.high == whole.known


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        (known(years(2), 2), "mới có 2 tháng của năm 2026"),
        (known(years(1), 6), "chưa có trọn 12 tháng của năm 2025"),
        ({**known(years(2), 6), (2026, 8): 1.0}, "thiếu số liệu tháng 7/2026"),
        ({**known(years(2), 6), (2025, 4): 0.0}, "có tháng chi bằng 0 hoặc âm"),
        ({**known(years(3), 6), (2025, 4): None}, "chưa có trọn 12 tháng của năm 2025"),
    ],
)
def test_it_abstains_where_too_little_is_known_and_says_why(history: dict[Month, float | None], reason: str) -> None:
    found = forecast({month: value for month, value in history.items() if value is not None}, 2026)
    assert (found.expected, found.low) == (None, None)
    assert found.reason.startswith(reason)
