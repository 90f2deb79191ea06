"""What the lower rooms answer to the question of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from soyte.measures import Figure, Figures, figures
from soyte.measures.errors import NothingKnown
from soyte.measures.targets.judging import Measured, judged_over
from soyte.measures.targets.model import Target
from soyte.periods import Kind, Period
from soyte.portal.pages.indicator.question import Question
from soyte.portal.shell.book import asked, place_name, today

_YEARS = 12  # so many years back verdicts are told


@dataclass(frozen=True)
class Known:
    """Figures of the place over time, and its verdicts, each asked for when it is needed."""

    question: Question

    @property
    def place_name(self) -> str:
        """What the place is called today."""
        return place_name(self.question.place)

    @cached_property
    def over_time(self) -> Figures:
        """The series of the place; empty if nobody knows anything."""
        q = self.question
        window = self.window if q.by not in ("nam", "nam-hanh-chinh") else None
        return self._asked((q.cut,), window)

    @cached_property
    def years(self) -> Figures:
        """The yearly series as reported, by which the year to look at is found; the same for all boundaries."""
        same = self.question.by == "nam" and self.question.borders == "own"
        return self.over_time if same else self._asked(("year",), None, "own")

    @cached_property
    def year(self) -> int | None:
        """The year that was chosen; else the last one with targets; else the last one that is whole; else the last."""
        if self.question.period is not None:
            return self.question.period.year
        figures_ = [one for one in self.years if one.value is not None]
        whole = [one.period.year for one in figures_ if one.completeness is None or _all_year(one)]
        judged = [year for year, one in self.judged.items() if one.judgements and one.result is not None]
        return max(judged, default=max(whole, default=max((one.period.year for one in figures_), default=None)))

    @cached_property
    def last(self) -> int | None:
        """The last year of which there is anything."""
        return max((one.period.year for one in self.years if one.value is not None), default=None)

    @cached_property
    def judged(self) -> dict[int, Measured]:
        """Targets, results and verdicts by year."""
        last = max((one.period.year for one in self.years), default=None)
        if self.question.period is not None:
            last = max(last or 0, self.question.period.year)
        if last is None:
            return {}
        q = self.question
        return asked(judged_over, q.code, q.place, last - _YEARS, last, as_of=q.as_of)

    @property
    def measured(self) -> Measured | None:
        """Those of the year that is looked at."""
        return self.judged.get(self.year) if self.year is not None else None

    @property
    def targets(self) -> tuple[Target, ...]:
        """All of them, once."""
        return tuple({j.target.id: j.target for one in self.judged.values() for j in one.judgements}.values())

    @property
    def window(self) -> Period | str | None:
        """The years that a series of months, quarters or weeks is shown for: the chosen year, else the last three."""
        if self.question.period is not None:
            return str(self.question.period.year)
        return f"{self.last - 2}..{self.last}" if self.last is not None else None

    @cached_property
    def period(self) -> Period | None:
        """The one period that places are compared in."""
        q = self.question
        if q.period is not None and (q.period.kind is not Kind.YEAR or q.by == "nam"):
            return q.period
        if q.by == "nam":
            return next(
                (one.period for one in self.years if one.value is not None and one.period.year == self.year), None
            )
        known = [one.period for one in self.over_time if one.value is not None]
        return max((one for one in known if q.period is None or q.period.contains(one)), default=None)

    @cached_property
    def by_place(self) -> tuple[Figure, ...]:
        """The places below in that period: computed where there are rows, else stated."""
        if self.period is None:
            return ()
        return one_source(self._asked(("place",), self.period), self.in_use)

    @cached_property
    def by_place_over_time(self) -> tuple[Figure, ...]:
        """The places below over time."""
        window = None if self.question.by == "nam" else self.window
        found = self._asked(("place", self.question.cut), window)
        return tuple(covered(one_source(found, self.in_use), today()))

    @property
    def in_use(self) -> str:
        """The source of rows whose number stands for the year that is looked at; empty where a report's does, or none."""
        result = self.measured.result if self.measured is not None else None
        return (result.source.document or "") if result is not None and result.computed else ""

    def _asked(self, by: tuple[str, ...], period: Period | str | None, borders: str = "") -> Figures:
        q = self.question
        try:
            return asked(figures, q.code, by=by, place=q.place, period=period, as_of=q.as_of, dataset=q.dataset, boundaries=borders or q.borders)  # fmt: skip
        except NothingKnown:
            return Figures(())


def _all_year(figure: Figure) -> bool:
    full = figure.completeness
    return full is None or full.periods >= full.periods_expected


def covered(found: Sequence[Figure], on: date) -> list[Figure]:
    """Of each source the periods since its first number that have begun: what it never covered, nobody failed to report."""
    first: dict[str, Period] = {}
    for one in found:
        if one.value is not None:
            first[one.dataset] = min(one.period, first.get(one.dataset, one.period))
    return [
        one
        for one in found
        if one.value is not None
        or (one.dataset in first and one.period >= first[one.dataset] and one.period.start <= on)
    ]


def one_source(found: Iterable[Figure], in_use: str = "") -> tuple[Figure, ...]:
    """Of several sources only one can be ranked or mapped: the one in use, else that of rows with the most numbers, else what
    is stated."""
    by_source: dict[tuple[str, str], list[Figure]] = {}
    for one in found:
        by_source.setdefault((one.kind, one.dataset), []).append(one)
    if not by_source:
        return ()

    def weight(source: tuple[str, str]) -> tuple[bool, bool, int]:
        kind, dataset = source
        numbers = sum(one.value is not None for one in by_source[source])
        computed = kind == "computed" and bool(dataset)
        return computed, computed and dataset == in_use and numbers > 0, numbers

    return tuple(by_source[max(by_source, key=weight)])
