"""Section numbers, phone and identity numbers, web addresses."""

from __future__ import annotations

import re

from soyte.quantities.tokens import Kind, Tokens
from soyte.quantities.units import density_at

_PHONE = re.compile(r"(?:84|0\d\d)\d*(?:[.\-() ]{1,2}\d+)*|1[89]00[.\- ]?\d{2,}(?:[.\- ]\d{2,})*")
_ADDRESS = re.compile(r"://|www\.|@.*\.|\w_\w|\.(?:vn|com|org|net|docx?|xlsx?|pptx?|pdf|zip|jpe?g|png)(?!\w)")


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
    match = _PHONE.match(tokens.text, tokens[i].start)
    if match and match.group().startswith("84") and tokens.key(i - 1) != "+":
        match = None
    if match and sum(c.isdigit() for c in match.group()) >= 8:
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:,\d+)?", tokens[i].key)
        if not (grouped and tokens[i].key[0] != "0"):
            return max(1, tokens.at(match.start() + len(match.group().rstrip())) - i)
    digits = tokens[i].key
    if digits.isdigit() and (len(digits) >= 10 or (len(digits) == 9 and digits[0] == "0")):
        return 0 if tokens.key(i + 1) in {"đồng", "đ", "vnđ"} else 1
    return 0


def web_address(tokens: Tokens, i: int) -> int:
    """Digits inside a link or an e-mail address, and counters of a web page."""
    window = tokens.text[max(0, tokens[i].start - 200) : tokens[i].end + 60]
    start = min(tokens[i].start, 200)
    left = re.split(r"\s", window[:start])[-1]
    right = re.split(r"\s", window[start:])[0]
    word = left + right
    if _ADDRESS.search(word):
        return 1
    counter = re.search(r"(?:lượt xem|lượt đọc|lượt truy cập|chia sẻ|bình luận)\s*[:(]\s*$", window[:start].lower())
    alone = tokens.line_start(i) or re.search(r"[|:]\d\d\s*$", window[:start])
    return 1 if counter or (alone and re.match(r"\d+\s+lượt (?:xem|đọc)\s*(?:\n|$|\|)", window[start:].lower())) else 0
