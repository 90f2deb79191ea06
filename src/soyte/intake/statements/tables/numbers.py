"""What a cell holds, told by its looks alone: a number, a year, a mark for nothing, or words."""

from __future__ import annotations

import re
from enum import StrEnum

_DIGITS = r"\d[\d.,]*"
_WORDS = r"(?:tăng|giảm|khoảng|trên|dưới|gần|hơn|ước(?: đạt)?|đạt|tối thiểu|ít nhất|từ|không quá)"
_UNIT = (
    r"(?:%o?|‰|[^\W\d_]+(?: [^\W\d_]+){0,2}(?:/[\d.]*\s?[^\W\d_]+(?: [^\W\d_]+)?)?|/[\d.]+ [^\W\d_]+(?: [^\W\d_]+)?)"
)
_SIGN = r"(?:[<>≥≤=~≈±+↑↓▲▼-]|&lt;|&gt;)"
_NUMBER = re.compile(
    rf"[(\[]?\s*(?:{_WORDS}\s*)?{_SIGN}?\s*{_SIGN}?\s*{_DIGITS}\s*(?:{_UNIT})?"
    rf"(?:\s*[/-]\s*{_DIGITS}\s*(?:{_UNIT})?)?\s*[)\]]?"
    rf"(?:\s*\(\s*{_SIGN}?\s*{_DIGITS}\s*(?:{_UNIT})?\s*\))?(?: trở lên)?[*\s]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:năm )?(?:19|20)\d\d", re.IGNORECASE)
# Ages and stretches of time are what figures are about: `<5 tuổi`, `5-15 tuổi`, `9 tháng`, `6 tháng đầu năm`.
_NAMES = re.compile(
    r"(?:[<>≥≤]|từ|trên|dưới)?\s*\d{1,2}(?:\s*-\s*(?:<\s*)?\d{1,2})?\s*(?:tuổi|(?:tháng|tuần|năm|ngày|quý)\b.*)",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[-–—.…/\\x\s]+|k\.?a\.?|n/?a", re.IGNORECASE)
_INDEX = re.compile(r"\(?(?:\d{1,3}|[a-zđ])\)?(?:\s*=.*)?", re.IGNORECASE | re.DOTALL)
_LONGEST = 48
_OF_NUMBERS = "0123456789., \n\u00a0"
_BLANK = re.compile(r"[ \n\u00a0]")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?")
_NO_WIDTH = "\u200b"


def unwrapped(text: str) -> str:
    """The text of a cell with a number that a narrow column broke (`1.421.` / `000`) or blanks group made whole.

    Blanks become zero-width ones, which normalising drops, so that offsets hold.
    """
    if not text[-1:].isdigit() or text.strip(_OF_NUMBERS):
        return text
    joined = "".join(text.split())
    if len(joined) < len(text) and (_GROUPED.fullmatch(joined) or _SPACED.fullmatch(text)):
        return _BLANK.sub(_NO_WIDTH, text)
    return text


class Look(StrEnum):
    """The looks of a cell."""

    NUMBER = "number"
    YEAR = "year"
    NOTHING = "nothing"
    WORDS = "words"


def is_number(text: str) -> bool:
    """Is this a number, perhaps with sign, unit, a second number behind a slash or in brackets?"""
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return False
    return _NUMBER.fullmatch(text.strip()) is not None and _NAMES.fullmatch(text.strip()) is None


def look_of(text: str) -> Look:
    """What the text of a cell looks like. A bare year is a `YEAR` though it may count something."""
    text = text.strip()
    if not text or (len(text) < 6 and _NOTHING.fullmatch(text)):
        return Look.NOTHING
    if _YEAR.fullmatch(text):
        return Look.YEAR
    return Look.NUMBER if is_number(text) else Look.WORDS


def is_index(text: str) -> bool:
    """One of the numbers or letters by which a row under the header counts columns: `(1)`, `A`, `(5)=(4)/(3)`."""
    return len(text) <= 40 and _INDEX.fullmatch(text.strip()) is not None


def sign_of(text: str) -> str:
    """`up`, `down` or empty: what the sign or word in front of a number says."""
    head = text.lstrip(" (").lower()
    if head.startswith(("+", "tăng", "↑", "▲")):
        return "up"
    return "down" if head.startswith(("-", "−", "–", "giảm", "↓", "▼")) else ""


def plain_value(text: str) -> float | None:
    """The size of the first number of a cell, read the Vietnamese way; None when there is none."""
    match = re.search(_DIGITS, text)
    if match is None:
        return None
    digits = match.group().rstrip(".,")
    if re.fullmatch(r"\d+\.\d{1,2}", digits):
        digits = digits.replace(".", ",")
    return float(digits.replace(".", "").replace(",", ".", 1).replace(",", ""))
