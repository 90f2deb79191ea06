"""Whether a file is one of claims, by its first bytes: nobody has to say so."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO

from soyte.intake.claims.decoding import utf8_bytes
from soyte.intake.claims.envelope import form_of
from soyte.intake.claims.members import DAMAGE, Refused

_START = 8192
_ROOT = 512  # bytes within which the root of a packed file begins
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_PACKED = (".xml", ".gz", ".zip")


def looks_like_claims(path: Path) -> bool:
    """True for dossiers, check-ins and assessments, packed ones too, and for every other `.xml`. False if it cannot be read."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_START)
            stream.seek(0)
            if start[:2] == b"PK":
                return _archive(stream)
            if start[:2] == b"\x1f\x8b":  # its beginning, whatever is wrong with its end
                start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, _ROOT)
    except OSError:
        return False
    except DAMAGE:
        return path.suffix.lower() == ".zip"
    return _claims(start) or path.suffix.lower() == ".xml"


def _archive(stream: IO[bytes]) -> bool:
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
    return not any(name in names for name in _OFFICE) and any(name.lower().endswith(_PACKED) for name in names)


def _claims(start: bytes) -> bool:
    if start[:2] in (b"PK", b"\x1f\x8b"):  # packed twice: nothing else is
        return True
    try:
        form_of(utf8_bytes(start))
    except Refused:
        return False
    return True
