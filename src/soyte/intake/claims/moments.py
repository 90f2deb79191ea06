"""Days and times written as 8, 12 or 14 digits, by operations on whole columns. No engine ever reads a date (they roll bad ones over)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.storage import MOMENT

_HOURS_AHEAD = np.timedelta64(7, "h")  # what is written is Vietnam's time
_FIRST, _LAST = 1850, 2150

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Moments:
    """Moments in UTC (null unless hours and minutes are written), days as Vietnam counts them, years; and what was written oddly."""

    moment: pa.Array
    day: pa.Array
    year: pa.Array
    odd: pa.Array


def moments(texts: pa.Array, digits: int) -> Moments:
    """Read a column whose layout asks for so many digits. A day or month 00 leaves the year; `0000` at the end is midnight."""
    total = len(texts)
    lengths = pc.fill_null(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False)
    year, month, day, minute, second = (np.zeros(total, np.int64) for _ in range(5))
    readable = np.zeros(total, bool)
    for length in (8, 12, 14):
        places = np.flatnonzero(lengths == length)
        if not len(places):
            continue
        chosen = texts if len(places) == total else texts.take(pa.array(places))
        figures, fine = _figures(chosen, length)
        places = places[fine]
        figures = figures[fine]
        readable[places] = True
        year[places] = figures[:, :4] @ [1000, 100, 10, 1]
        month[places] = figures[:, 4:6] @ [10, 1]
        day[places] = figures[:, 6:8] @ [10, 1]
        if length >= 12:
            hour, minutes = figures[:, 8:10] @ [10, 1], figures[:, 10:12] @ [10, 1]
            minute[places] = np.where((hour < 24) & (minutes < 60), hour * 60 + minutes, -1)
        if length == 14:
            seconds = figures[:, 12:14] @ [10, 1]
            second[places] = np.where(seconds < 60, seconds, -1)
    dated = readable & (year >= _FIRST) & (year <= _LAST)
    real = dated & (month >= 1) & (month <= 12) & (day >= 1)
    months = (year - 1970) * 12 + month - 1
    first = np.where(real, months, 0).astype("datetime64[M]").astype("datetime64[D]")
    days = first + np.where(real, day - 1, 0)
    real &= days.astype("datetime64[M]").astype(np.int64) == np.where(real, months, 0)
    timed = real & (lengths >= 12) & (minute >= 0) & (second >= 0)
    at = (
        days.astype("datetime64[us]") + minute.astype("timedelta64[m]") + second.astype("timedelta64[s]") - _HOURS_AHEAD
    )
    odd = (lengths > 0) & ~(real & (lengths == digits) & (timed | (digits == 8)))
    return Moments(
        pa.array(at, MOMENT, mask=~timed),
        pa.array(days.astype("datetime64[D]"), pa.date32(), mask=~real),
        pa.array(year, pa.int64(), mask=~dated),
        pa.array(odd),
    )


def _figures(texts: pa.Array, length: int) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """The digits of texts that all have this length, one row each; and which rows hold digits only."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    offsets = np.frombuffer(whole.buffers()[1], np.int32)[whole.offset : whole.offset + len(whole) + 1]
    data = np.frombuffer(whole.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    figures: Whole = data.reshape(-1, length).astype(np.int64) - ord("0")
    fine: npt.NDArray[np.bool_] = np.all((figures >= 0) & (figures <= 9), axis=1)
    return figures, fine
