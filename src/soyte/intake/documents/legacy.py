"""Vietnamese typed before Unicode: TCVN3 (ABC, fonts `.VnTime`) and VNI (fonts `VNI-Times`), told apart and converted.

Both put Vietnamese glyphs on the code points of Western Latin letters, so such a text reads `Céng hoµ x· héi` or
`Coäng hoaø xaõ hoäi`. TCVN3 has one code for a letter; capitals with marks share it and differ by font only.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

_SAMPLE = 200_000


class Legacy(StrEnum):
    """An encoding in which Vietnamese hides behind Latin letters."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _HAT, _BREVE = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0302", "\u0306"
_VNI_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_MARKS = {
    **_VNI_TONES,
    **{"â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT},
    **{"ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE},
    "ë": _BREVE + _DOT,
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    bases = [("a", "a", _VNI_MARKS), ("e", "e", _VNI_MARKS), ("o", "o", _VNI_MARKS)]
    bases += [("u", "u", _VNI_TONES), ("y", "y", _VNI_TONES), ("ô", "ơ", _VNI_TONES), ("ö", "ư", _VNI_TONES)]
    for typed, letter, marks in bases:
        for mark, combining in marks.items():
            table[typed + mark] = unicodedata.normalize("NFC", letter + combining)
    upper = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in table.items()}
    return table | mixed | upper


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

# Frequent words with marks: the right reading of a page of Vietnamese holds dozens of them, a wrong one hardly any.
_FREQUENT_WORDS = """
và của các được có số là đã không người năm đạt với tăng giảm tỷ lệ bệnh viện tế xã huyện tỉnh thành phố đến từ về tại
bộ sở hiện thực công tác chỉ tiêu kế hoạch báo cáo chủ trẻ tổng đồng hội để đối nước nghị định quyết khám chữa điều trị
sức khỏe khoẻ dân cộng hòa hoà độc lập tự hạnh phúc việt nghĩa phòng chống dịch kết quả nhiệm vụ tổ chức những một
bảy tám chín mười tháng ngày cơ như này đó thì đơn vị trạm tiêm chủng
"""
_FREQUENT = frozenset(word for word in _FREQUENT_WORDS.split() if not word.isascii())
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_HIGH = re.compile("[\u00a1-\u00ff]")


def to_unicode(text: str, encoding: Legacy) -> str:
    """`text` as its author saw it."""
    if encoding is Legacy.TCVN3:
        return text.translate(_TCVN3)
    return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)


def vietnamese_words(text: str) -> int:
    """How many frequent Vietnamese words with marks stand in the beginning of a text."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).lower()
    return sum(1 for word in _WORD.findall(sample) if word in _FREQUENT)


def detect(text: str) -> Legacy | None:
    """The legacy encoding that makes Vietnamese of this text, if the text as it stands is not Vietnamese."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not _LATIN_HIGH.search(sample):
        return None
    plain = vietnamese_words(sample)
    scores = {encoding: vietnamese_words(to_unicode(sample, encoding)) for encoding in Legacy}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= 3 and scores[best] > 4 * plain else None


def of_font(font: str) -> Legacy | None:
    """The encoding that a font stands for: `.VnTime`, `.VnTimeH`, `VNI-Times`."""
    name = font.lower()
    if name.startswith(".vn"):
        return Legacy.TCVN3
    return Legacy.VNI if name.startswith(("vni-", "vni ")) else None


def from_font(text: str, font: str) -> str:
    """Text set in an old font. Fonts named …H show small letters as capitals; Unicode text is left alone."""
    encoding = of_font(font)
    if encoding is None or any("\u0102" <= c <= "\u01b0" or "\u1ea0" <= c <= "\u1ef9" for c in text):
        return text
    shown = to_unicode(text, encoding)
    return shown.upper() if encoding is Legacy.TCVN3 and font.endswith("H") else shown
