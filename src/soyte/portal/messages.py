"""Compiles our translations (`.po`) into what Django loads (`.mo`), without gettext's own programs.

Run `python -m soyte.portal.messages` after a change; a test fails while the two differ.
"""

from __future__ import annotations

import ast
import struct
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
_MAGIC = 0x950412DE


def entries(text: str) -> dict[str, str]:
    """msgid → msgstr of a `.po` file; plural forms are joined by NUL, as in a `.mo` file."""
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        parts: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if not line.startswith('"'):
                current, _, line = line.partition(" ")  # noqa: PLW2901
                parts[current] = ""
            parts[current] += ast.literal_eval(line)
        if "msgid" in parts:
            key = "\0".join(parts[name] for name in ("msgid", "msgid_plural") if name in parts)
            found[key] = "\0".join(words for name, words in parts.items() if name.startswith("msgstr"))
    return found


def compiled(text: str) -> bytes:
    """A `.po` file as the bytes of a `.mo` file: sorted tables of lengths and offsets, then the strings."""
    pairs = sorted((key.encode(), words.encode()) for key, words in entries(text).items())
    start = 28 + 16 * len(pairs)
    keys, words, strings = b"", b"", b""
    for column in (0, 1):
        table = b""
        for pair in pairs:
            table += struct.pack("<II", len(pair[column]), start + len(strings))
            strings += pair[column] + b"\0"
        keys, words = (table, words) if column == 0 else (keys, table)
    return struct.pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + keys + words + strings


def compile_all() -> None:
    """Write every `.mo` file anew."""
    for source in FOLDER.rglob("*.po"):
        source.with_suffix(".mo").write_bytes(compiled(source.read_text("utf-8")))


if __name__ == "__main__":
    compile_all()
