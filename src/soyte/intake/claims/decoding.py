"""Bytes of any encoding that a file declares, as chunks of UTF-8 without a byte order mark.

UTF-8 is handed on as it is: a wrong byte is the fault of its own dossier. In other encodings a wrong byte becomes a character
that no XML may hold, which comes to the same.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

from soyte.intake.claims.limits import CHUNK
from soyte.intake.claims.members import Refused

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_KNOWN = {"windows-1258", "windows-1252", "iso-8859-1", "cp1258", "cp1252", "latin-1"}
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}
NO_CHARACTER = "\ufffe"

codecs.register_error("claims_no_character", lambda error: (NO_CHARACTER, getattr(error, "end", 0)))


def encoding_of(start: bytes) -> tuple[str | None, int]:
    """The encoding of a text by its first bytes and how many of them to leave out; None is UTF-8. Refused if unknown."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refused("encoding", "UTF-32")
    for mark, name in ((codecs.BOM_UTF8, None), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if start.startswith(mark):
            return name, len(mark)
    if start[:4].startswith(b"<\x00"):
        return "utf-16-le", 0
    if start[:4].startswith(b"\x00<"):
        return "utf-16-be", 0
    declared = _DECLARED.match(start[:300])
    name = declared.group(1).decode().lower() if declared else "utf-8"
    if name in _UTF8 or name.startswith("utf-16"):  # it says UTF-16 but is not: text of single bytes
        return None, 0
    if name in _KNOWN:
        return name, 0
    raise Refused("encoding", name[:40])


def utf8_chunks(stream: IO[bytes], skip: int = 0) -> Iterator[bytes]:
    """The rest of a stream in UTF-8, without the first `skip` bytes of it."""
    start = stream.read(CHUNK)
    name, mark = encoding_of(start)
    decoder = codecs.getincrementaldecoder(name)("claims_no_character") if name else None
    data = start[mark:]
    while True:
        last = not data
        piece = data if decoder is None else decoder.decode(data, last).encode("utf-8", "replace")
        if skip:
            skip, piece = max(0, skip - len(piece)), piece[skip:]
        if piece:
            yield piece
        if last:
            return
        data = stream.read(CHUNK)


def utf8_bytes(data: bytes) -> bytes:
    """A whole document in UTF-8. Refused if its encoding is unknown."""
    if data[:1] == b"<" and data[1:2].isalpha() and data[2:3] != b"\0":  # no mark, no declaration
        return data
    name, mark = encoding_of(data)
    if name is None:
        return data[mark:] if mark else data
    return data[mark:].decode(name, "claims_no_character").encode("utf-8", "replace")
