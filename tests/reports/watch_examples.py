"""Invented watched series, for tests of the charts of surveillance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from soyte.periods import week
from soyte.places import units
from soyte.reports.charts import Chart
from soyte.reports.charts.points import Point, Spot
from soyte.reports.charts.surveillance import (
    Channel,
    Delays,
    Found,
    Watch,
    back_test_multiples,
    delay_triangle,
    endemic_channel,
    epidemic_curve,
    heat_map,
    signal_map,
)
from soyte.surveillance.detectors.nowcast import nowcast, triangle

TODAY = date(2026, 8, 1)
WEEKS = tuple(week(2025, number) for number in range(1, 35))


def watch(disease: str = "Sởi", place: str = "phường Ánh Sao", *, outbreak: bool = True, seed: int = 1) -> Watch:
    """34 weeks: five not tested, one not reported, an outbreak at the end."""
    generator = np.random.default_rng(seed)
    mean = 3 + 2 * np.cos(np.arange(len(WEEKS)) / 8)
    counts = generator.poisson(mean).astype(float)
    if outbreak:
        counts[-3:] = (11, 16, 23)
    upper = mean + 3 * np.sqrt(mean)
    known = [None if n == 12 else float(one) for n, one in enumerate(counts)]
    tested = tuple(n >= 5 and n != 12 for n in range(len(WEEKS)))
    alarm = tuple(t and (c or 0) > u for t, c, u in zip(tested, known, upper, strict=True))
    edges = [tuple(float(one) if t else None for one, t in zip(row, tested, strict=True)) for row in (mean, upper)]
    return Watch(
        disease,
        place,
        WEEKS,
        tuple(known),
        edges[0],
        edges[1],
        alarm,
        tested,
        "Farrington cải tiến",
        "Số liệu giả định",
    )


def row(values: Any) -> tuple[float, ...]:
    """Of a single series."""
    return tuple(float(one) for one in values[0])


def charts(name: str = "Sởi") -> dict[str, Chart]:
    """One of each kind; `name` is the name of the disease and of places."""
    mean = 20 + 15 * np.cos((np.arange(12) - 8) / 12 * 2 * np.pi)
    counts = (6.0, 5.0, 9.0, 14.0, 30.0, 41.0, 55.0, 60.0)
    edges = [tuple(float(one) for one in row) for row in (mean * 0.5, mean, mean * 1.5)]
    months = tuple(f"T{number}" for number in range(1, 13))
    channel = Channel(name, "tỉnh Sao Mai", 2025, months, edges[0], edges[1], edges[2], counts, "2020 - 2024")
    generator = np.random.default_rng(3)
    event = np.repeat(np.arange(12), generator.poisson(14, 12))
    cells = triangle(event, event + generator.choice(5, len(event), p=[0.4, 0.3, 0.15, 0.1, 0.05]), 11, 4)
    made = nowcast(cells)
    delays = Delays(
        name, "tỉnh Sao Mai", tuple(f"Tuần {n}" for n in range(23, 35)),
        tuple(tuple(None if np.isnan(one) else float(one) for one in line) for line in cells[0]),
        row(made.reported), row(made.expected), row(made.lower), row(made.upper),
    )  # fmt: skip
    several = [watch(f"{name} {n}" if n else name, outbreak=n in (0, 3), seed=n) for n in range(8)]
    there = [
        Spot(one.code, one.full_name, Point(WEEKS[-1], Decimal(n * 7 % 23) if n % 9 else None))
        for n, one in enumerate(units("commune", TODAY, "92"))
    ]
    panel = Found(
        name, tuple(float(n % 12) for n in range(180)), (70, 100, 130), (70,), ((98, 104), (128, 131)), 60, "2/2 đợt"
    )
    return {
        "curve": epidemic_curve(watch(name)),
        "channel": endemic_channel(channel),
        "delays": delay_triangle(delays),
        "heat": heat_map(several),
        "signals": signal_map(there, {there[4].code, there[20].code}, name, TODAY),
        "small": back_test_multiples([panel] * 6, name, 2000, 12),
    }
