"""Digits that are not quantities: document numbers, law and section numbers, names, codes, definitions, strengths.

Each production looks at the number token `i` and its neighbours and returns how many tokens from `i` on it takes, 0 for none.
"""

from __future__ import annotations

from collections.abc import Callable

from soyte.quantities.exclusions import definitions, documents, marks, names
from soyte.quantities.tokens import Tokens

Production = Callable[[Tokens, int], int]

PRODUCTIONS: tuple[tuple[str, Production], ...] = (
    ("section", marks.section_number),
    ("document", documents.document_number),
    ("document", documents.article),
    ("document", documents.standard),
    ("code", marks.long_number),
    ("code", marks.web_address),
    ("name", names.code),
    ("name", names.hospital),
    ("name", names.programme),
    ("name", names.place),
    ("name", names.version),
    ("date", definitions.day_and_month),
    ("date", definitions.years_in_a_row),
    ("strength", definitions.strength),
    ("definition", definitions.definition),
    ("name", names.ordinal),
)


def excluded(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """Why the number at `i` is no quantity, and how many tokens that takes; None when it may be one."""
    for kind, production in PRODUCTIONS:
        length = production(tokens, i)
        if length:
            return kind, length
    return None
