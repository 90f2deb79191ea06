"""How strongly each phrase of the catalogue belongs to one figure, by where it stands around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from soyte.catalogue.clauses import (
    breaks_of,
    denied_words,
    end_of_own,
    figures_of,
    locate,
    names_nothing,
    own_words,
    parted_at,
    past_fraction,
    past_unit,
    says_nothing,
    shares_what_follows,
    states_share,
    topics,
)
from soyte.catalogue.labels import LabelIndex
from soyte.catalogue.words import words_of

# Words beside a figure, behind it, before an earlier comma; in its clause; in its line; where they say nothing of it.
AT, AFTER, EARLIER, CLAUSE, ELSEWHERE = 1.0, 0.95, 0.8, 0.7, 0.1
LINE = (0.5, 0.44, 0.4, 0.36)  # with one, two, three, more figures between
HEADINGS = (0.5, 0.42, 0.36)
PROMOTED = 0.75  # a heading over a line that names nothing itself: as good as words in the line
FADING = 0.001  # a letter: of two names on one side the nearer one counts more
# Words: a longer heading may not speak for a silent line; a still longer one is a paragraph and says nothing.
SHORT_HEADING, LONG_HEADING = 30, 40
LIST_OF_TOPICS = 3  # a heading over so many things does not say which of them a figure is about


@dataclass(frozen=True)
class Surroundings:
    """The words around one figure; `line` holds it at `at` (found from the words on both sides if not given)."""

    before: str
    after: str
    line: str
    headings: tuple[str, ...]
    unit: str
    at: int | None = None


@dataclass(frozen=True)
class Scan:
    """The phrases of one text as (phrase, offset, offset of its last word), and how many words it has."""

    phrases: tuple[tuple[int, int, int], ...]
    words: int


class Weights(dict[int, float]):
    """The best weight of each phrase; `plain` when the clause itself names nothing."""

    plain: bool = False

    def raise_to(self, phrase: int, weight: float) -> None:
        """Keep the higher of the two."""
        if weight > self.get(phrase, 0.0):
            self[phrase] = weight


class Weigher:
    """Weighs the phrases around figures; texts seen before (a line, a heading) are not scanned again."""

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._scan = lru_cache(maxsize=8192)(self._scan_text)

    def around(self, figure: Surroundings) -> tuple[Weights, bool, bool]:
        """The weights; whether only other words (the heading, the line) can name this figure; and whether only its unit
        does."""
        weights = Weights()
        for level, heading in enumerate(figure.headings):
            scan = self._scan(heading)
            if scan.words <= LONG_HEADING and topics(heading) < LIST_OF_TOPICS:
                for phrase, _, _ in scan.phrases:
                    weights.raise_to(phrase, HEADINGS[min(level, len(HEADINGS) - 1)])
        at = figure.at if figure.at is not None else locate(figure.before, figure.after, figure.line)
        before, behind, start, number, own = self._cut(figure, at)
        limit, end = end_of_own(behind, figure.after, figure.unit == "%" and not start and says_nothing(before[own:]))
        silent, mute = says_nothing(before[own:]), says_nothing(behind[:limit])
        if figure.unit == "%" and silent and states_share(before[own:], mute):
            own = 0  # a share of what the words behind the previous figure name
        self._add_line(weights, figure.line, at, start + own)
        known = figure.line if at is not None else None
        self._add_before(weights, before, own, self._within(known, start, before))
        for phrase, offset, last in self._within(known, number, behind):
            inside = offset < limit and last < end
            weights.raise_to(phrase, max(AFTER - FADING * offset, EARLIER) if inside else ELSEWHERE)
        if at is not None and shares_what_follows(behind):
            self._add_shared(weights, figure.line[at:])
        for phrase, _, _ in self._scan(figure.unit).phrases:
            weights.raise_to(phrase, AT)
        weights.plain = names_nothing(before[own:]) and names_nothing(behind[:limit])
        bare = silent and says_nothing(behind[past_unit(behind, figure.after) : limit])
        return weights, silent and mute, bare

    def promote(self, weights: Weights, words: str, longest: int = SHORT_HEADING) -> Weights:
        """The weights when other words speak for the figure: the heading above, or for a share the line before it."""
        promoted = Weights(weights)
        promoted.plain = weights.plain
        scan = self._scan(words)
        if scan.words <= longest:
            for phrase, _, _ in scan.phrases:
                promoted.raise_to(phrase, PROMOTED)
        return promoted

    def _within(self, line: str | None, start: int, words: str) -> Iterator[tuple[int, int, int]]:
        """The phrases of `words`, which stand at `start` of a line that is scanned already, or of words without one."""
        if line is None:
            yield from self._scan(words).phrases
            return
        end = start + len(words)
        for phrase, offset, last in self._scan(line).phrases:
            if start <= offset and last < end:
                yield phrase, offset - start, last - start

    def _cut(self, figure: Surroundings, at: int | None) -> tuple[str, str, int, int, int]:
        """The words before and behind, where both start in the line, and where the former become the figure's own."""
        line = figure.line
        if at is None:
            noun = "" if "/" in figure.unit else figure.unit + " "
            return figure.before, noun + figure.after, 0, 0, 0
        figures = figures_of(line)
        start = max((end for begin, end in figures if begin < at), default=0)
        number = past_fraction(line, at)
        stop = min((begin for begin, _ in figures if begin >= number), default=len(line))
        before = line[start:at]
        own = max(own_words(before, figure.before) if start else 0, denied_words(before))
        return before, line[number:stop], start, number, own

    def _add_line(self, weights: Weights, line: str, at: int | None, own: int) -> None:
        begins = [begin for begin, _ in figures_of(line)]
        passed = bisect_left(begins, at) if at is not None else 0
        for phrase, offset, _ in self._scan(line).phrases:
            if at is None or offset > at:
                weights.raise_to(phrase, ELSEWHERE)
                continue
            between = passed - bisect_right(begins, offset) or (offset < own)
            weights.raise_to(phrase, LINE[min(between, len(LINE)) - 1] if between else CLAUSE)

    def _add_before(self, weights: Weights, before: str, own: int, phrases: Iterable[tuple[int, int, int]]) -> None:
        last = max(breaks_of(before), default=0)
        for phrase, offset, _ in phrases:
            near = AT - min(FADING * (len(before) - offset), AT - EARLIER)
            weights.raise_to(phrase, LINE[0] if offset < own else near if offset >= last else EARLIER)

    def _add_shared(self, weights: Weights, rest: str) -> None:
        """What stands behind the second of two figures side by side, for the first."""
        second = figures_of(rest)[1:2]
        if not second:
            return
        stop, _ = end_of_own(rest[second[0][1] :], "", False)
        for phrase, offset, _ in self._scan(rest).phrases:
            if 0 <= offset - second[0][1] < stop:
                weights.raise_to(phrase, LINE[0])

    def _scan_text(self, text: str) -> Scan:
        spelt = words_of(text)
        found = self._index.scan([word for word, _ in spelt])
        parted = parted_at(text)
        spans = [(one.phrase, spelt[one.start][1], spelt[one.end - 1][1]) for one in found]
        return Scan(
            tuple(span for span in spans if bisect_right(parted, span[1]) >= bisect_left(parted, span[2])),
            len(spelt),
        )
