"""The parts of a quantity behind its number: scale word and unit, also one wrapped to the next line or missing in the table."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile

from soyte.quantities import words
from soyte.quantities.model import NO_UNIT, Unit, UnitKind
from soyte.quantities.state import State
from soyte.quantities.tokens import Kind, Token
from soyte.quantities.units import noun_at, scale_words, unit_at

_SMALL_SCALES = {"chục", "trăm"}  # in "5 trăm triệu đồng" they belong to the number, the others to the unit
# Words behind a number that are no noun of counting.
_NO_NOUN = {
    "tại", "trong", "so", "với", "là", "được", "đã", "và", "của", "ở", "cho", "trên", "tăng", "giảm", "đạt", "có",
    "thì", "từ", "đến", "theo", "do", "vì", "nên", "nhưng", "còn", "chiếm", "hoặc", "bằng", "về", "cùng", "vào",
    "ra", "lên", "xuống", "qua", "sau", "trước", "này", "đó", "các", "những", "mỗi", "cả", "không", "chưa", "tử",
    "mắc", "vượt", "thuộc", "gồm", "như", "khi", "để", "hơn", "mới", "khác", "trở", "tới", "cao", "thấp", "nội",
    "ngoại", "nam", "nữ", "tương", "gấp", "toàn", "phải", "đang", "chỉ", "giải", "cần", "nhằm", "kể", "tiếp", "kết",
    "hiện", "nay", "nếu", "đồng", "nhất", "nhì", "đầu", "cuối", "giữa", "ngay", "riêng", "ngoài", "bên", "dưới",
    "gần", "khoảng", "ước", "thực", "hoàn", "đúng", "sai", "phát", "xảy", "giao", "ghi", "phục", "tham", "nằm", "sử",
    "dùng", "thu", "chi", "nhập", "xuất", "trực", "liên", "quá", "vẫn", "lại", "sẽ", "cũng", "bị", "tính", "hay",
    "đều", "trừ", "song", "tuy", "mà", "thứ", "trung", "bình", "số", "tổng", "rưỡi", "sang",
}  # fmt: skip


def scale_behind(state: State, index: int) -> tuple[Decimal, int]:
    """Scale words that belong to the number: `1,3 triệu sổ`, but not `1,6 tỷ đồng`, whose unit they are."""
    scale, length = scale_words(state.tokens, index)
    noun = noun_at(state.tokens, index + length)
    money = noun is not None and noun[0].kind is UnitKind.MONEY
    if money or (noun is None and state.tokens.key(index + length - 1) == "tỷ"):  # "71 tỷ" is money without its đồng
        length = sum(1 for _ in takewhile(lambda k: state.tokens.key(k) in _SMALL_SCALES, range(index, index + length)))
        scale = scale_words(state.tokens, index, at_most=length)[0]
    return scale, length


def reading_kind(unit: Unit) -> UnitKind:
    """What decides how the separators are read: nobody pays a fraction of a đồng, so it is counted."""
    return UnitKind.COUNT if unit.kind is UnitKind.MONEY and unit.name.startswith("đồng") else unit.kind


def unit_behind(state: State, index: int) -> tuple[Unit, int]:
    """The unit at `index`, how many tokens it takes; a line end before it is one of them. It never reaches into a date."""
    unit, length = _unit_or_noun(state, index)
    return (unit, length) if state.free(index, length) == length else (NO_UNIT, 0)


def _unit_or_noun(state: State, index: int) -> tuple[Unit, int]:
    wrapped = state.tokens[index].kind is Kind.BREAK and state.tokens[index].text.count("\n") <= 2
    if wrapped and (state.tokens.key(index + 1) in {"%", "‰"} or state.tokens[index + 1].text[:1].islower()):
        unit, length = unit_at(state.tokens, index + 1)
        return (unit, length + 1) if length else (NO_UNIT, 0)
    if state.tokens.words(index, "âm", "lịch"):
        return NO_UNIT, 0
    unit, length = unit_at(state.tokens, index)
    if length and not _crosses_paragraph(state, index, length):
        return unit, length
    length = scale_words(state.tokens, index)[1]
    if length and state.tokens.key(index + length - 1) == "tỷ":
        scales = " ".join(state.tokens.key(k) for k in range(index, index + length))
        return Unit(f"{scales} đồng", UnitKind.MONEY), length
    return _unlisted_noun(state, index)


def _crosses_paragraph(state: State, index: int, length: int) -> bool:
    return any(state.tokens[k].kind is Kind.BREAK for k in range(index, index + length))


def _unlisted_noun(state: State, index: int) -> tuple[Unit, int]:
    """A noun the table lacks: one plain word behind the number, in lower case."""
    token: Token = state.tokens[index]
    if (
        token.kind is not Kind.WORD
        or token.glued
        or token.key in _NO_NOUN
        or not token.text.islower()
        or len(token.text) < 2
    ):
        return NO_UNIT, 0
    if words.is_number_word(token.key):
        return NO_UNIT, 0
    return Unit(token.text.lower(), UnitKind.COUNT), 1
