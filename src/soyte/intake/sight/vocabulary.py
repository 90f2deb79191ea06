"""Names of codes, and the code that a word of a table probably stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from soyte.catalogue.words import canonical
from soyte.intake.counts.texts import key
from soyte.intake.sight import hints
from soyte.intake.sight.draft import TOTAL, TRANSLATED
from soyte.text import strip_marks


@dataclass(frozen=True)
class Vocabulary:
    """Names of codes: measures, and breakdowns by column. `within` and `frame` are those of the installation."""

    measures: Mapping[str, str] = field(default_factory=dict)
    breakdowns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    within: str = ""
    frame: str = "vn"


def code_of(role: str, word: str, vocabulary: Vocabulary) -> str:
    """The code that a word of a column of this role stands for; empty if nothing is like it."""
    folded = key(word)
    if folded in hints.TOTALS and role in TRANSLATED:
        return TOTAL
    if role == "status":
        return hints.STATUSES.get(folded, "")
    if role == "sex":
        return hints.SEXES.get(folded, "")
    if role == "measure":
        return _named(word, vocabulary.measures) or hints.found_in(word, hints.MEASURES)
    return _named(word, vocabulary.breakdowns.get(role, {}))


def disease_in(head: str, vocabulary: Vocabulary) -> str:
    """The disease that a head names among its other words (`Số mắc SXH`); of several the longest, empty where none is it alone."""
    words = canonical(head)
    found: dict[int, list[str]] = {}
    for code, name in vocabulary.breakdowns.get("disease", {}).items():
        said = canonical(name)
        if said and any(words[at : at + len(said)] == said for at in range(len(words))):
            found.setdefault(len(said), []).append(code)
    longest = found[max(found)] if found else []
    return longest[0] if len(longest) == 1 else ""


def slug(words: str) -> str:
    """An identifier made of words: `Nhóm 0-4 tuổi` is `nhom_0_4_tuoi`; one that begins with a digit gets an `x` in front."""
    made = re.sub(r"[^a-z0-9]+", "_", strip_marks(key(words))).strip("_") or "x"
    return made if made[0].isalpha() else f"x{made}"


def _named(word: str, names: Mapping[str, str]) -> str:
    """The code of which this is the name, or the beginning of it, or which is written out; empty where several are."""
    folded = strip_marks(key(word))
    plain = {code: strip_marks(key(name)) for code, name in names.items()}
    same = [code for code, name in plain.items() if folded in (name, code)]
    begun = [code for code, name in plain.items() if name.startswith(f"{folded} ")]
    within = [code for code, name in plain.items() if folded.startswith(f"{name} ") or f" {name}" in folded]
    return next((found[0] for found in (same, begun, within) if len(found) == 1), "")
