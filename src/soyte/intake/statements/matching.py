"""Which indicator a figure is about: by the names in the catalogue, or none. Never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from soyte.catalogue import Catalogue
from soyte.catalogue.labels import Label, LabelIndex
from soyte.catalogue.nearness import CLAUSE, LINE, PROMOTED, Surroundings, Weigher, Weights
from soyte.catalogue.units import dimensions
from soyte.intake.statements.asked import COUNTED, Asked, FigureContext
from soyte.statements import Role

__all__ = ["FigureContext", "Match", "Matcher"]

_MARGIN = 0.15  # two indicators closer than this are a tie
_SIDE_BY_SIDE = 0.04  # two names no farther apart than these weights are of one figure
_OWN_NAME = 1.9  # a modifier that its own words name this well is not of the figure before
_LONG_LINE = 60  # words before a share that may still say of what it is
# `214/3`, cases and deaths: the second figure stands behind this.
_PAIR = re.compile(r"\d[\d.,]*\s*/\s*$")
_MODIFIERS = frozenset({Role.CHANGE, Role.PREVIOUS, Role.TARGET})


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
        first = _PAIR.search(context.line[: context.at or 0])
        if first and context.role not in COUNTED:
            return self._second_of_pair(context, first.start())
        asked = Asked(context)
        weights, silent, bare = self._weigher.around(
            Surroundings(context.before, context.after, context.line, context.headings, asked.unit_name, context.at)
        )
        named = self._best(asked, _beside(weights) if asked.listed else weights)
        if context.role in _MODIFIERS and context.inherited is not None and context.inherited in self._catalogue:
            if context.role == Role.TARGET and bare:
                named = None  # a target in another unit is a fault to be found
            return self._modifier(asked, context.inherited, named, weights)
        if named is None:
            named = self._part(asked)
        return self._borrowed(asked, weights) if named is None and silent and not asked.listed else named and named[0]

    def _second_of_pair(self, context: FigureContext, first: int) -> Match | None:
        """The deaths of `214/3` (cases/deaths): what the figure at `first` counts as cases."""
        cases = context.inherited or ""
        if not cases.endswith("_cases"):
            found = self.match(replace(context, at=first, before=context.line[:first], inherited=None))
            cases = found.indicator if found else ""
        deaths = cases.removesuffix("_cases") + "_deaths"
        return Match(deaths, 1.0, f"số sau của {cases}") if cases and deaths in self._catalogue else None

    def _modifier(self, asked: Asked, inherited: str, named: _Named, weights: Weights) -> Match | None:
        """A modifier belongs to what it modifies, unless its own words name something else."""
        if named and named[1] and named[1].near and (named[0].indicator == inherited or named[0].score >= _OWN_NAME):
            return named[0]
        if asked.role != Role.TARGET and asked.figures_before > 1:
            behind_deaths = inherited.endswith("_cases") and asked.behind_deaths
            if behind_deaths or inherited.endswith("_deaths"):
                return None  # `2.310 ca mắc, 2 ca tử vong, giảm 45%`: the cases fell, or the deaths
        own = self._best(asked, _beside(weights)) if named and named[0].indicator != inherited else None
        if own and own[0].score >= _OWN_NAME:
            return own[0]
        if asked.role == Role.TARGET and ("dự toán" in asked.before or "dự kiến chi" in asked.before):
            return None  # an estimate of cost is no target for it
        fits = asked.multiple or asked.measures(dimensions(self._catalogue.indicator(inherited).unit))
        if not fits and (asked.role == Role.PREVIOUS or asked.percent != (asked.role == Role.CHANGE)):
            return named and named[0]  # but a change may be in per cent, and a target in a wrong density
        return Match(inherited, 1.0, "bổ nghĩa cho số liệu trước")

    def _part(self, asked: Asked) -> _Named:
        """A share of, or a part of the ratio that gives, the figure it belongs to."""
        inherited = asked.context.inherited
        if inherited is None or inherited not in self._catalogue:
            return None
        ratio = self._catalogue.ratio_of(inherited)
        if asked.role == Role.SHARE:
            found = self._catalogue.rate_of(inherited)
        elif ratio and asked.role in COUNTED:
            found = ratio.numerator if asked.role == Role.NUMERATOR else ratio.denominator
        else:
            found = None
        return (Match(found, 1.0, f"tính cùng {inherited}"), None) if found else None

    def _borrowed(self, asked: Asked, weights: Weights) -> Match | None:
        """The name that the line, for a share, or the heading gives a figure with no words of its own."""
        context = asked.context
        if (asked.role in (Role.SHARE, *COUNTED) or asked.percent) and context.at is not None:
            clause = re.split(r"[;.]\s", context.line[: context.at])[-1]
            found = self._best(asked, self._weigher.promote(weights, clause, _LONG_LINE), borrowed=True)
            if found:
                return found[0]
        if context.headings and asked.role not in (Role.CHANGE, Role.PREVIOUS):
            found = self._best(asked, self._weigher.promote(weights, context.headings[0]), borrowed=True)
            return found and found[0]
        return None

    def _best(self, asked: Asked, weights: Weights, *, borrowed: bool = False) -> _Named:
        best: dict[str, _Scored] = {}
        for label in {label for phrase in weights for label in self._index.labels_by_phrase.get(phrase, ())}:
            if asked.admits(label, borrowed):
                scored = self._score(label, weights)
                if scored and (label.indicator not in best or scored.score > best[label.indicator].score):
                    best[label.indicator] = scored
        ranked = sorted(best.values(), key=lambda scored: -scored.score)
        if not ranked or (len(ranked) > 1 and _tied(ranked[0], ranked[1])):
            return None
        label = ranked[0].label
        return Match(label.indicator, round(ranked[0].score, 2), label.text), label

    def _score(self, label: Label, weights: Weights) -> _Scored | None:
        if any(weights.get(phrase, 0.0) >= CLAUSE for phrase in label.forbidden):
            return None
        if any(weights.get(phrase, 0.0) >= LINE[0] for phrase in label.banned):
            return None
        total, farthest = 0.0, 1.0
        for number, piece in enumerate(label.pieces):
            in_clause = (number == 0 and not label.near) or (piece.subject and not weights.plain)
            least = PROMOTED if piece.near else CLAUSE if in_clause else LINE[-1]
            here = [p for p in piece.phrases if weights.get(p, 0.0) >= least]
            if not here:
                return None
            total += max(weights[p] ** 2 * self._index.lengths[p] for p in here)
            farthest = min(farthest, max(weights[p] for p in here))
        return _Scored(total, farthest, label)


@dataclass(frozen=True, slots=True)
class _Scored:
    """How much of a label stands near, and how near the farthest of its pieces."""

    score: float
    farthest: float
    label: Label


def _tied(first: _Scored, second: _Scored) -> bool:
    """Too close to call; two diseases side by side are, whatever the length of their names."""
    one, other = first.label.indicator, second.label.indicator
    if any(one.endswith(kind) and other.endswith(kind) for kind in ("_cases", "_deaths")):
        return abs(first.farthest - second.farthest) < _SIDE_BY_SIDE
    return first.score - second.score < _MARGIN


_Named = tuple[Match, Label | None] | None


def _beside(weights: Weights) -> Weights:
    """Only the words that stand right beside the figure."""
    beside = Weights({phrase: weight for phrase, weight in weights.items() if weight >= PROMOTED})
    beside.plain = weights.plain
    return beside
