"""What a file is that holds no dossiers, as far as its first bytes tell: whoever sent it should know what to send instead."""

from __future__ import annotations

import re

from soyte.intake.claims.members import Refused

_PACKINGS = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\xfd7zXZ": "xz", b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "zstd"}
_PAGE = re.compile(rb"(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_WORD = re.compile(rb"<([^\s<>/]{1,60})")
_WHOLE = b"PD94bWwg"  # `<?xml ` in base64
_ROOT = b"PEdJQU1ESU5ISFM"  # `<GIAMDINHHS`


def refusal_of(start: bytes) -> Refused:
    """Why a file that begins like this is refused; `start` is behind the declaration of an XML file."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        return Refused("empty")
    for mark, name in _PACKINGS.items():
        if start.startswith(mark):
            return Refused("packed_otherwise", name)
    if _PAGE.match(text):
        return Refused("page")
    if text.startswith((_WHOLE, _ROOT)):
        return Refused("whole_base64")
    if text.startswith(b"<!"):
        return Refused("declaration")
    root = _WORD.match(text)
    return Refused("foreign", root.group(1).decode("utf-8", "replace") if root else "")
