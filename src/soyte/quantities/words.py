"""Numbers written in words: `hai nghìn ba trăm`, `nửa triệu`, `một trăm linh năm`."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SCALES = {
    "chục": Decimal(10),
    "trăm": Decimal(10) ** 2,
    "nghìn": Decimal(10) ** 3,
    "ngàn": Decimal(10) ** 3,
    "vạn": Decimal(10) ** 4,
    "triệu": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
}
_GAPS = {"linh", "lẻ"}
_NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def is_number_word(key: str) -> bool:
    """Can this folded word begin or continue a number in words?"""
    return key in _DIGITS or key in SCALES or key in _GAPS or key in {"mười", "mươi", "nửa"}


def read_words(keys: list[str]) -> tuple[Decimal, int] | None:
    """The longest number that `keys` (folded words) begin with, and how many words it takes.

    >>> read_words("hai nghìn ba trăm ca".split())
    (Decimal('2300'), 4)
    """
    total, used = Decimal(0), 0
    previous_scale: Decimal | None = None
    while used < len(keys):
        if keys[used] == "nửa" and used + 1 < len(keys) and keys[used + 1] in SCALES:
            group, length = Decimal("0.5"), 1
        else:
            group_read = _read_below_thousand(keys[used:], inner=used > 0)
            if group_read is None:
                break
            group, length = Decimal(group_read[0]), group_read[1]
        scale, scale_length = Decimal(1), 0
        while used + length + scale_length < len(keys) and keys[used + length + scale_length] in SCALES:
            scale *= SCALES[keys[used + length + scale_length]]
            scale_length += 1
        if previous_scale is not None and scale >= previous_scale:
            break
        total += group * scale
        used += length + scale_length
        previous_scale = scale
        if scale == 1:
            break
    return (total.to_integral_value(), used) if used else None


def _read_below_thousand(keys: list[str], *, inner: bool) -> tuple[int, int] | None:
    """A number from 0 to 999; a leading zero or gap (`không trăm`, `lẻ`) only after a scale."""
    value, used = 0, 0
    if len(keys) >= 2 and keys[0] in _DIGITS and keys[1] == "trăm" and (inner or keys[0] != "không"):
        value, used = _DIGITS[keys[0]] * 100, 2
    rest = keys[used:]
    if not rest:
        return (value, used) if used else None
    if rest[0] in _GAPS and len(rest) >= 2 and rest[1] in _DIGITS and (used or inner):
        return value + _DIGITS[rest[1]], used + 2
    if rest[0] == "mười":
        if len(rest) >= 2 and _DIGITS.get(rest[1], 0) > 0:
            return value + 10 + _DIGITS[rest[1]], used + 2
        return value + 10, used + 1
    if len(rest) >= 2 and rest[0] in _DIGITS and rest[1] == "mươi":
        tens = _DIGITS[rest[0]] * 10
        if len(rest) >= 3 and _DIGITS.get(rest[2], 0) > 0:
            return value + tens + _DIGITS[rest[2]], used + 3
        return value + tens, used + 2
    if used:
        return value, used
    if rest[0] in _DIGITS and rest[0] not in {"mốt", "lăm", "nhăm", "tư"}:
        return _DIGITS[rest[0]], 1
    return None


def write_words(number: int) -> str:
    """A whole number from 0 below 10^12 in words, as official papers spell amounts.

    >>> write_words(2305)
    'hai nghìn ba trăm linh năm'
    """
    if not 0 <= number < 10**12:
        raise ValueError("Chỉ viết bằng chữ được số nguyên từ 0 đến dưới một nghìn tỷ.")
    if number == 0:
        return "không"
    parts: list[str] = []
    for size, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            spoken = _write_group(group, full=bool(parts))
            parts.append(f"{spoken} {name}".strip())
    return " ".join(parts)


def _write_group(group: int, *, full: bool) -> str:
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or full:
        words += [_NAMES[hundreds], "trăm"]
    if tens == 0 and units:
        words += (["linh"] if words else []) + [_NAMES[units]]
    elif tens:
        words += ["mười"] if tens == 1 else [_NAMES[tens], "mươi"]
        if units == 1 and tens > 1:
            words.append("mốt")
        elif units == 5:
            words.append("lăm")
        elif units:
            words.append(_NAMES[units])
    return " ".join(words)
