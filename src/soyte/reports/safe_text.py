"""Text that is safe to show, whatever a document held: what every rendering shares."""

from __future__ import annotations

import re
from decimal import Decimal

from soyte.quantities import write_number

# Code points that no XML file may hold, that break lines apart, that drive a terminal or that turn the reading
# direction. Each becomes one U+FFFD, so a reader sees that something stood there and offsets stay true.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"
    "\ufffe\uffff" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)) + "]"
)
_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))


def clean(text: str) -> str:
    """`text` with every code point that could harm a rendering replaced, one for one."""
    return _UNSAFE.sub("\ufffd", text).translate(_BREAKS)


def one_line(text: str, limit: int = 400) -> str:
    """`text` on one line, clean, cut at `limit` code points."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def count(number: int) -> str:
    """`12345` as `12.345`."""
    return write_number(Decimal(number))
