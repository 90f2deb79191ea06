"""Values of one column, given by where they begin and how long they are, as texts, numbers and moments.

Every function takes the bytes, and `begins` and `lengths` of a column as `scanning` writes them. Flags are one byte a row.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soyte.intake.claims.kernels.compiled import compiled, inner
from soyte.intake.claims.kernels.places import byte_at, eight_at, put_byte, put_eight

Bytes = npt.NDArray[np.uint8]
Spans = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_CODED = -3
_DIGITS, _FRACTION = 15, 12  # before and behind the point: more is no amount of money and no count
_MOST = 10**18  # what DECIMAL(18) cannot hold
_POWERS = np.array([10**k for k in range(16)], np.int64)
_FIRST_YEAR, _LAST_YEAR = 1850, 2150
_AHEAD = 7 * 3600  # what is written is Vietnam's time
_MONTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)
_AMP, _SEMICOLON, _DOT, _MINUS, _ZERO = 38, 59, 46, 45, 48
_HARMLESS = np.zeros(256, np.bool_)
_HARMLESS[np.frombuffer(b"0123456789.,;:/+ TZ-", np.uint8)] = True
_LONGEST_SHOWN = 40


@compiled
def offsets_of(text: Bytes, begins: Spans, lengths: Spans, offsets: Spans, valid: Flags) -> int:
    """Offsets of texts in Arrow's way, and which rows hold one; how many do not."""
    total, nulls = 0, 0
    offsets[0] = 0
    for row in range(len(lengths)):
        length = lengths[row]
        valid[row] = length >= 0 or length <= _CODED
        if length <= _CODED:
            length = _CODED - length
            for at in range(begins[row], begins[row] + length):
                if byte_at(text, at) == _AMP:  # an entity becomes one byte
                    stop = at + 1
                    while byte_at(text, stop) != _SEMICOLON:
                        stop += 1
                    total -= stop - at
            total += length
        elif length >= 0:
            total += length
        else:
            nulls += 1
        offsets[row + 1] = total
    return nulls


@compiled
def copy_texts(text: Bytes, begins: Spans, lengths: Spans, offsets: Spans, out: Bytes) -> None:
    """The texts one behind the other, entities as what they mean.

    Eight bytes at a time: what is written beyond the end of a text is what the next one overwrites, so `out` has eight bytes more.
    """
    for row in range(len(lengths)):
        length, begin, to = lengths[row], begins[row], offsets[row]
        if length >= 0:
            for k in range(0, length, 8):
                put_eight(out, to + k, eight_at(text, begin + k))
        elif length <= _CODED:
            at, end = begin, begin + _CODED - length
            while at < end:
                letter = byte_at(text, at)
                if letter == _AMP:
                    one, two = byte_at(text, at + 1), byte_at(text, at + 2)
                    if two == 116:  # lt; gt;
                        letter = np.uint8(60) if one == 108 else np.uint8(62)
                    elif one == 113:
                        letter = np.uint8(34)
                    elif two == 112:
                        letter = np.uint8(39)
                    while byte_at(text, at) != _SEMICOLON:
                        at += 1
                put_byte(out, to, letter)
                to += 1
                at += 1


@compiled
def numbers(
    text: Bytes, begins: Spans, lengths: Spans, scale: int, whole: bool, values: Whole, valid: Flags, odd: Flags
) -> tuple[int, int]:
    """Numbers times ten to the `scale`, rounded half away from zero; how many rows hold none, how many say more or other.

    `whole` numbers may be followed by a point and zeros only. More digits than `_DIGITS` and `_FRACTION` are no number.
    """
    nulls = odds = 0
    for row in range(len(lengths)):
        length, at = lengths[row], begins[row]
        end = at + length
        negative = length > 0 and byte_at(text, at) == _MINUS
        if negative:
            at += 1
        value, count = 0, 0
        while at < end and count <= _DIGITS and 0 <= int(byte_at(text, at)) - _ZERO <= 9:
            value = value * 10 + int(byte_at(text, at)) - _ZERO
            count += 1
            at += 1
        readable = 1 <= count <= _DIGITS
        places, zeros = 0, True
        if readable and at < end and byte_at(text, at) == _DOT:
            at += 1
            up = False
            while at < end and places <= _FRACTION and 0 <= int(byte_at(text, at)) - _ZERO <= 9:
                digit = int(byte_at(text, at)) - _ZERO
                zeros = zeros and digit == 0
                if places < scale:
                    value = value * 10 + digit
                elif places == scale:
                    up = digit >= 5
                places += 1
                at += 1
            readable = 1 <= places <= _FRACTION and (zeros or not whole)
            value = value * int(_POWERS[max(0, scale - places)]) + (1 if up else 0)
        else:
            value *= int(_POWERS[scale])
        readable = readable and at == end and value < _MOST
        there = bool(length > 0 or length <= _CODED)
        valid[row] = readable
        values[row] = (-value if negative else value) if readable else 0
        odd[row] = there and (not readable or places > (0 if whole else scale))
        nulls += not readable
        odds += odd[row]
    return nulls, odds


@inner
def days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a day in the Gregorian calendar."""
    shifted = year - (1 if month <= 2 else 0)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


@compiled
def moments(
    text: Bytes, begins: Spans, lengths: Spans, digits: int, at_us: Whole, day: Spans, year: Whole, flags: Flags
) -> int:
    """Moments (UTC, microseconds), days and years; how many were written oddly.

    `flags`, by row: whether the moment is known, the day, the year, and whether it was written oddly. The layout asks for so many
    `digits`; 8, 12 and 14 are read. A day or month 00 leaves the year; the seconds may be missing, and hours if the day is asked.
    """
    odds = 0
    figures = np.zeros(14, np.int64)
    for row in range(len(lengths)):
        length, begin = lengths[row], begins[row]
        readable = length in (8, 12, 14)
        if readable:
            for k in range(length):
                figures[k] = np.int64(byte_at(text, begin + k)) - _ZERO
                readable = readable and 0 <= figures[k] <= 9
        at_us[row], day[row], year[row] = 0, 0, 0
        dated = real = timed = False
        if readable:
            y = figures[0] * 1000 + figures[1] * 100 + figures[2] * 10 + figures[3]
            m, d = figures[4] * 10 + figures[5], figures[6] * 10 + figures[7]
            dated = _FIRST_YEAR <= y <= _LAST_YEAR
            if dated:
                year[row] = y
                leap = m == 2 and y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
                real = 1 <= m <= 12 and 1 <= d <= _MONTHS[m - 1] + leap
            if real:
                day[row] = days(y, m, d)
                if length >= 12:
                    hour, minute = figures[8] * 10 + figures[9], figures[10] * 10 + figures[11]
                    second = figures[12] * 10 + figures[13] if length == 14 else 0
                    timed = hour < 24 and minute < 60 and second < 60
                    if timed:
                        seconds = np.int64(day[row]) * 86400 + hour * 3600 + minute * 60 + second - _AHEAD
                        at_us[row] = seconds * 1_000_000
        there = length > 0 or length <= _CODED
        odd = there and not (real and length == digits and (timed or digits == 8))
        flags[row, 0], flags[row, 1], flags[row, 2], flags[row, 3] = timed, real, dated, odd
        odds += odd
    return odds


@compiled
def shown(text: Bytes, begins: Spans, lengths: Spans, odd: Flags, question: int, at: Spans, long: Spans) -> None:
    """Where the text to keep beside odd values lies: figures and separators as they are, `?` (at `question`) for others, else none."""
    for row in range(len(lengths)):
        long[row] = -1
        if odd[row]:
            harmless = 0 < lengths[row] <= _LONGEST_SHOWN
            if harmless:
                for k in range(begins[row], begins[row] + lengths[row]):
                    harmless = harmless and _HARMLESS[byte_at(text, k)]
            at[row], long[row] = (begins[row], lengths[row]) if harmless else (question, 1)
