"""The year's total from the months that are known: a log-linear model with an effect of each month of the year and of each year.

log y(year, month) = a(month) + b(year) + e, by least squares over all known months: the multiplicative seasonal pattern with a
level for each year (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 2021, 3.2 and 7.4; the two-way model is
Kremer's of 1982 for claims). The sum of the months to come is taken as log-normal with mean and variance of the sum (Fenton 1960), its
covariance from the regression, its quantile of Student's t with the residual degrees of freedom. A month is assumed to err
independently of the others; a change of prices or of cards within the year breaks that, and no interval of this kind knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Month = tuple[int, int]  # year, month of it
LEAST_OF_YEAR = 3  # months of the present year
LEVEL = 0.9
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """The year's total: what is known, expected, and the interval; `reason` (Vietnamese) says why there is none."""

    known: float
    months: int
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def forecast(history: Mapping[Month, float], year: int, level: float = LEVEL) -> Forecast:
    """The total of `year` from amounts by month. Months of the year must be known from the first on without a gap.

    Abstains with fewer than three months of the year, without a whole earlier year that reaches to its beginning, or where a month is
    zero or negative.
    """
    of_year = [history.get((year, month)) for month in range(1, 13)]
    count = next((number for number, value in enumerate(of_year) if value is None), 12)
    known = [value for value in of_year[:count] if value is not None]
    total = float(sum(known))
    if any(value is not None for value in of_year[count:]):
        return Forecast(total, count, reason=f"thiếu số liệu tháng {count + 1}/{year}")
    if count == 12:
        return Forecast(total, 12, total, total, total)
    if count < LEAST_OF_YEAR:
        return Forecast(total, count, reason=f"mới có {count} tháng của năm {year}, cần ít nhất {LEAST_OF_YEAR}")
    years = _whole_years(history, year)
    if not years:
        return Forecast(total, count, reason=f"chưa có trọn 12 tháng của năm {year - 1}")
    used = [((of, month), history[of, month]) for of in years for month in range(1, 13)]
    used += [((year, month), known[month - 1]) for month in range(1, count + 1)]
    if min(value for _, value in used) <= 0:
        return Forecast(total, count, reason="có tháng chi bằng 0 hoặc âm")
    mean, deviation, freedom = _rest(used, [*years, year], count)
    if not np.isfinite(mean):
        return Forecast(total, count, reason="số liệu dao động quá mạnh để dự báo")
    shape = np.sqrt(np.log1p((deviation / mean) ** 2))
    middle = np.log(mean) - shape * shape / 2
    reach = float(stats.t.ppf(0.5 + level / 2, freedom)) * shape
    return Forecast(
        total, count, total + mean, total + float(np.exp(middle - reach)), total + float(np.exp(middle + reach))
    )


def _whole_years(history: Mapping[Month, float], year: int) -> list[int]:
    """The years just before this one that are whole, without a gap between them."""
    years: list[int] = []
    while all((year - 1 - len(years), month) in history for month in range(1, 13)):
        years.append(year - 1 - len(years))
    return years[::-1]


def _rest(used: list[tuple[Month, float]], years: list[int], count: int) -> tuple[float, float, int]:
    """Mean and standard deviation of the sum of the months to come, and the degrees of freedom left."""
    design = np.array([_row(years, of, month) for (of, month), _ in used])
    logs = np.log([value for _, value in used])
    effects, *_ = np.linalg.lstsq(design, logs, rcond=None)
    freedom = len(logs) - design.shape[1]
    noise = float(((logs - design @ effects) ** 2).sum()) / freedom
    ahead = np.array([_row(years, years[-1], month) for month in range(count + 1, 13)])
    covariance = noise * (ahead @ np.linalg.inv(design.T @ design) @ ahead.T + np.eye(len(ahead)))
    means = np.exp(ahead @ effects + np.diag(covariance) / 2)
    spread = np.outer(means, means) * np.expm1(covariance)
    return float(means.sum()), float(np.sqrt(spread.sum())), freedom


def _row(years: list[int], of: int, month: int) -> Floats:
    """Twelve months, and the difference of each later year to the first one."""
    row = np.zeros(12 + len(years) - 1)
    row[month - 1] = 1
    if of != years[0]:
        row[11 + years.index(of)] = 1
    return row
