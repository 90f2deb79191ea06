"""All targets of a place and year with their results and verdicts: the ground of the scorecard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from soyte.catalogue import Catalogue, load_catalogue
from soyte.catalogue.verdict_rules import VerdictRule, verdict_rule
from soyte.ledger.clock import VIETNAM
from soyte.ledger.events import Event, events
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.targets.assigned import assigned
from soyte.measures.targets.computed import computed_results
from soyte.measures.targets.judge import judge
from soyte.measures.targets.model import MARK_WORDS, Explanation, Judgement, Mark, Result, Target
from soyte.measures.targets.notes import notes_on_target
from soyte.measures.targets.stated import Stated, stated
from soyte.periods import Period, year
from soyte.places import changes

EXPLANATION = "explanation"
ACCEPTANCE = "acceptance"
# What a report says of a target beside it (`intake` reads the words), and which marks agree with that.
_OWN_WORDS = {
    "attained": ("đạt", {Mark.MET, Mark.EXCEEDED}),
    "exceeded": ("vượt", {Mark.EXCEEDED}),
    "nearly": ("cơ bản đạt", {Mark.NEARLY_MET, Mark.MISSED, Mark.MET}),
    "missed": ("chưa đạt", {Mark.MISSED, Mark.NEARLY_MET}),
}


@dataclass(frozen=True)
class Measured:
    """An indicator of a place: the result that stands for the year, the year before, other owners' values, all verdicts."""

    indicator: str
    result: Result | None
    previous: Result | None
    others: tuple[Result, ...]
    judgements: tuple[Judgement, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """All that is known of a place, read once: what reports say, assigned targets, our own figures, what people decided."""

    place: str
    catalogue: Catalogue
    said: Stated
    targets: tuple[Target, ...]
    results: tuple[Result, ...]
    acceptances: Mapping[str, Event]
    explanations: Mapping[str, Explanation]

    @staticmethod
    def read(ledger: Ledger, place: str, on: date, *, as_of: AsOf = None, computed: Iterable[Result] = ()) -> Ground:
        """The ground for the place that has this code on a day. `computed` are our own figures."""
        catalogue = load_catalogue()
        said = stated(ledger, catalogue, place, on, as_of)
        return Ground(
            place,
            catalogue,
            said,
            (*assigned(ledger, catalogue, place, on, as_of), *said.targets),
            (*computed, *said.results),
            {event.subject: event for event in events(ledger, ACCEPTANCE, as_of=as_of)},
            _explanations(events(ledger, EXPLANATION, as_of=as_of)),
        )

    def judged(self, of_year: int) -> list[Measured]:
        """Every indicator of which a target or a result is known for the year, in the catalogue's order."""
        rule = verdict_rule(date(of_year, 12, 31))
        return [
            measured
            for indicator in self.catalogue
            if (measured := self._measured(indicator.id, of_year, rule)) is not None
        ]

    def measured(self, indicator: str, of_year: int) -> Measured | None:
        """One indicator of a year; None if neither a target nor a result is known."""
        return self._measured(indicator, of_year, verdict_rule(date(of_year, 12, 31)))

    def _measured(self, indicator: str, of_year: int, rule: VerdictRule) -> Measured | None:
        period = year(of_year)
        now = _of(self.results, indicator, period)
        wanted = [target for target in self.targets if target.indicator == indicator and _covers(target, of_year)]
        if not now and not wanted:
            return None
        before = _of(self.results, indicator, year(of_year - 1))
        last = self._chosen(before, indicator, of_year - 1)
        chosen = self._chosen(now, indicator, of_year, prefer=_beside(wanted, self.said, period))
        judgements = tuple(self._judged(target, of_year, chosen, last, rule) for target in _once(wanted))
        others = tuple(other for other in now if other is not chosen and _differs(other, chosen))
        accepted = self.acceptances.get(subject_of(indicator, self.place, of_year))
        notes = (*_on_choice(others, accepted, chosen), *_on_break(self.place, of_year, last))
        return Measured(indicator, chosen, last, others, judgements, notes)

    def _chosen(
        self, results: list[Result], indicator: str, of_year: int, *, prefer: Result | None = None
    ) -> Result | None:
        """The accepted value if one was; else our own; else the one that a report sets beside the target; else the first."""
        accepted = self.acceptances.get(subject_of(indicator, self.place, of_year))
        if accepted is not None:
            figure = timeless(accepted.body.get("figure") or "")
            named = next((r for r in results if timeless(r.source.figure or "") == figure), None)
            if named is not None:
                return named
        ours = next((result for result in results if result.computed and result.value is not None), None)
        if ours is not None:
            return ours
        if prefer is not None and any(r.source == prefer.source for r in results):
            return prefer
        return results[0] if results else None

    def _judged(
        self, target: Target, of_year: int, chosen: Result | None, last: Result | None, rule: VerdictRule
    ) -> Judgement:
        made = judge(target, chosen, self.catalogue.indicator(target.indicator), rule)
        own_words = _contradiction(made, self.said.words.get(target.id))
        subject = subject_of(target.indicator, target.place, target.period.year)
        return replace(
            made,
            provisional=made.provisional or target.period.year > of_year,
            notes=(*made.notes, *_on_the_way(target, of_year), *notes_on_target(target, last, rule), *own_words),
            explanation=self.explanations.get(target.id) or self.explanations.get(subject),
        )


def judged(ledger: Ledger, place: str, of_year: int, *, as_of: AsOf = None) -> list[Measured]:
    """Every indicator of which a target or a result is known for a place and year.

    Our own figures stand before those of reports; other owners' values stand beside until one is accepted with a reason.
    """
    computed = computed_results(ledger, place, of_year - 1, of_year, as_of)
    return Ground.read(ledger, place, date(of_year, 12, 31), as_of=as_of, computed=computed).judged(of_year)


def judged_over(
    ledger: Ledger, indicator: str, place: str, first: int, last: int, *, as_of: AsOf = None
) -> dict[int, Measured]:
    """One indicator of a place over years: those of which a target or a result is known."""
    computed = computed_results(ledger, place, first - 1, last, as_of, only=indicator)
    ground = Ground.read(ledger, place, date(last, 12, 31), as_of=as_of, computed=computed)
    found = {of: ground.measured(indicator, of) for of in range(first, last + 1)}
    return {of: one for of, one in found.items() if one is not None}


def timeless(figure: str) -> str:
    """The address of a figure without the moment it was asked as of: what was accepted stays accepted."""
    return re.sub(r"(?<=[?&])as_of=\d+&?", "", figure).rstrip("?&")


def subject_of(indicator: str, place: str, of_year: int) -> str:
    """What an acceptance or explanation is about: an indicator of a place in a year."""
    return f"{indicator}@{place}/{of_year}"


def _covers(target: Target, of_year: int) -> bool:
    return target.period.first_year <= of_year <= target.period.year


def _of(results: Iterable[Result], indicator: str, period: Period) -> list[Result]:
    return [result for result in results if result.indicator == indicator and result.period == period]


def _beside(targets: Iterable[Target], said: Stated, period: Period) -> Result | None:
    """The result that a report sets beside a target of the year."""
    linked = (said.meant_for.get(target.id) for target in targets)
    return next((result for result in linked if result is not None and result.period == period), None)


def _differs(other: Result, chosen: Result | None) -> bool:
    return chosen is None or (other.value, other.unit) != (chosen.value, chosen.unit)


def _once(targets: Iterable[Target]) -> list[Target]:
    """A target that a report repeats is one target; the same from two bodies is two."""
    kept: dict[tuple[object, ...], Target] = {}
    for target in targets:
        key = (target.indicator, target.period, target.body, target.operator, target.value, target.high, target.unit)
        kept.setdefault(key, target)
    return list(kept.values())


def _on_the_way(target: Target, of_year: int) -> tuple[str, ...]:
    """A target for several years is not missed before they are over."""
    left = target.period.year - of_year
    return (f"mục tiêu {target.period.phrase_vi}, còn {left} năm",) if left > 0 else ()


@cache
def _breaks(place: str, of_year: int) -> tuple[str, ...]:
    found = changes(place, date(of_year - 1, 1, 1), date(of_year, 12, 31))
    return tuple(f"địa giới thay đổi: {one.sentence}" for one in found if one.breaks)


def _on_break(place: str, of_year: int, last: Result | None) -> tuple[str, ...]:
    """Last year's value of another area is no measure of this year's."""
    return _breaks(place, of_year) if last is not None and last.value is not None else ()


def _on_choice(others: tuple[Result, ...], accepted: Event | None, chosen: Result | None) -> tuple[str, ...]:
    """Whose number was accepted and why, in words; an accepted number that is there no more by its address."""
    if accepted is not None:
        figure = accepted.body.get("figure") or ""
        held = chosen is not None and timeless(chosen.source.figure or "") == timeless(figure)
        whose = (chosen.source.owner or chosen.source.document) if held and chosen is not None else figure
        return (f"đã chốt theo số của {whose}: {accepted.body.get('reason')}",)
    return ("có số liệu khác nhau, chưa chốt",) if others else ()


def _contradiction(made: Judgement, said: str | None) -> tuple[str, ...]:
    """Where the report's own words and the arithmetic disagree, or only the words are there, the reader must know."""
    if said not in _OWN_WORDS:
        return ()
    words, agreeing = _OWN_WORDS[said]
    if made.mark in (Mark.NO_DATA, Mark.INCOMPARABLE):
        return (f"báo cáo tự ghi “{words}”",)
    limit_kept = said == "exceeded" and made.mark is Mark.MET and made.target.limit
    if made.mark in agreeing or limit_kept:
        return ()
    return (f"báo cáo tự ghi “{words}” nhưng tính ra {MARK_WORDS[made.mark]}",)


def _explanations(found: Iterable[Event]) -> dict[str, Explanation]:
    made = {}
    for event in found:
        body = event.body
        deadline = date.fromisoformat(body["deadline"]) if body.get("deadline") else None
        made[event.subject] = Explanation(
            body["text"],
            body.get("cause"),
            body.get("owner"),
            deadline,
            event.actor,
            event.recorded_at.astimezone(VIETNAM).date(),
        )
    return made
