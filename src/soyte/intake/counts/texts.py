"""Keys by which words of a table are compared: composed, blanks joined, case and spelling variants set aside."""

from __future__ import annotations

from soyte.text import fold, normalise


def plain(written: str) -> str:
    """The same words, composed, with single plain blanks, nothing round them."""
    if written.isascii():
        return " ".join(written.split())
    return " ".join(normalise(written).text.split())


def key(written: str) -> str:
    """Equal for spellings of the same words."""
    return fold(plain(written))
