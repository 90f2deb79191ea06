"""Terms: one thing under two abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed
from soyte.statements import Finding

KIND = "terms"
# The usual abbreviation, what it stands for, and forms that are slips of the hand.
_SLIPS = (
    ("EMR", "bệnh án điện tử", ("ERM",)),
    ("KCB", "khám bệnh, chữa bệnh", ("KBCB",)),
    ("VNeID", "ứng dụng định danh điện tử", ("VNelD",)),
    ("BHYT", "bảo hiểm y tế", ("BHTY",)),
)
_ALL = tuple(slip for _, _, slips in _SLIPS for slip in slips)
_WORD = re.compile(rf"\b(?:{'|'.join(_ALL)})\b")


def judge_terms(sheet: Sheet) -> Iterator[Finding]:
    """One note for the document."""
    found: dict[str, list[re.Match[str]]] = {}
    text = sheet.reading.text
    for match in _WORD.finditer(text) if any(slip in text for slip in _ALL) else ():
        found.setdefault(match.group(), []).append(match)
    if not found:
        return
    right = {slip: (usual, meaning) for usual, meaning, slips in _SLIPS for slip in slips}
    words = []
    for slip, matches in found.items():
        usual, meaning = right[slip]
        beside = len(re.findall(rf"\b{usual}\b", text))
        words.append(
            f"“{slip}” ({len(matches)} chỗ) cho {meaning}, thường viết tắt là {usual}"
            + (f" như ở {beside} chỗ khác" if beside else "")
        )
    one = next(iter(found.values()))[0]
    message = f"Chữ viết tắt không thống nhất: {listed(words)}. Dùng một cách viết tắt trong cả văn bản."
    yield sheet.mark(one.start(), one.end(), KIND, one.group(), "", message)
