"""The parts of a quantity behind its number: scale word and unit, also one wrapped to the next line or missing in the table."""

from __future__ import annotations

from decimal import Decimal

from soyte.quantities import words
from soyte.quantities.model import NO_UNIT, Unit, UnitKind
from soyte.quantities.state import State
from soyte.quantities.tokens import Kind, Token
from soyte.quantities.units import noun_at, unit_at

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
    "đều", "trừ", "song", "tuy", "mà", "thứ", "trung", "bình",
}  # fmt: skip


def scale_behind(state: State, index: int) -> tuple[Decimal, int]:
    """Scale words that belong to the number: `1,3 triệu sổ`, but not `1,6 tỷ đồng`, whose unit they are."""
    scale, length = Decimal(1), 0
    while state.tokens.key(index + length) in words.SCALES:
        scale *= words.SCALES[state.tokens.key(index + length)]
        length += 1
    if not length:
        return Decimal(1), 0
    noun = noun_at(state.tokens, index + length)
    if noun is not None and noun[0].kind is UnitKind.MONEY:
        return Decimal(1), 0
    if state.tokens.key(index + length - 1) == "tỷ" and noun is None:
        return Decimal(1), 0  # "71 tỷ" is money with its đồng left out
    return scale, length


def unit_behind(state: State, index: int, *, scaled: bool = False) -> tuple[Unit, int]:
    wrapped = state.tokens[index].kind is Kind.BREAK and state.tokens[index].text.count("\n") <= 2
    if wrapped and (state.tokens.key(index + 1) in {"%", "‰"} or state.tokens[index + 1].text[:1].islower()):
        unit, length = unit_at(state.tokens, index + 1)
        return (unit, length + 1) if length else (NO_UNIT, 0)
    if state.tokens.words(index, "âm", "lịch"):
        return NO_UNIT, 0
    unit, length = unit_at(state.tokens, index)
    if length and not _crosses_paragraph(state, index, length):
        return unit, length
    if not scaled and state.tokens.key(index) == "tỷ":
        return Unit("tỷ đồng", UnitKind.MONEY), 1
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
