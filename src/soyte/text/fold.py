"""Keys for comparing Vietnamese words: case, placement of the tone mark and i/y do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# "hòa" and "hoà", "thúy" and "thuý": the mark is moved to the last vowel of an open oa, oe, uy; "của" stays.
_OPEN = re.compile(rf"(o(?=.[ae])|u(?=.y))([{_TONES}])([aey])(?![\u0302\u0306\u031ba-z])")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One key for the spellings of one word: `Hoà`/`hòa`, `bác sỹ`/`bác sĩ`, `tỉ`/`tỷ`, `xẩy`/`xảy`. Marks are kept."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    moved = _OPEN.sub(r"\1\3\2", decomposed)
    return _unify_i(unicodedata.normalize("NFC", moved))


_Y_AS_I = {
    "sỹ": "sĩ",
    "tỉ": "tỷ",
    "kỹ": "kĩ",
    "lý": "lí",
    "mỹ": "mĩ",
    "xẩy": "xảy",
    "ủy": "uỷ",
    "quí": "quý",
    "kì": "kỳ",
}


def _unify_i(text: str) -> str:
    return " ".join(_Y_AS_I.get(word, word) for word in text.split(" "))


def strip_marks(text: str) -> str:
    """Lower case without any diacritics: `Đắk Lắk` becomes `dak lak`."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
