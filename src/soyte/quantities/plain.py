"""The plain quantity, in digits or in words: number, scale, unit, qualifiers, sign."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile

from soyte.quantities import literals, words
from soyte.quantities.announced import announced_base
from soyte.quantities.model import NO_UNIT, Ignored, Quantity, Unit, UnitKind
from soyte.quantities.money import money_scale
from soyte.quantities.parts import reading_kind, scale_behind, unit_behind
from soyte.quantities.qualifiers import Qualified, qualifier_after, qualifier_before
from soyte.quantities.state import State
from soyte.quantities.tokens import Kind
from soyte.quantities.units import base_at, noun_at, scale_words

# A single number word counts only before these: `hai ca`, `ba ổ dịch`.
_COUNTED_WORDS = {"ca", "trường hợp", "ổ dịch", "vụ", "bệnh nhân", "người bệnh", "cơ sở"}


def in_digits(state: State, i: int) -> int:
    token = state.tokens[i]
    read = literals.readings(token.key)
    if not read:
        state.ignored.append(Ignored(token.start, token.end, "section"))
        return i + 1
    last, value = _steps(state, i, read)
    if last > i:
        digits = state.text[token.start : state.tokens[last].end]
        read = (literals.Literal(value, Decimal(1), literals.Style.UNKNOWN),)
        return _finish(state, i, last + 1, digits, read)
    return _finish(state, i, i + 1, token.key, read)


def _steps(state: State, i: int, read: tuple[literals.Literal, ...]) -> tuple[int, Decimal]:
    """`1 tỷ 350 triệu đồng`, `12 nghìn 500 ca`: the last number of the steps, and their sum in its scale."""
    last, total = i, literals.resolve(read, UnitKind.COUNT, state.style)[0].value
    while True:
        scale, length = scale_words(state.tokens, last + 1)
        following = last + 1 + length
        digits = state.tokens.key(following)
        if not length or not digits.isdecimal() or len(digits) > 3 or following in state.taken:
            return last, total
        smaller, named = scale_words(state.tokens, following + 1)
        if not named and not (scale == 1000 and len(digits) == 3):
            return last, total
        if int(digits) * smaller >= scale:
            return last, total
        last, total = following, total * scale / smaller + int(digits)


def in_words(state: State, i: int) -> int:
    """Numbers in words, where a noun of counting or a scale makes them unmistakable."""
    if state.tokens.words(i, "vạn", "dân"):
        return i + (announced_base(state, i) or 2)
    if state.tokens.words(i, "một", "vạn", "dân"):
        return i + (announced_base(state, i) or 3)
    keys = _words_from(state, i)
    read = words.read_words(keys)
    if read is None:
        return i + 1
    value, length = read
    noun = noun_at(state.tokens, i + length)
    scaled = any(key in words.SCALES for key in keys[:length])
    small = noun is not None and noun[0].name in _COUNTED_WORDS and (length > 1 or keys[0] not in {"năm", "tư"})
    if keys[0] in words.SCALES or state.tokens.words(i, "một", "vạn", "dân") or not (small or (scaled and length > 1)):
        return i + length if length > 1 else i + 1
    announced = announced_base(state, i)
    if announced:
        return i + announced
    if base_at(state.tokens, i) is not None or (not scaled and state.tokens.key(i - 1) in {"mỗi", "từng"}):
        return i + length
    if noun is not None and _repeats(state, i, value, noun[0]):
        return i + length + noun[1]
    digits = state.text[state.tokens[i].start : state.tokens[i + length - 1].end]
    literal = literals.Literal(value, Decimal(1), literals.Style.UNKNOWN)
    return _finish(state, i, i + length, digits, (literal,))


def _words_from(state: State, i: int) -> list[str]:
    """The words that follow each other from token `i` on, as many as a number can have."""
    words_only = takewhile(lambda k: state.tokens[k].kind is Kind.WORD and k not in state.taken, range(i, i + 24))
    return [state.tokens.key(k) for k in words_only]


def _spelled_out(state: State, index: int, value: Decimal) -> int:
    """`05 (năm) đơn vị`, `300 (ba trăm) triệu đồng`: the tokens in which brackets repeat the number in words."""
    if state.tokens.key(index) != "(":
        return 0
    read = words.read_words(_words_from(state, index + 1))
    if read is None or read[0] != value or state.tokens.key(index + 1 + read[1]) != ")":
        return 0
    return read[1] + 2


def _repeats(state: State, i: int, value: Decimal, unit: Unit) -> bool:
    """`125,5 triệu đồng (bằng chữ: một trăm hai mươi lăm triệu …)`: the amount before it once more."""
    before = state.quantities[-1] if state.quantities else None
    bracket = i - 4 if state.tokens.words(i - 3, "bằng", "chữ", ":") else i - 1
    if before is None or state.tokens.key(bracket) != "(" or before.end != state.tokens[bracket - 1].end:
        return False
    return before.value * money_scale(before.unit.name) == value * money_scale(unit.name)


def _finish(state: State, i: int, after: int, digits: str, read: tuple[literals.Literal, ...]) -> int:
    """A quantity whose number covers tokens `i` to `after`: scale, unit, qualifiers, sign."""
    after += _spelled_out(state, after, read[0].value)
    scale, scale_length = scale_behind(state, after)
    unit, unit_length = unit_behind(state, after + scale_length)
    kind = UnitKind.MEASURE if scale_length else reading_kind(unit)  # 1,235 triệu lượt may have a fraction
    chosen, open_readings = literals.resolve(read, kind, state.style)
    qualified = qualifier_before(state.tokens, i)
    if state.tokens.key(qualified.lead) == "trên" and _is_whole(state, qualified.lead, unit):
        qualified = Qualified("exact", False, False, i)
    name, inclusive = qualified.name, qualified.inclusive
    end = after + scale_length + unit_length
    behind = (
        qualifier_after(state.tokens, end)
        if state.tokens.key(i - 1) in {"từ", "đạt", "mức", "có"} or unit_length
        else None
    )
    if behind is not None:
        name, inclusive = behind
    sign = -1 if _negative(state, i) else 1
    state.quantities.append(
        Quantity(
            state.tokens[i].start,
            state.tokens[end - 1].end,
            digits,
            sign * literals.scaled(chosen.value, scale),
            literals.scaled(chosen.precision, scale),
            unit,
            name,
            estimate=qualified.estimate,
            inclusive=inclusive,
            readings=tuple(sign * literals.scaled(literal.value, scale) for literal in open_readings),
            lead=state.tokens[qualified.lead].start,
        )
    )
    return end


def _is_whole(state: State, over: int, unit: Unit) -> bool:
    """`120 trên 125 xã`, `240 hồ sơ trên 300 hồ sơ`: two figures of one ratio."""
    before = state.quantities[-1] if state.quantities else None
    return before is not None and before.end == state.tokens[over - 1].end and before.unit in (NO_UNIT, unit)


def _negative(state: State, i: int) -> bool:
    sign, before = state.tokens[i - 1], state.tokens[i - 2]
    return sign.key == "-" and state.tokens[i].glued and before.key in {"(", ":"} and not state.tokens.line_start(i - 1)
