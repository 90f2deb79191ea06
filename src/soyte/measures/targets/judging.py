"""All targets of a place and year with their results and verdicts: the ground of the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from soyte.catalogue import Catalogue, load_catalogue
from soyte.catalogue.verdict_rules import VerdictRule, verdict_rule
from soyte.ledger.events import Event, events
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.targets.assigned import assigned
from soyte.measures.targets.judge import judge
from soyte.measures.targets.model import MARK_WORDS, Explanation, Judgement, Mark, Result, Target
from soyte.measures.targets.notes import notes_on_target
from soyte.measures.targets.stated import Stated, stated
from soyte.periods import Period, year

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


def judged(
    ledger: Ledger,
    place: str,
    of_year: int,
    *,
    as_of: AsOf = None,
    catalogue: Catalogue | None = None,
    computed: Iterable[Result] = (),
) -> list[Measured]:
    """Every indicator of which a target or a result is known for the year, in the catalogue's order.

    `computed` are our own figures; values of other owners stand beside them until one is accepted with a reason.
    """
    known = catalogue or load_catalogue()
    period, on = year(of_year), date(of_year, 12, 31)
    said = stated(ledger, known, place, on, as_of)
    targets = [*assigned(ledger, known, place, on, as_of), *said.targets]
    results = [*computed, *said.results]
    acceptances = {event.subject: event for event in events(ledger, ACCEPTANCE, as_of=as_of)}
    explanations = _explanations(events(ledger, EXPLANATION, as_of=as_of))
    rule = verdict_rule(on)
    made = []
    for indicator in known:
        now = _of(results, indicator.id, period)
        wanted = [target for target in targets if target.indicator == indicator.id and _covers(target, of_year)]
        if not now and not wanted:
            continue
        before = _of(results, indicator.id, year(of_year - 1))
        last = _chosen(before, acceptances, f"{indicator.id}@{place}/{of_year - 1}")
        chosen = _chosen(now, acceptances, f"{indicator.id}@{place}/{of_year}", prefer=_beside(wanted, said, period))
        judgements = tuple(_judged(target, chosen, last, said, known, rule, explanations) for target in _once(wanted))
        others = tuple(other for other in now if other is not chosen and _differs(other, chosen))
        notes = (
            ("có số liệu khác nhau, chưa chốt",)
            if others and f"{indicator.id}@{place}/{of_year}" not in acceptances
            else ()
        )
        made.append(Measured(indicator.id, chosen, last, others, judgements, notes))
    return made


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


def _chosen(
    results: list[Result], acceptances: Mapping[str, Event], subject: str, *, prefer: Result | None = None
) -> Result | None:
    """The accepted value if one was; else our own; else the one that a report sets beside the target; else the first."""
    accepted = acceptances.get(subject)
    if accepted is not None:
        figure = accepted.body.get("figure")
        named = next((result for result in results if result.source.figure == figure), None)
        if named is not None:
            return named
    ours = next((result for result in results if result.computed and result.value is not None), None)
    if ours is not None:
        return ours
    if prefer is not None and any(r.source == prefer.source for r in results):
        return prefer
    return results[0] if results else None


def _differs(other: Result, chosen: Result | None) -> bool:
    return chosen is None or (other.value, other.unit) != (chosen.value, chosen.unit)


def _once(targets: Iterable[Target]) -> list[Target]:
    """A target that a report repeats is one target; the same from two bodies is two."""
    kept: dict[tuple[object, ...], Target] = {}
    for target in targets:
        key = (target.indicator, target.period, target.body, target.operator, target.value, target.high, target.unit)
        kept.setdefault(key, target)
    return list(kept.values())


def _judged(
    target: Target,
    chosen: Result | None,
    last: Result | None,
    said: Stated,
    catalogue: Catalogue,
    rule: VerdictRule,
    explanations: Mapping[str, Explanation],
) -> Judgement:
    made = judge(target, chosen, catalogue.indicator(target.indicator), rule)
    notes = (*made.notes, *notes_on_target(target, last, rule), *_contradiction(made, said.words.get(target.id)))
    explained = explanations.get(target.id) or explanations.get(
        subject_of(target.indicator, target.place, target.period.year)
    )
    return replace(made, notes=notes, explanation=explained)


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
            body["text"], body.get("cause"), body.get("owner"), deadline, event.actor, event.recorded_at.date()
        )
    return made
