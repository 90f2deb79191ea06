"""Measure, status and breakdowns: words of a column translated by the mapping, or one value for the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from soyte.intake.counts.model import Fault
from soyte.intake.counts.says import missing, unknown_word
from soyte.intake.counts.texts import key, plain


def constant(value: str | None) -> Callable[[], str | None]:
    """The same for every line."""
    return lambda: value


def translated(field: str, values: Mapping[str, str | None]) -> Callable[[str], str | Fault | None]:
    """By the words that the mapping lists; anything else is a fault that names them."""
    known = {key(word): value for word, value in values.items()}
    unknown = unknown_word(field, values)

    def resolve(word: str) -> str | Fault | None:
        folded = key(word)
        if folded in known:
            return known[folded]
        return unknown if folded else missing(field)

    return resolve


def as_written(field: str) -> Callable[[str], str | Fault]:
    """The words themselves, blanks joined; they must say something."""

    def resolve(word: str) -> str | Fault:
        return plain(word) or missing(field)

    return resolve
