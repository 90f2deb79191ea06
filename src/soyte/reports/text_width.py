"""How long a line in Times New Roman is: rules below titles have lengths that depend on it."""

from __future__ import annotations

import unicodedata

# Thousandths of the size for the characters from blank to tilde; the free Liberation Serif has the same.
_BOLD = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
    444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
    220, 394, 520,
)  # fmt: skip
_OTHERS = {"Đ": 722, "đ": 556, "Ơ": 778, "ơ": 554, "Ư": 796, "ư": 600, "–": 500}
_POINT = 25.4 / 72


def bold_width(text: str, size: float) -> float:
    """Millimetres of `text` in bold of `size` points."""
    return sum(map(_width, unicodedata.normalize("NFC", text))) * size / 1000 * _POINT


def _width(char: str) -> int:
    """Marks above and below letters take no room, the horn of ơ and ư does."""
    if char not in _OTHERS:
        decomposed = unicodedata.normalize("NFD", char)
        base, marks = decomposed[0], decomposed[1:]
        char = {"O": "Ơ", "o": "ơ", "U": "Ư", "u": "ư"}.get(base, base) if "\u031b" in marks else base
    if char in _OTHERS:
        return _OTHERS[char]
    return _BOLD[ord(char) - 32] if " " <= char <= "~" else 600
