"""What stands in NOIDUNGFILE: base64 of a document, the document itself, or nothing."""

from __future__ import annotations

import binascii
import re

from soyte.intake.claims.decoding import utf8_bytes
from soyte.intake.claims.members import Refused

_BLANK = b" \t\r\n"
_BLANKS = (b"\n", b" ", b"\r", b"\t")
_DECLARATION = re.compile(rb"^\s*<\?xml\b[^>]*\?>")


def document_in(content: bytes) -> bytes:
    """The document as UTF-8 without declaration, empty if there is none. Refused if it is neither XML nor base64 of something."""
    text = content.strip(_BLANK)
    if not text:
        return b""
    if text[:1] != b"<":
        try:
            bare = text.translate(None, _BLANK) if any(blank in text for blank in _BLANKS) else text
            text = binascii.a2b_base64(bare, strict_mode=True)
        except binascii.Error:
            raise Refused("base64") from None
    text = utf8_bytes(text).strip(_BLANK)
    declared = _DECLARATION.match(text) if text[:2] == b"<?" else None
    return text[declared.end() :].strip(_BLANK) if declared else text
