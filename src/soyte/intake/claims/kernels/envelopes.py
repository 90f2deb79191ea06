"""Dossiers of a file that are written in the usual way, base64 within plain tags, cut out and decoded by one look at each byte.

    dossier = <HOSO> { <FILEHOSO> <LOAIHOSO>XML1</LOAIHOSO> <NOIDUNGFILE>base64</NOIDUNGFILE> </FILEHOSO> } </HOSO>

Blanks may stand between tags and within base64. A document may begin with a byte order mark and a declaration of UTF-8. There is
no text, comment or instruction in such a dossier, so its marks are what they look like. At the first one that is written in any
other way the reading stops before it, and others look at it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soyte.intake.claims.kernels.compiled import compiled, inner
from soyte.intake.claims.kernels.places import byte_at, put_byte

Bytes = npt.NDArray[np.uint8]
Whole = npt.NDArray[np.int64]

UNUSUAL, CUT, FULL = 0, 1, 2
"""Why it stopped: a dossier that is written otherwise, one that the bytes end within, or no more room."""

_LT, _GT, _SLASH, _EQUALS = 60, 62, 47, 61
_LONGEST_NAME = 20


def _of(word: bytes) -> Bytes:
    return np.frombuffer(word, np.uint8).copy()


_UNIT, _UNIT_END, _PART, _PART_END = _of(b"<HOSO>"), _of(b"</HOSO>"), _of(b"<FILEHOSO>"), _of(b"</FILEHOSO>")
_KIND, _KIND_END, _CONTENT = _of(b"<LOAIHOSO>"), _of(b"</LOAIHOSO>"), _of(b"<NOIDUNGFILE>")
_CONTENT_END, _NO_CONTENT = _of(b"</NOIDUNGFILE>"), _of(b"<NOIDUNGFILE/>")
_DECLARED, _ENCODED, _MARK = _of(b'<?xml version="1.0"'), _of(b' encoding="utf-8"'), _of(b"\xef\xbb\xbf")

_NONE = np.uint32(1 << 24)
_SIX = np.full((4, 256), _NONE, np.uint32)  # what a character of base64 adds to its group of four, by its place in it
for _value, _letter in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"):
    _SIX[:, _letter] = [_value << 18, _value << 12, _value << 6, _value]


@inner
def _blank(letter: int) -> bool:
    return letter == 32 or letter == 10 or letter == 13 or letter == 9  # noqa: PLR1714 (compiled)


@inner
def _word(raw: Bytes, at: int, end: int, word: Bytes) -> int:
    """Behind a word and the blanks before it; -1 if another one stands there, -2 if the bytes end."""
    while at < end and _blank(byte_at(raw, at)):
        at += 1
    for k in range(len(word)):
        if at + k >= end:
            return -2
        if byte_at(raw, at + k) != byte_at(word, k):
            return -1
    return at + len(word)


@inner
def _decoded(raw: Bytes, at: int, end: int, out: Bytes, to: int) -> tuple[int, int]:
    """Decode base64 up to the next tag; its place (-1: it is none, -2: the bytes end, -3: no room), and the end of what was decoded."""
    room = len(out)
    while True:
        while at + 4 <= end and to + 4 <= room:
            four = (
                _SIX[0, byte_at(raw, at)]
                | _SIX[1, byte_at(raw, at + 1)]
                | _SIX[2, byte_at(raw, at + 2)]
                | _SIX[3, byte_at(raw, at + 3)]
            )
            if four >= _NONE:
                break
            put_byte(out, to, four >> 16)
            put_byte(out, to + 1, (four >> 8) & 255)
            put_byte(out, to + 2, four & 255)
            to += 3
            at += 4
        if to + 4 > room:
            return -3, to
        # Something else than a whole group: blanks within, an end, or letters that are none.
        group, count, equals = np.uint32(0), 0, 0
        while count + equals < 4:
            if at >= end:
                return -2, to
            letter = byte_at(raw, at)
            if letter == _LT and count == 0:
                return at, to
            if letter == _EQUALS and count >= 2:
                equals += 1
            elif not _blank(letter):
                if _SIX[3, letter] >= _NONE or equals:
                    return -1, to
                group = np.uint32((group << np.uint32(6)) | _SIX[3, letter])
                count += 1
            at += 1
        group = np.uint32(group << np.uint32(6 * equals))
        put_byte(out, to, group >> 16)
        put_byte(out, to + 1, (group >> 8) & 255)
        put_byte(out, to + 2, group & 255)
        to += 3 - equals
        if equals:
            while at < end and _blank(byte_at(raw, at)):
                at += 1
            if at >= end:
                return -2, to
            return (at, to) if byte_at(raw, at) == _LT else (-1, to)


@inner
def _begins(text: Bytes, at: int, end: int, word: Bytes, folded: bool) -> bool:
    if at + len(word) > end:
        return False
    for k in range(len(word)):
        letter = byte_at(text, at + k)
        if folded and 65 <= letter <= 90:
            letter += np.uint8(32)
        if letter != byte_at(word, k):
            return False
    return True


@inner
def _document(text: Bytes, begin: int, end: int) -> tuple[int, int]:
    """The bounds of a document without mark, declaration and blanks; (-1, 0) if it is not one of UTF-8 as usual."""
    while begin < end and _blank(byte_at(text, end - 1)):
        end -= 1
    if _begins(text, begin, end, _MARK, False):
        begin += len(_MARK)
    while begin < end and _blank(byte_at(text, begin)):
        begin += 1
    if _begins(text, begin, end, _DECLARED, False):
        begin += len(_DECLARED)
        if _begins(text, begin, end, _ENCODED, True):
            begin += len(_ENCODED)
        if begin < end and byte_at(text, begin) == 32:
            begin += 1
        if begin + 2 > end or byte_at(text, begin) != 63 or byte_at(text, begin + 1) != _GT:
            return -1, 0
        begin += 2
        while begin < end and _blank(byte_at(text, begin)):
            begin += 1
    if begin + 1 >= end or byte_at(text, begin) != _LT:
        return -1, 0
    letter = byte_at(text, begin + 1) | 32
    return (begin, end) if 97 <= letter <= 122 else (-1, 0)


@inner
def _table(raw: Bytes, at: int, end: int, names: Bytes, name_at: Whole) -> tuple[int, int]:
    """Which table is named here, and the place behind the name; (-1, …) if none that is known, (-2, …) if the bytes end."""
    while at < end and _blank(byte_at(raw, at)):
        at += 1
    stop = at
    while stop < end and stop - at <= _LONGEST_NAME and byte_at(raw, stop) != _LT and not _blank(byte_at(raw, stop)):
        stop += 1
    if stop >= end:
        return -2, at
    for number in range(len(name_at) - 1):
        low, high = name_at[number], name_at[number + 1]
        same = high - low == stop - at
        for k in range(high - low if same else 0):
            same = same and byte_at(raw, at + k) == byte_at(names, low + k)
        if same:
            return number, stop
    return -1, at


@compiled
def usual(
    raw: Bytes, at: int, names: Bytes, name_at: Whole, text: Bytes, used: int, units: Whole, parts: Whole
) -> tuple[int, int, int, int, int]:
    """Why it stopped, where in `raw`, how many dossiers and tables were read, and how much of `text` is used.

    `units` are begin and end of each dossier in `raw`; `parts` are dossier, table (a number of `names`), begin and end in `text`.
    """
    end, count, held = len(raw), 0, 0
    while True:
        unit_at, unit_used, unit_held = at, used, held
        why = UNUSUAL
        if count >= len(units):
            return FULL, unit_at, count, unit_held, unit_used
        while at < end and _blank(byte_at(raw, at)):
            at += 1
        begin = at
        at = _word(raw, at, end, _UNIT)
        while at >= 0:
            part = _word(raw, at, end, _PART)
            if part < 0:
                at = -2 if part == -2 else _word(raw, at, end, _UNIT_END)
                break
            at = _word(raw, part, end, _KIND)
            if at >= 0:
                table, at = _table(raw, at, end, names, name_at)
                at = _word(raw, at, end, _KIND_END) if table >= 0 else table
            if at >= 0:
                content = _word(raw, at, end, _CONTENT)
                if content == -1:
                    at = _word(raw, at, end, _NO_CONTENT)
                else:
                    at = content
                    if at >= 0:
                        first = used
                        at, used = _decoded(raw, at, end, text, used)
                        if at >= 0 and used > first:
                            low, high = _document(text, first, used)
                            if low < 0:
                                at = -1
                            elif held >= len(parts):
                                at = -3
                            else:
                                parts[held, 0], parts[held, 1], parts[held, 2], parts[held, 3] = count, table, low, high
                                held += 1
                        if at >= 0:
                            at = _word(raw, at, end, _CONTENT_END)
            if at >= 0:
                at = _word(raw, at, end, _PART_END)
        if at < 0:
            why = CUT if at == -2 else FULL if at == -3 else UNUSUAL
            return why, unit_at, count, unit_held, unit_used
        units[count, 0], units[count, 1] = begin, at
        count += 1
