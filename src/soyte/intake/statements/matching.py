"""Which indicator a figure is about: by the names in the catalogue, or none. Never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.catalogue import Catalogue
from soyte.catalogue.labels import Label, LabelIndex
from soyte.catalogue.nearness import CLAUSE, LINE, PROMOTED, Surroundings, Weigher, Weights
from soyte.catalogue.units import compatible, dimensions
from soyte.catalogue.words import canonical
from soyte.statements import Role
from soyte.text import fold

_MARGIN = 0.15  # two indicators closer than this are a tie
_OWN_NAME = 2.5  # a target or previous value this well named is not that of the figure before
_RATE = re.compile(r"\b(?:tỷ lệ|tỷ suất|tỷ trọng|công suất|độ bao phủ|mức độ)\b")
_UNCOUNTED = frozenset({"%", "‰", "year", "score", "rank", "level", "sexratio", "day", "child_per"})
_OF_PLAN = (("kế", "hoạch"), ("chỉ", "tiêu"), ("dự", "toán"), ("mục", "tiêu"), ("so",), ("cùng", "kỳ"))
_PARTS = frozenset({Role.SHARE, Role.NUMERATOR})
_LONG_LINE = 60
_MODIFIERS = frozenset({Role.CHANGE, Role.PREVIOUS, Role.TARGET})


@dataclass(frozen=True)
class FigureContext:
    """The words around one figure, all from the normalised text.

    `before` reaches back to the previous figure or clause boundary, `after` from behind the unit to the next one;
    `line` is the sentence, in which the figure starts at `at` if known; `headings` are the lines above, nearest first.
    `inherited` is the indicator of the statement that this one modifies (its target, previous value or change).
    """

    before: str
    after: str
    line: str
    headings: tuple[str, ...]
    unit: str | None
    role: str
    inherited: str | None = None
    at: int | None = None


@dataclass(frozen=True)
class Match:
    """The indicator found, how strongly, and the label that found it."""

    indicator: str
    score: float
    why: str


class Matcher:
    """Finds the indicator of figures; build it once, it compiles every label of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._index = LabelIndex(catalogue)
        self._weigher = Weigher(self._index)

    def match(self, context: FigureContext) -> Match | None:
        """The indicator that the words name, or the one this figure modifies, or none."""
        unit = dimensions(context.unit) if context.unit else None
        weights, silent = self._weigher.around(
            Surroundings(context.before, context.after, context.line, context.headings, context.unit or "", context.at)
        )
        found = self._best(context, weights, unit)
        inherited = context.inherited
        if inherited is not None and inherited in self._catalogue:
            settled = self._settle(context, inherited, found, unit)
            if settled is not None:
                return settled
        if found is None and silent and context.role in _PARTS and context.at is not None:
            line = self._weigher.promote(weights, context.line[: context.at], _LONG_LINE)
            found = self._best(context, line, unit)
        if found is None and silent and context.headings and context.role not in (Role.CHANGE, Role.PREVIOUS):
            found = self._best(context, self._weigher.promote(weights, context.headings[0]), unit)
        return found

    def _settle(
        self, context: FigureContext, inherited: str, found: Match | None, unit: frozenset[str] | None
    ) -> Match | None:
        """A modifier belongs to what it modifies unless its own words name something else; parts make a share."""
        fits = unit is None or compatible(dimensions(self._catalogue.indicator(inherited).unit), unit)
        if context.role in _MODIFIERS:
            if found and found.indicator != inherited and found.score >= _OWN_NAME and context.role != Role.CHANGE:
                return found
            if fits or context.role != Role.PREVIOUS:
                return Match(inherited, 1.0, "bổ nghĩa cho số liệu trước")
        if found is None and context.role in (Role.NUMERATOR, Role.DENOMINATOR):
            ratio = self._catalogue.ratio_of(inherited)
            if ratio is not None:
                part = ratio.numerator if context.role == Role.NUMERATOR else ratio.denominator
                return Match(part, 1.0, f"thành phần của {inherited}")
        if found is None and context.role == Role.SHARE:
            rate = self._catalogue.rate_of(inherited)
            return Match(rate, 1.0, f"tỷ lệ tính từ {inherited}") if rate else None
        return found

    def _best(self, context: FigureContext, weights: Weights, unit: frozenset[str] | None) -> Match | None:
        best: dict[str, tuple[float, Label]] = {}
        percent = unit is not None and "%" in unit
        of_plan = percent and _speaks_of_plan(context.after)
        relative = percent and context.role == Role.CHANGE
        rate = bool(_RATE.search(fold(context.before + (context.headings[0] if context.headings else ""))))
        for label in {label for phrase in weights for label in self._index.labels_by_phrase.get(phrase, ())}:
            if label.roles and context.role not in label.roles:
                continue
            if unit is not None and not relative and not _fits(label, unit):
                continue
            if of_plan and not label.plan and not relative:
                continue
            if unit is None and (_is_count(label) if rate else "%" in label.dimensions):
                continue
            score = self._score(label, weights)
            if score > best.get(label.indicator, (0.0, label))[0]:
                best[label.indicator] = (score, label)
        ranked = sorted(best.items(), key=lambda item: -item[1][0])
        if not ranked or (len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < _MARGIN):
            return None
        indicator, (score, label) = ranked[0]
        return Match(indicator, round(score, 2), label.text)

    def _score(self, label: Label, weights: Weights) -> float:
        if any(weights.get(phrase, 0.0) >= CLAUSE for phrase in label.forbidden):
            return 0.0
        if any(weights.get(phrase, 0.0) >= LINE[0] for phrase in label.banned):
            return 0.0
        total = 0.0
        for number, piece in enumerate(label.pieces):
            least = PROMOTED if piece.near else CLAUSE if number == 0 and not label.near else LINE[-1]
            here = [weights[p] ** 2 * self._index.lengths[p] for p in piece.phrases if weights.get(p, 0.0) >= least]
            if not here:
                return 0.0
            total += max(here)
        return total


def _fits(label: Label, unit: frozenset[str]) -> bool:
    """Whether the units agree; the base of a density may stand in the words (`bác sĩ/vạn dân: 9,8 bác sĩ`)."""
    return compatible(label.dimensions, unit) or any(d.startswith(f"{u}/") for d in label.dimensions for u in unit)


def _is_count(label: Label) -> bool:
    """Whether a label names things counted: where the unit is missing, `tỷ lệ` tells rates from counts."""
    return not any(d in _UNCOUNTED or "/" in d for d in label.dimensions)


def _speaks_of_plan(after: str) -> bool:
    """Whether a percentage is of a plan or of last year (`108% kế hoạch`), not of the thing that is counted."""
    words = canonical(after)
    return after.lstrip()[:1].isalpha() and any(words[: len(start)] == start for start in _OF_PLAN)
