"""Columns of numbers become columns of text, as the feed writes them: amounts, quantities, days, moments, codes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.visits import MINUTES

Column = Any
"""An Arrow array of strings, or one string that stands in every row."""

_TWO = pa.array([f".{number:02d}" for number in range(100)])
_THREE = pa.array([f".{number:03d}" for number in range(1000)])


def join(*pieces: Column) -> Column:
    """Texts put together, row by row."""
    return pc.binary_join_element_wise(*pieces, "")


def number(values: Ints) -> Column:
    """Whole numbers."""
    return pc.cast(pa.array(values), pa.string())


def padded(values: Ints, width: int) -> Column:
    """Whole numbers with leading zeros."""
    return pc.utf8_lpad(number(values), width=width, padding="0")


def amount(hundredths: Ints) -> Column:
    """`583010.00`"""
    return join(number(hundredths // 100), _TWO.take(pa.array(hundredths % 100)))


def quantity(thousandths: Ints) -> Column:
    """`20.000`"""
    return join(number(thousandths // 1000), _THREE.take(pa.array(thousandths % 1000)))


def day(days: Ints) -> Column:
    """Days since 1970 as `20251103`."""
    return pick(*_calendar(int(days.max(initial=0))), days)


def moment(minutes: Ints) -> Column:
    """Minutes since 1970 as `202511030805`; nothing for −1."""
    texts, first = _calendar(int(minutes.max(initial=0)) // MINUTES)
    date = pick(texts, first, np.where(minutes < 0, first - 1, minutes // MINUTES))
    return join(date, pick(_clock(), 0, np.where(minutes < 0, -1, minutes % MINUTES)))


def pick(texts: Sequence[str] | pa.Array, first: int, numbers: Ints) -> Column:
    """The text at each number, counted from `first`; nothing for numbers below it."""
    listed = texts if isinstance(texts, pa.Array) else pa.array(texts)
    return pc.fill_null(listed.take(pa.array(numbers - first, mask=numbers < first)), "")


def chosen(condition: Any, yes: Column, no: Column = "") -> Column:
    """One text or the other."""
    if not isinstance(condition, pa.Array):
        condition = pa.array(np.asarray(condition).astype(bool))
    return pc.if_else(condition, yes, no)


_EARLIEST = -30_000  # days: the birth of the oldest


def _calendar(last: int) -> tuple[pa.Array, int]:
    return _days((last // 1000 + 1) * 1000), _EARLIEST


@cache
def _days(last: int) -> pa.Array:
    days = np.arange(_EARLIEST, last).astype("datetime64[D]").astype(str)
    return pa.array(np.char.replace(days, "-", ""))


@cache
def _clock() -> pa.Array:
    return pa.array([f"{minute // 60:02d}{minute % 60:02d}" for minute in range(MINUTES)])
