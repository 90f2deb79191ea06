"""What was an outbreak, seen from the whole course of a series: the yardstick that alarms are held against.

Nobody wrote down the outbreaks of past years, so each definition reads them from the counts, with those of later years too, which
no detector had. Definitions differ, and so do the figures that follow from them: all are reckoned and all are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.outcome import Array, Flags, matrix

_LEAST_OTHERS = 12  # counts of other years, below which nobody can say what is usual


@dataclass(frozen=True)
class Definition:
    """A run of periods above `times` the usual count (the median of the same season in all other years) and, with `deviations`, above
    the mean + that many standard deviations of them; at least `periods` long, with at least `excess` cases over the usual, and
    at least `share` of what is usual in a whole year. `name` is for tables, `words` say it to a reader."""

    name: str
    words: str
    times: float = 1.0
    deviations: float | None = None
    periods: int = 1
    excess: float = 10.0
    share: float = 0.0


DEFINITIONS = (
    Definition(
        "gấp đôi",
        "từ hai kỳ liền nhau trở lên gấp đôi mức thường gặp của cùng mùa ở các năm khác, vượt ít nhất 10 ca",
        times=2.0,
        periods=2,
    ),
    Definition(
        "2 độ lệch chuẩn",
        "vượt trung bình cộng hai độ lệch chuẩn của cùng mùa ở các năm khác, vượt ít nhất 10 ca",
        deviations=2.0,
    ),
    Definition(
        "đợt lớn",
        "các kỳ liền nhau trên 1,25 lần mức thường gặp mà tổng số ca vượt bằng nửa năm bình thường, ít nhất 20 ca",
        times=1.25,
        excess=20.0,
        share=0.5,
    ),
)


@dataclass(frozen=True)
class Outbreaks:
    """`row`, `first` and `last` (positions, included) of each outbreak; `inside` and `known` are (series, time): whether a count belongs to an
    outbreak, and whether enough is known of other years to say so."""

    row: npt.NDArray[np.intp]
    first: npt.NDArray[np.intp]
    last: npt.NDArray[np.intp]
    inside: Flags
    known: Flags


def outbreaks(numbers: npt.ArrayLike, definition: Definition, frequency: int) -> Outbreaks:
    """Counts (series, time) of `frequency` a year. Runs that a single period interrupts are one."""
    counts = matrix(numbers)
    others = _other_years(counts, frequency, 1 if frequency <= 12 else 2)
    seen = ~np.isnan(others)
    known = (seen.sum(axis=2) >= _LEAST_OTHERS) & ~np.isnan(counts)
    others = np.where(known[:, :, None], others, 0.0)
    usual: Array = np.nanmedian(others, axis=2)
    bound = definition.times * usual
    if definition.deviations is not None:
        spread = np.nanmean(others, axis=2) + definition.deviations * np.nanstd(others, axis=2, ddof=1)
        bound = np.maximum(bound, spread)
    with np.errstate(invalid="ignore"):
        high = known & (counts > bound)
        joined = _joined(high) & known
    row, first, last = runs(joined)
    over = np.concatenate(
        [np.zeros((len(counts), 1)), np.cumsum(np.where(joined, counts - usual, 0.0), axis=1)], axis=1
    )
    excess = over[row, last + 1] - over[row, first]
    year = np.nansum(np.where(known, usual, np.nan), axis=1) / np.maximum(1, known.sum(axis=1)) * frequency
    kept = (
        (last - first + 1 >= definition.periods)
        & (excess >= definition.excess)
        & (excess >= definition.share * year[row])
    )
    row, first, last = row[kept], first[kept], last[kept]
    inside = np.zeros(counts.shape, dtype=np.bool_)
    for one, begin, end in zip(row, first, last, strict=True):
        inside[one, begin : end + 1] = True
    return Outbreaks(row, first, last, inside, known)


def _other_years(counts: Array, frequency: int, half_width: int) -> Array:
    """(series, time, others): counts of the same season in all years but its own, before and after; NaN where there is none."""
    length = counts.shape[1]
    years = -(-length // frequency)
    steps = [
        year * frequency + near
        for year in range(-years, years + 1)
        if year
        for near in range(-half_width, half_width + 1)
    ]
    at = np.arange(length)[:, None] + np.array(steps)[None, :]
    outside = (at < 0) | (at >= length)
    found: Array = counts[:, np.where(outside, 0, at)]
    found[:, outside] = np.nan
    return found[:, :, ~outside.all(axis=0)]


def _joined(high: Flags) -> Flags:
    """With the single gaps between high periods filled."""
    found = high.copy()
    found[:, 1:-1] |= high[:, :-2] & high[:, 2:]
    return found


def runs(flags: Flags) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Rows, first and last positions of the stretches of true values."""
    edge = np.zeros((len(flags), 1), dtype=np.int8)
    steps = np.diff(np.concatenate([edge, flags.astype(np.int8), edge], axis=1), axis=1)
    row, first = np.nonzero(steps == 1)
    last = np.nonzero(steps == -1)[1] - 1
    return row, first, last
