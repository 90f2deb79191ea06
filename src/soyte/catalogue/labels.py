"""The phrases by which reports name indicators, compiled so that a text is scanned once for all of them.

A label is pieces joined by ` + `, which must all be found. A piece is words, or alternatives between `|`; `<name>`
stands for a group of `vocabulary.yaml`. The first piece must stand in the figure's own clause, unless the label has a
`~piece`: that one must stand right beside the figure, and the others anywhere in the line or its headings. `!piece`
must not stand in the clause, `!!piece` not even in the line or the heading above; `@role` asks for a role. A `^piece`
that stands further away counts only where the clause names nothing else (`tiêu chảy: 12 ca` under `Sởi` is not measles).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from soyte.catalogue.files import CatalogueError
from soyte.catalogue.model import Indicator
from soyte.catalogue.units import dimensions, vocabulary
from soyte.catalogue.words import canonical

_GROUP = re.compile(r"<([a-z_0-9]+)>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Alternatives as numbers of phrases; `near` when it must stand beside the figure; `subject` when only a clause that
    names nothing else may take it from further away."""

    phrases: frozenset[int]
    near: bool
    subject: bool


@dataclass(frozen=True, slots=True)
class Label:
    """One way to name an indicator. `near` tells that some piece must stand beside the figure, `plan` that the label
    speaks of a plan's fulfilment."""

    indicator: str
    text: str
    pieces: tuple[Piece, ...]
    forbidden: frozenset[int]
    banned: frozenset[int]
    roles: frozenset[str]
    dimensions: frozenset[str]
    near: bool
    plan: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase found in a list of words, from `start` to before `end`."""

    phrase: int
    start: int
    end: int


class LabelIndex:
    """All labels of a catalogue; `labels_by_phrase` lists each label under its rarest piece."""

    def __init__(self, catalogue: Iterable[Indicator]) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._single: dict[str, int] = {}
        self._longer: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = {}  # by their first two words
        self.labels = tuple(self._compile(i, text) for i in catalogue for text in i.labels)
        self.lengths = tuple(len(phrase) for phrase in self._numbers)
        self.labels_by_phrase: dict[int, list[Label]] = {}
        uses: dict[int, int] = {}
        for label in self.labels:
            for phrase in (p for piece in label.pieces for p in piece.phrases):
                uses[phrase] = uses.get(phrase, 0) + 1
        for label in self.labels:
            rarest = min(label.pieces, key=lambda piece: sum(uses[p] for p in piece.phrases))
            for phrase in rarest.phrases:
                self.labels_by_phrase.setdefault(phrase, []).append(label)

    def scan(self, words: list[str]) -> list[Occurrence]:
        """Every phrase of every label that stands in these words."""
        found = [Occurrence(self._single[w], i, i + 1) for i, w in enumerate(words) if w in self._single]
        for start, pair in enumerate(pairwise(words)):
            for phrase, number in self._longer.get(pair, ()):
                end = start + len(phrase)
                if tuple(words[start:end]) == phrase:
                    found.append(Occurrence(number, start, end))
        return found

    def _compile(self, indicator: Indicator, text: str) -> Label:
        pieces: list[Piece] = []
        forbidden: set[int] = set()
        banned: set[int] = set()
        roles: set[str] = set()
        for raw in text.split(" + "):
            mark = next((m for m in ("!!", "!", "~", "^", "@") if raw.startswith(m)), "")
            body = _expand(raw[len(mark) :], indicator.id)
            if mark == "@":
                roles.update(body.split("|"))
                continue
            phrases = self._phrases(body.split("|"), indicator.id, text)
            if mark == "!!":
                banned |= phrases
            elif mark == "!":
                forbidden |= phrases
            else:
                pieces.append(Piece(phrases, mark == "~", mark == "^"))
        if not pieces:
            raise CatalogueError(f"{indicator.id}: nhãn '{text}' không có từ nào để nhận ra")
        own = dimensions(indicator.unit).union(*(dimensions(unit) for unit in indicator.units))
        return Label(
            indicator.id,
            text,
            tuple(pieces),
            frozenset(forbidden),
            frozenset(banned),
            frozenset(roles),
            own,
            any(piece.near for piece in pieces),
            "kế hoạch" in text or "dự toán" in text,
        )

    def _phrases(self, options: Iterable[str], indicator: str, text: str) -> frozenset[int]:
        numbers = set()
        for option in options:
            phrase = canonical(option)
            if not phrase:
                raise CatalogueError(f"{indicator}: nhãn '{text}' có một vế trống")
            if phrase not in self._numbers:
                number = self._numbers[phrase] = len(self._numbers)
                if len(phrase) == 1:
                    self._single[phrase[0]] = number
                else:
                    self._longer.setdefault((phrase[0], phrase[1]), []).append((phrase, number))
            numbers.add(self._numbers[phrase])
        return frozenset(numbers)


def _expand(body: str, indicator: str) -> str:
    groups = vocabulary().words

    def members(match: re.Match[str]) -> str:
        if match[1] not in groups:
            raise CatalogueError(f"{indicator}: nhóm từ <{match[1]}> không có trong vocabulary.yaml")
        return "|".join(groups[match[1]])

    return _GROUP.sub(members, body)
