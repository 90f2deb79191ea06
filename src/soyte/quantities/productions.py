"""The productions of the grammar: pair, list, range and plain quantity. Each returns the token it ends at, 0 when it does not apply."""

from __future__ import annotations

import re
from decimal import Decimal

from soyte.quantities import literals, words
from soyte.quantities.exclusions import excluded
from soyte.quantities.model import NO_UNIT, Form, Ignored, Quantity, Unit, UnitKind
from soyte.quantities.parts import reading_kind, scale_behind, unit_behind
from soyte.quantities.qualifiers import qualifier_before
from soyte.quantities.state import State
from soyte.quantities.tokens import Kind
from soyte.quantities.units import SEX_RATIO, density_at, scale_words, unit_at

_PAIRED = (UnitKind.COUNT, UnitKind.MONEY, UnitKind.MEASURE)


def levels(state: State, i: int) -> int:
    """`mức 4,5` lists two levels."""
    token = state.tokens[i]
    if state.tokens.key(i - 1) != "mức" or state.tokens.key(i - 2) != "đạt":
        return _level_names(state, i)
    if not all(p.isdigit() and len(p) == 1 for p in token.key.split(",")):
        return 0
    if state.tokens.key(i + 1) in {"%", "‰"} or unit_at(state.tokens, i + 1)[1]:
        return 0
    position = token.start
    unit = Unit("mức", UnitKind.COUNT)
    for part in token.key.split(","):
        value = Decimal(part)
        state.quantities.append(
            Quantity(
                position,
                position + 1,
                part,
                value,
                Decimal(1),
                unit,
                form=Form.LIST,
                readings=(value,),
                lead=position,
            )
        )
        position += 2
    j = i + 1
    while (
        state.tokens.key(j) in {",", "và"}
        and state.tokens[j + 1].kind is Kind.NUMBER
        and len(state.tokens.key(j + 1)) == 1
    ):
        if unit_at(state.tokens, j + 2)[1]:
            break
        value, at = Decimal(state.tokens.key(j + 1)), state.tokens[j + 1]
        state.quantities.append(
            Quantity(
                at.start, at.end, at.key, value, Decimal(1), unit, form=Form.LIST, readings=(value,), lead=at.start
            )
        )
        j += 2
    return j


def _level_names(state: State, i: int) -> int:
    """`nguy cơ ở mức 3, 4`: levels of a scale are names unless the text says that they were reached."""
    token = state.tokens[i]
    if state.tokens.key(i - 1) != "mức" or not all(part.isdigit() and len(part) == 1 for part in token.key.split(",")):
        return 0
    if unit_at(state.tokens, i + 1)[1] or state.tokens.key(i + 1) in words.SCALES:
        return 0
    j = i + 1
    while (
        state.tokens.key(j) in {",", "và"}
        and state.tokens[j + 1].kind is Kind.NUMBER
        and len(state.tokens.key(j + 1)) == 1
    ):
        j += 2
    state.ignored.append(Ignored(token.start, state.tokens[j - 1].end, "name"))
    return j


def pair(state: State, i: int) -> int:
    """`12/14 chỉ tiêu`, `(222/222)`, `8.120/3`: two figures around one slash."""
    first, slash, second = state.tokens[i], state.tokens[i + 1], state.tokens[i + 2]
    if slash.key != "/" or second.kind is not Kind.NUMBER or i + 2 in state.taken:
        return 0
    if state.tokens.key(i + 3) == "/" and state.tokens[i + 4].kind is Kind.NUMBER:
        return 0
    if density_at(state.tokens, i + 1) is not None:  # 17/10.000 dân is one figure
        return 0
    if second.key == "100" and _about_sexes(state, i):
        return _over_base(state, i, SEX_RATIO)
    if second.key in {"1000", "1.000"} and _is_broken(first.key):
        return _over_base(state, i, Unit("‰", UnitKind.PERMILLE))
    scale, scale_length = scale_behind(state, i + 3)
    unit, length = unit_behind(state, i + 3 + scale_length)
    if unit is NO_UNIT and _date_like(state, i):
        state.ignored.append(Ignored(first.start, second.end, "date"))
        return i + 3
    shared = unit if unit.kind in _PAIRED else NO_UNIT
    length = scale_length + (length if unit.kind in _PAIRED else 0)
    kind = UnitKind.MEASURE if scale_length else UnitKind.COUNT
    if unit.kind is UnitKind.MONEY:
        kind = reading_kind(unit)
    made = []
    for token, form in ((first, Form.NUMERATOR), (second, Form.DENOMINATOR)):
        read = literals.readings(token.key)
        if not read:
            return 0
        chosen, _ = literals.resolve(read, kind, state.style)
        value = literals.scaled(chosen.value, scale)
        end = token.end
        if form is Form.DENOMINATOR and length:
            end = state.tokens[i + 2 + length].end
        qualified = qualifier_before(state.tokens, i)
        made.append(
            Quantity(
                token.start,
                end,
                token.key,
                value,
                literals.scaled(chosen.precision, scale),
                shared,
                qualifier=qualified.name if form is Form.NUMERATOR else "exact",
                form=form,
                readings=(value,),
                estimate=qualified.estimate,
                lead=token.start,
            )
        )
    state.quantities += made
    return i + 3 + length


def _about_sexes(state: State, i: int) -> bool:
    """`tỷ số giới tính khi sinh: 112,5/100`."""
    return any(state.tokens.words(k, "giới", "tính") for k in range(max(0, i - 12), i))


def _is_broken(digits: str) -> bool:
    return all(literal.precision < 1 for literal in literals.readings(digits))


def _over_base(state: State, i: int, unit: Unit) -> int:
    """`112,5/100`, `10,5/1000`: the rate and the base that is its unit."""
    chosen, _ = literals.resolve(literals.readings(state.tokens.key(i)), UnitKind.DENSITY, state.style)
    qualified = qualifier_before(state.tokens, i)
    state.quantities.append(
        Quantity(
            state.tokens[i].start,
            state.tokens[i + 2].end,
            state.tokens.key(i),
            chosen.value,
            chosen.precision,
            unit,
            qualified.name,
            estimate=qualified.estimate,
            inclusive=qualified.inclusive,
            readings=(chosen.value,),
            lead=state.tokens[qualified.lead].start,
        )
    )
    return i + 3


def _date_like(state: State, i: int) -> bool:
    """`Ngày Dân số thế giới 11/7`, `Tết Đoan Ngọ 5/5 âm lịch`: a day and a month in a name."""
    one, two = state.tokens.key(i), state.tokens.key(i + 2)
    if not all(re.fullmatch(r"\d{1,2}", part) for part in (one, two)) or not (
        1 <= int(one) <= 31 and 1 <= int(two) <= 12
    ):
        return False
    before = state.tokens[i - 1]
    named = {state.tokens.key(k) for k in range(max(0, i - 8), i)} & {"ngày", "tết", "lễ", "dịp"}
    return before.kind is Kind.WORD and bool(named) and before.key not in {"đạt", "có", "cả", "được", "hoàn", "thành"}


def span(state: State, i: int) -> int:
    """`18-20 ca`, `từ 5 đến 8 ca`, `80 - 95 ca/tuần`, `15% - 20%`, `1,2 triệu - 1,5 triệu lượt`."""
    unit, length = unit_behind(state, i + 1)
    scales = 0 if length else scale_words(state.tokens, i + 1)[1]
    j = i + 1 + length + scales
    dash = state.tokens.key(j) == "-"
    until = state.tokens.key(j) in {"đến", "tới"} and _from_word(state, i)
    if not (dash or until) or state.tokens[j + 1].kind is not Kind.NUMBER or j + 1 in state.taken:
        return 0
    if excluded(state.tokens, j + 1) is not None:
        return 0
    if any(state.tokens.key(i + 1 + k) != state.tokens.key(j + 2 + k) for k in range(scales)):
        return 0
    scale, scale_length = scale_behind(state, j + 2)
    high_unit, high_length = unit_behind(state, j + 2 + scale_length)
    if high_unit is NO_UNIT and unit is NO_UNIT and not scale_length and not until:
        return 0
    if length and high_unit.name != unit.name:
        return 0
    low_read, high_read = literals.readings(state.tokens[i].key), literals.readings(state.tokens[j + 1].key)
    if not low_read or not high_read:
        return 0
    kind = UnitKind.MEASURE if scale_length else reading_kind(high_unit)
    low, _ = literals.resolve(low_read, kind, state.style)
    high, _ = literals.resolve(high_read, kind, state.style)
    if not low.value < high.value:
        return 0
    end = j + 2 + scale_length + high_length
    qualified = qualifier_before(state.tokens, i)
    state.quantities.append(
        Quantity(
            state.tokens[i].start,
            state.tokens[end - 1].end,
            state.text[state.tokens[i].start : state.tokens[j + 1].end],
            literals.scaled(low.value, scale),
            literals.scaled(min(low.precision, high.precision), scale),
            high_unit if high_length else unit,
            "range",
            Form.RANGE,
            high=literals.scaled(high.value, scale),
            estimate=qualified.estimate,
            inclusive=True,
            readings=(literals.scaled(low.value, scale),),
            lead=state.tokens[qualified.lead].start,
        )
    )
    return end


def _from_word(state: State, i: int) -> bool:
    """`từ 5 đến 8` is a range; `tăng từ 5 đến 8`, `từ 5 lên 8` is a move."""
    if state.tokens.key(i - 1) != "từ":
        return False
    return state.tokens.key(i - 2) not in {"tăng", "giảm", "nâng", "hạ", "tăng lên"}
