"""Ids that Word and LibreOffice keep: bookmark names of at most 40 letters, digits and underscores."""

from __future__ import annotations

import re
from hashlib import sha256

LONGEST = 40
_FIT = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_OTHER = re.compile(r"[^A-Za-z0-9_]+")


def safe_id(text: str) -> str:
    """`text` if it can be a bookmark's name, else a name made of it that tells it from its like."""
    return text if _FIT.fullmatch(text) else fit(f"s_{_OTHER.sub('_', text).strip('_')}", f"_{short_hash(text)}")


def fit(base: str, suffix: str) -> str:
    """`base` and `suffix`, with the middle exchanged for a hash where that is too long."""
    if len(base) + len(suffix) <= LONGEST:
        return base + suffix
    kept = LONGEST - len(suffix) - 7
    return f"{base[:kept]}_{short_hash(base)}{suffix}"


def place_name(figure: str, occurrence: int) -> str:
    """The bookmark of the first, second … place where a figure is printed: names must not repeat in a file."""
    return figure if occurrence == 1 else fit(figure, f"__{occurrence}")


def short_hash(text: str) -> str:
    """Six hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
