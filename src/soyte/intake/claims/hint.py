"""Which dossier a refused one probably is: its MA_LK as far as it can still be read. Only told to people, never a key."""

from __future__ import annotations

import base64
import binascii
import re

_NAMED = re.compile(rb"<MA_LK>\s*(?:<!\[CDATA\[)?\s*([^<>\[\]]{1,100}?)\s*(?:\]\]>)?\s*</MA_LK>")
_CONTENT = re.compile(rb"<NOIDUNGFILE>\s*([A-Za-z0-9+/=\s]{16,4096})")
_TRIED = 6


def ma_lk_in(data: bytes) -> str | None:
    """The first MA_LK in a dossier as it stands in its file, looked for in the beginnings of its contents too."""
    found = _NAMED.search(data)
    for content in list(_CONTENT.finditer(data))[:_TRIED] if found is None else ():
        text = b"".join(content[1].split())
        try:
            found = _NAMED.search(base64.b64decode(text[: len(text) // 4 * 4]))
        except binascii.Error:
            continue
        if found is not None:
            break
    return found[1].decode("utf-8", "replace") if found is not None else None
