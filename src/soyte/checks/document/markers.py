"""The numbers of sections as they are printed: `Phần thứ nhất`, `IV.`, `3.2.1.`, `b)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORDINALS = {
    w: n
    for n, ws in enumerate(
        (
            ("nhất", "một"),
            ("hai",),
            ("ba",),
            ("tư", "bốn"),
            ("năm",),
            ("sáu",),
            ("bảy", "bẩy"),
            ("tám",),
            ("chín",),
            ("mười",),
        ),
        1,
    )
    for w in ws
}
_ROMAN = {"I": 1, "V": 5, "X": 10}
# Vietnamese lists go a b c d đ e g h i k; many leave out đ. Letters of other alphabets (f, j, w, z) are passed over.
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN_TOO = set("ivxđ")  # capitals that are read as Roman numbers
_PART = re.compile(r"phần\s+(?:thứ\s+)?(\d{1,2}|[ivx]+|\w+)[.:]?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})([.)/]?)")
_LETTER = re.compile(r"([a-zđA-ZĐ])([.)])")
_ROMANS = re.compile(r"([IVX]{1,5})\s?([.)/-])")


@dataclass(frozen=True)
class Mark:
    """A section number: its kind, what stands before the last number (`3.2` of `3.2.1`), the last number, and its style."""

    kind: str
    prefix: tuple[int, ...]
    value: int
    style: str

    @property
    def key(self) -> tuple[str, tuple[int, ...], str]:
        """Sections of one parent with the same key are counted together; parts are so whatever their style."""
        return self.kind, self.prefix, "" if self.kind == "part" else self.style

    def label(self, value: int) -> str:
        """How the section with another last number would be printed."""
        if self.kind == "roman":
            return to_roman(value)
        if self.kind == "letter":
            return _ALPHABET[value - 1] if 0 < value <= len(_ALPHABET) else "?"
        if self.kind == "part":
            return f"Phần thứ {value}"
        return ".".join(str(n) for n in (*self.prefix, value))


def read_marker(marker: str) -> Mark | None:
    """The number that a marker of the outline prints; bullets and words have none."""
    if part := _PART.fullmatch(marker):
        return _read_part(part[1])
    if roman := _ROMANS.fullmatch(marker):
        value = from_roman(roman[1])
        return Mark("roman", (), value, roman[2]) if value else None
    if number := _NUMBER.fullmatch(marker):
        *prefix, value = (int(n) for n in number[1].split("."))
        style = number[2] if number[2] in (")", "/") else "."
        return Mark("number", tuple(prefix), value, style) if value else None
    if letter := _LETTER.fullmatch(marker):
        case = "A" if letter[1].isupper() else "a"
        position = _ALPHABET.find(letter[1].lower()) + 1
        return Mark("letter", (), position, case + letter[2]) if position else None
    return None


def _read_part(word: str) -> Mark | None:
    if word.isdigit():
        return Mark("part", (), int(word), "số")
    value = _ORDINALS.get(word.lower())
    if value:
        return Mark("part", (), value, "chữ")
    roman = from_roman(word.upper())
    return Mark("part", (), roman, "số La Mã") if roman else None


def follows(mark: Mark, last: int) -> bool:
    """Is `mark` the next one after the sibling numbered `last`?"""
    if mark.value == last + 1:
        return True
    skipped = _ALPHABET[last : mark.value - 1] if mark.kind == "letter" else ""
    return skipped == "đ" or (bool(skipped) and mark.style[0] == "A" and set(skipped) <= _ROMAN_TOO)


def from_roman(word: str) -> int:
    """The value of a Roman number up to 39 in its regular form, else 0."""
    total = 0
    for here, after in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN.get(here, 0)
        total += -value if _ROMAN.get(after, 0) > value else value
    return total if total > 0 and to_roman(total) == word else 0


def to_roman(value: int) -> str:
    """A number as a Roman one; beyond 39 in digits."""
    if not 0 < value < 40:
        return str(value)
    return "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]
