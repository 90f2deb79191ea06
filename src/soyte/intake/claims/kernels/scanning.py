"""The rows of documents by one look at each byte, every document within its own bounds and by a grammar that leaves nothing open.

    document = <ROOT> [<LIST> { <ROW> fields </ROW> } </LIST>] </ROOT>      or, where a table has no list, <ROOT> fields </ROOT>
    fields   = { <NAME/> | <NAME>text</NAME> | <NAME><![CDATA[text]]></NAME> }    each name of the table, each at most once

Blanks may stand between tags and around a CDATA section; the root may declare the two namespaces of XML Schema; text is UTF-8 of
characters that XML allows, with the five entities. Whatever is written in any other way is not read here.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soyte.intake.claims.kernels.compiled import compiled, inner
from soyte.intake.claims.kernels.places import byte_at, eight_at

Bytes = npt.NDArray[np.uint8]
Spans = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]

EMPTY, ABSENT, CODED = -1, -2, -3  # lengths that are none; CODED - n: n bytes with entities in them
PAD = 64  # bytes that must follow the last document

_LT, _GT, _SLASH, _SPACE, _BANG, _BRACKET = 60, 62, 47, 32, 33, 93
_PLAIN, _OPENS, _ENTITY, _CLOSES, _BRACKETS, _HIGH, _REFUSED = range(7)
_KINDS = np.full(256, _PLAIN, np.uint8)
_KINDS[:32] = _REFUSED
_KINDS[[9, 10]] = _PLAIN  # a carriage return within a value is a line end: the exact way knows
_KINDS[128:] = _HIGH
_KINDS[[_LT, 38, _GT, _BRACKET]] = _OPENS, _ENTITY, _CLOSES, _BRACKETS
_CDATA = np.frombuffer(b"<![CDATA[", np.uint8).copy()
_XSI = np.frombuffer(b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', np.uint8).copy()
_XSD = np.frombuffer(b' xmlns:xsd="http://www.w3.org/2001/XMLSchema"', np.uint8).copy()


_EACH = np.uint64(0x0101010101010101)  # a number in each of eight bytes
_TOP = np.uint64(0x8080808080808080)
_SPACES, _ANDS, _ANGLES = _EACH * np.uint64(32), _EACH * np.uint64(38), _EACH * np.uint64(_LT)
_NOT_TWO = ~(_EACH * np.uint64(2))  # < and > differ by two
_PLACES = np.uint64(0x0001020304050607)


@inner
def _unmarked(text: Bytes, at: int) -> int:
    """How many of eight bytes come before the first that is no ASCII text: a mark, an entity, a control, or beyond ASCII."""
    some = eight_at(text, at)
    marks, ands = (some & _NOT_TWO) ^ _ANGLES, some ^ _ANDS
    found = (((some - _SPACES) & ~some) | ((marks - _EACH) & ~marks) | ((ands - _EACH) & ~ands) | some) & _TOP
    if found == 0:
        return 8
    first = found & (~found + np.uint64(1))
    return int(np.int64(((first >> np.uint64(7)) * _PLACES) >> np.uint64(56)))


@inner
def _matches(text: Bytes, at: int, end: int, words: Bytes, low: int, high: int) -> bool:
    if at + high - low > end:
        return False
    n = high - low
    k = 0
    while n - k >= 8:
        if eight_at(text, at + k) != eight_at(words, low + k):
            return False
        k += 8
    while k < n:
        if byte_at(text, at + k) != byte_at(words, low + k):
            return False
        k += 1
    return True


@inner
def _blanks(text: Bytes, at: int, end: int) -> int:
    while at < end and (
        byte_at(text, at) == 32 or byte_at(text, at) == 10 or byte_at(text, at) == 9 or byte_at(text, at) == 13
    ):
        at += 1
    return at


@inner
def _tag(text: Bytes, at: int, end: int, words: Bytes, low: int, high: int, closing: bool) -> int:
    """Behind `<WORD>` or `</WORD>`; -1 if that does not stand there."""
    if at >= end or byte_at(text, at) != _LT:
        return -1
    at += 1
    if closing:
        if byte_at(text, at) != _SLASH:
            return -1
        at += 1
    if not _matches(text, at, end, words, low, high):
        return -1
    at += high - low
    return at + 1 if byte_at(text, at) == _GT else -1


@inner
def _root(text: Bytes, at: int, end: int, words: Bytes, high: int) -> int:
    """Behind `<ROOT>`, which may declare namespaces."""
    if at >= end or byte_at(text, at) != _LT or not _matches(text, at + 1, end, words, 0, high):
        return -1
    at += 1 + high
    first = _matches(text, at, end, _XSI, 0, len(_XSI))
    if first:
        at += len(_XSI)
    if _matches(text, at, end, _XSD, 0, len(_XSD)):
        at += len(_XSD)
        if not first and _matches(text, at, end, _XSI, 0, len(_XSI)):
            at += len(_XSI)
    return at + 1 if byte_at(text, at) == _GT else -1


@inner
def _letter(text: Bytes, at: int, end: int) -> int:
    """How many bytes a character beyond ASCII has; 0 if it is none that XML allows."""
    one = byte_at(text, at)
    count = 2 if one < 0xE0 else 3 if one < 0xF0 else 4
    if one < 0xC2 or one > 0xF4 or at + count > end:
        return 0
    two = byte_at(text, at + 1)
    if two & 0xC0 != 0x80:
        return 0
    if count == 2:
        return 2
    three = byte_at(text, at + 2)
    if three & 0xC0 != 0x80:
        return 0
    if count == 3:
        if (one == 0xE0 and two < 0xA0) or (one == 0xED and two > 0x9F):
            return 0
        return 0 if one == 0xEF and two == 0xBF and three >= 0xBE else 3
    if byte_at(text, at + 3) & 0xC0 != 0x80 or (one == 0xF0 and two < 0x90) or (one == 0xF4 and two > 0x8F):
        return 0
    return 4


@inner
def _entity(text: Bytes, at: int, end: int) -> int:
    """How long one of the five entities is; 0 if it is another one."""
    if at + 6 > end:  # a closing tag follows in any case
        return 0
    a, b, c, d, e = (
        byte_at(text, at + 1),
        byte_at(text, at + 2),
        byte_at(text, at + 3),
        byte_at(text, at + 4),
        byte_at(text, at + 5),
    )
    if b == 116 and c == 59 and (a == 108 or a == 103):  # noqa: PLR1714 (compiled)
        return 4
    if a == 97 and b == 109 and c == 112 and d == 59:  # amp;
        return 5
    if a == 113 and b == 117 and c == 111 and d == 116 and e == 59:  # quot;
        return 6
    return 6 if a == 97 and b == 112 and c == 111 and d == 115 and e == 59 else 0  # apos;


@inner
def _section(text: Bytes, at: int, end: int) -> int:
    """Where the `]]>` of a CDATA section stands whose text begins here; -1 if there is none, or no allowed text."""
    while at + 3 <= end:
        kind = _KINDS[byte_at(text, at)]
        if kind == _BRACKETS and byte_at(text, at + 1) == _BRACKET and byte_at(text, at + 2) == _GT:
            return at
        if kind == _HIGH:
            count = _letter(text, at, end)
            if count == 0:
                return -1
            at += count
        elif kind == _REFUSED:
            return -1
        else:
            at += 1
    return -1


@inner
def _value(text: Bytes, at: int, end: int) -> tuple[int, int, int]:
    """Where the closing tag of a value stands (-1: the value is none), where its text begins, and its length."""
    begin, coded = at, False
    while at < end:
        plain = _unmarked(text, at)
        at += plain
        if plain == 8:
            continue
        kind = _KINDS[byte_at(text, at)]
        if kind == _PLAIN or kind == _BRACKETS:  # noqa: PLR1714, SIM109 (compiled)
            at += 1
        elif kind == _OPENS:
            break
        elif kind == _HIGH:
            count = _letter(text, at, end)
            if count == 0:
                return -1, 0, 0
            at += count
        elif kind == _ENTITY:
            count = _entity(text, at, end)
            if count == 0:
                return -1, 0, 0
            at += count
            coded = True
        elif kind == _CLOSES and not (
            at - begin >= 2 and byte_at(text, at - 1) == _BRACKET and byte_at(text, at - 2) == _BRACKET
        ):
            at += 1
        else:
            return -1, 0, 0
    finish = at
    if at < end and byte_at(text, at + 1) == _BANG:
        if _blanks(text, begin, at) != at or not _matches(text, at, end, _CDATA, 0, len(_CDATA)):
            return -1, 0, 0
        begin = at + len(_CDATA)
        finish = _section(text, begin, end)
        if finish < 0:
            return -1, 0, 0
        at = _blanks(text, finish + 3, end)
    begin = _blanks(text, begin, finish)
    while finish > begin and (
        byte_at(text, finish - 1) == 32 or byte_at(text, finish - 1) == 10 or byte_at(text, finish - 1) == 9
    ):
        finish -= 1
    length = finish - begin
    if length == 0:
        return at, 0, EMPTY
    return at, begin, CODED - length if coded else length


@inner
def _known(text: Bytes, at: int, end: int, words: Bytes, word_at: Whole, slots: Spans, parts: int) -> int:
    """The number of the field whose name stands here; -1 if it is none of this table."""
    mixed = np.uint32(0)
    stop = at
    while (
        stop < end
        and stop - at < PAD
        and byte_at(text, stop) != _GT
        and byte_at(text, stop) != _SLASH
        and byte_at(text, stop) != _SPACE
    ):
        mixed = np.uint32(mixed * np.uint32(31) + np.uint32(byte_at(text, stop)))
        stop += 1
    place = np.int64(mixed % np.uint32(len(slots)))
    while slots[place] >= 0:
        word = slots[place]
        if word_at[word + 1] - word_at[word] == stop - at and _matches(
            text, at, end, words, word_at[word], word_at[word + 1]
        ):
            return int(word) - parts
        place = (place + 1) % len(slots)
    return -1


@inner
def _fields(
    text: Bytes, at: int, end: int, words: Bytes, word_at: Whole, slots: Spans, parts: int, spans: Spans, row: int
) -> int:
    """Read the fields of a row; where its closing tag stands, -1 if it is written otherwise."""
    total = spans.shape[1]
    for field in range(total):
        spans[row, field, 1] = ABSENT
    expected = 0  # programs write fields in the order of the regulation
    while True:
        at = _blanks(text, at, end)
        if at + 2 >= end or byte_at(text, at) != _LT:
            return -1
        if byte_at(text, at + 1) == _SLASH:
            return at
        at += 1
        field = expected if expected < total else 0
        low, high = word_at[parts + field], word_at[parts + field + 1]
        behind = byte_at(text, at + high - low) if at + high - low < end else np.uint8(0)
        ends = behind == _GT or behind == _SLASH or behind == _SPACE  # noqa: PLR1714 (compiled)
        if not ends or not _matches(text, at, end, words, low, high):
            field = _known(text, at, end, words, word_at, slots, parts)
            if field < 0:
                return -1
            low, high = word_at[parts + field], word_at[parts + field + 1]
        if spans[row, field, 1] != ABSENT:
            return -1
        at += high - low
        begin, length = 0, EMPTY
        if byte_at(text, at) == _GT:
            at, begin, length = _value(text, at + 1, end)
            if at < 0:
                return -1
            at = _tag(text, at, end, words, low, high, True)
            if at < 0:
                return -1
        else:
            if byte_at(text, at) == _SPACE:
                at += 1
            if byte_at(text, at) != _SLASH or byte_at(text, at + 1) != _GT:
                return -1
            at += 2
        spans[row, field, 0] = begin
        spans[row, field, 1] = length
        expected = field + 1


@compiled
def scan(
    text: Bytes,
    starts: Whole,
    ends: Whole,
    words: Bytes,
    word_at: Whole,
    slots: Spans,
    parts: int,
    document: int,
    row: int,
    spans: Spans,
    owners: Whole,
    good: npt.NDArray[np.bool_],
) -> tuple[int, int]:
    """Read documents from `document` on into rows from `row` on; the numbers behind the last ones (there may be no room for more).

    `words` are names one behind the other from `word_at`: the first `parts` root, list and row, then the fields. `spans` are where
    a value begins and how long it is, by row and field; `owners` the documents of rows. Those that are not `good` have no rows.
    """
    root, room = word_at[1], len(owners)
    while document < len(starts):
        begun, end = row, ends[document]
        at = _root(text, starts[document], end, words, root)
        if at >= 0 and parts == 1:
            if row >= room:
                return document, begun
            at = _fields(text, at, end, words, word_at, slots, parts, spans, row)
            owners[row] = document
            row += 1
        elif at >= 0:
            at = _tag(text, _blanks(text, at, end), end, words, word_at[1], word_at[2], False)
            while at >= 0:
                at = _blanks(text, at, end)
                if byte_at(text, at + 1) == _SLASH:
                    break
                if row >= room:
                    return document, begun
                at = _tag(text, at, end, words, word_at[2], word_at[3], False)
                if at >= 0:
                    at = _fields(text, at, end, words, word_at, slots, parts, spans, row)
                if at >= 0:
                    at = _tag(text, at, end, words, word_at[2], word_at[3], True)
                owners[row] = document
                row += 1
            if at >= 0:
                at = _tag(text, at, end, words, word_at[1], word_at[2], True)
            at = -1 if at < 0 else _blanks(text, at, end)
        good[document] = at >= 0 and _tag(text, at, end, words, 0, root, True) == end
        if not good[document]:
            row = begun
        document += 1
    return document, row


@compiled
def turned(spans: Spans, begins: Spans, lengths: Spans, written: npt.NDArray[np.bool_]) -> None:
    """The same by field and row, and which fields hold anything."""
    rows, fields = spans.shape[0], spans.shape[1]
    for low in range(0, rows, 64):
        high = min(rows, low + 64)
        for field in range(fields):
            some = False
            for row in range(low, high):
                length = spans[row, field, 1]
                begins[field, row] = spans[row, field, 0]
                lengths[field, row] = length
                some |= (length != EMPTY) & (length != ABSENT)
            written[field] |= some
