"""Section numbers, phone and identity numbers, web addresses."""

from __future__ import annotations

import re

from soyte.quantities.tokens import Kind, Tokens
from soyte.quantities.units import density_at

_PHONE = re.compile(r"(?:84|0\d\d)\d*(?:[.\-() ]{1,2}\d+)*|1[89]00[.\- ]?\d{2,}(?:[.\- ]\d{2,})*")
_ADDRESS = re.compile(r"://|www\.|@.*\.|\w_\w|\.(?:vn|com|org|net|docx?|xlsx?|pptx?|pdf|zip|jpe?g|png)(?!\w)")
_COUNTER = re.compile(r"(?:lượt xem|lượt đọc|lượt truy cập|chia sẻ|bình luận)\s*[:(]\s*$")
_VIEWS = re.compile(r"\d+\s+lượt (?:xem|đọc)\s*(?:\n|$|\|)")


def section_number(tokens: Tokens, i: int) -> int:
    """`1.`, `3.1.2.`, `3.1.1.Về`, `2)`, `(3)` where a line or a clause begins."""
    digits, after = tokens[i].key, tokens[i + 1]
    marker = tokens.line_start(i)
    k = i
    while not marker and tokens.key(k - 1) in {"*", "-", "+", "•", "#", "("} and i - k < 2:
        k -= 1
        marker = tokens.line_start(k)
    dotted = re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){1,4}", digits) is not None
    if marker and re.fullmatch(r"\d{1,2}", digits) and after.key in {".", ")", "/", ":"} and after.glued:
        if after.key in {".", ")", ":"} or (tokens[i + 2].kind is Kind.WORD and not tokens[i + 2].glued):
            return 2 if tokens[i + 2].kind is not Kind.NUMBER or not tokens[i + 2].glued else 0
        return 0
    if marker and dotted and after.kind is not Kind.BREAK and not _rate_follows(tokens, i + 1):
        return 2 if after.key in {".", ")"} else 1
    if tokens.key(i - 1) == "(" and after.key == ")" and re.fullmatch(r"\d{1,2}", digits):
        lead = tokens.key(i - 2)
        if marker or lead in {";", ":", ",", ".", "gồm", "là"}:
            return 2
    if tokens.key(i - 1) == "[" and after.key == "]":
        return 2
    return 0


def _rate_follows(tokens: Tokens, index: int) -> bool:
    scaled = tokens.key(index) in {"nghìn", "ngàn", "triệu"} or tokens.words(index, "tỷ", "đồng")
    return tokens.key(index) in {"%", "‰"} or scaled or density_at(tokens, index) is not None


def long_number(tokens: Tokens, i: int) -> int:
    """Phone, account and identity numbers: long runs of digits that nothing groups and no unit follows."""
    abroad = not tokens.key(i).startswith("84") or tokens.key(i - 1) == "+"
    match = _PHONE.match(tokens.text, tokens[i].start) if abroad else None
    if match and sum(c.isdigit() for c in match.group()) >= 8:
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:,\d+)?", tokens[i].key)
        if not (grouped and tokens[i].key[0] != "0"):
            return max(1, tokens.at(match.start() + len(match.group().rstrip())) - i)
    digits = tokens[i].key
    if digits.isdigit() and (len(digits) >= 10 or (len(digits) == 9 and digits[0] == "0")):
        return 0 if tokens.key(i + 1) in {"đồng", "đ", "vnđ"} else 1
    return 0


def web_address(tokens: Tokens, i: int) -> int:
    """Digits inside a link, an e-mail address or the name of a file, and counters of a web page."""
    position = tokens[i].start
    if (tokens[i].glued or tokens[i + 1].glued) and _ADDRESS.search(_word_around(tokens.text, position)):
        return 1
    if tokens.key(i - 1) in {":", "("}:
        return 1 if _COUNTER.search(tokens.text[max(0, position - 30) : position].lower()) else 0
    if tokens.key(i + 1) != "lượt":
        return 0
    alone = tokens.line_start(i) or re.search(r"[|:]\d\d\s*$", tokens.text[max(0, position - 30) : position])
    return 1 if alone and _VIEWS.match(tokens.text[position : position + 60].lower()) else 0


def _word_around(text: str, position: int) -> str:
    """What stands between the blanks around the digits at `position`."""
    before = text[max(0, position - 200) : position]
    left = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
    return left + text[position : position + 60].split(None, 1)[0]
