"""What figures of one place and period must keep among themselves, wherever in the text they stand.

The catalogue says which: parts of a whole, sums, rates between the rates of their parts, rates made of two counts. A breach across
sentences is called wrong only when nothing else can explain it: every figure exact, stated once, for the same period and place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from soyte.catalogue import Catalogue
from soyte.catalogue.model import Between, Ratio, Subset, Sum
from soyte.checks.claims.interval import Interval, in_dong, printed
from soyte.checks.claims.slips import likely_slip
from soyte.checks.claims.wording import exact, figure, rounded
from soyte.quantities import money_scale
from soyte.statements import Finding, Qualifier, Reading, Role, Statement, Verdict

_STATING = (Role.ACTUAL, Role.NUMERATOR, Role.DENOMINATOR, Role.SHARE)
_Key = tuple[str | None, str | None]


@dataclass(frozen=True)
class _Group:
    """The figures of one period and place, by indicator: the first one stated, and whether it is the only value."""

    first: dict[str, Statement]
    single: frozenset[str]

    def all_single(self, *names: str) -> bool:
        return all(name in self.single for name in names)


def judge_relations(reading: Reading, catalogue: Catalogue, judged: set[frozenset[int]]) -> list[Finding]:
    """Findings over figures of different sentences; `judged` are the sets of figures that a claim already compares."""
    findings: list[Finding] = []
    for group in _groups(reading):
        for relation in catalogue.relations:
            if isinstance(relation, Subset):
                findings += _subset(reading, relation, group, judged)
            elif isinstance(relation, Sum):
                findings += _sum(reading, relation, group, judged)
            elif isinstance(relation, Between):
                findings += _between(reading, relation, group)
            elif isinstance(relation, Ratio):
                findings += _ratio(reading, relation, group, judged)
    return findings


def _groups(reading: Reading) -> Iterator[_Group]:
    """One group for each period and place of results, and one for each of targets."""
    stated: dict[tuple[_Key, bool], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in reading.statements:
        if statement.indicator is None or statement.high is not None:
            continue
        if statement.role in _STATING or statement.role is Role.TARGET:
            key = ((statement.period, statement.place), statement.role is Role.TARGET)
            stated[key][statement.indicator].append(statement)
    for by_indicator in stated.values():
        first = {name: found[0] for name, found in by_indicator.items()}
        single = frozenset(name for name, found in by_indicator.items() if len({s.value for s in found}) == 1)
        yield _Group(first, single)


def _subset(reading: Reading, relation: Subset, group: _Group, judged: set[frozenset[int]]) -> Iterator[Finding]:
    whole = group.first.get(relation.whole)
    for name in relation.parts:
        part = group.first.get(name)
        if (
            whole is None
            or part is None
            or frozenset({whole.number, part.number}) in judged
            or not _same_unit(whole, part)
        ):
            continue
        words = f"{figure(part)} {{}} {figure(whole)}"
        if in_dong(part).low <= in_dong(whole).high:
            yield _finding(
                reading,
                (part, whole),
                "subset",
                Verdict.OK,
                f"Bộ phận không vượt tổng: {words.format('≤')}.",
                figure(part),
                f"≤ {figure(whole)}",
            )
        elif group.all_single(relation.whole, name) and _near(whole, part):
            yield _finding(
                reading,
                (part, whole),
                "subset",
                Verdict.WRONG,
                f"Bộ phận lớn hơn tổng: {words.format('>')}.",
                figure(part),
                f"≤ {figure(whole)}",
            )
        else:
            message = f"Bộ phận lớn hơn tổng: {words.format('>')}; kiểm tra phạm vi và thời điểm của hai số."
            yield _finding(
                reading, (part, whole), "subset", Verdict.AMBIGUOUS, message, figure(part), f"≤ {figure(whole)}"
            )


def _same_unit(one: Statement, two: Statement) -> bool:
    if (money_scale(one.unit) > 1) != (money_scale(two.unit) > 1):
        return False
    rates = {"%", "‰"}
    return not (({one.unit} | {two.unit}) & rates) or one.unit == two.unit


def _near(one: Statement, two: Statement) -> bool:
    """In lines next to each other, where a reader sees both at once; within one sentence its own words decide."""
    return one.sentence != two.sentence and abs(one.block - two.block) <= 2


def _sum(reading: Reading, relation: Sum, group: _Group, judged: set[frozenset[int]]) -> Iterator[Finding]:
    names = (relation.whole, *relation.parts)
    if any(name not in group.first for name in names):
        return
    whole, *parts = (group.first[name] for name in names)
    numbers = frozenset(s.number for s in (whole, *parts))
    if numbers in judged or not all(_same_unit(whole, part) for part in parts):
        return
    total = in_dong(parts[0])
    for part in parts[1:]:
        total = total + in_dong(part)
    unit = money_scale(whole.unit)
    words = f"{' + '.join(p.value_text for p in parts)} = {exact(total.mid / unit, 4)}"
    holds = in_dong(whole).meets(total)
    message = (
        f"Tổng khớp: {words}."
        if holds
        else f"Tổng không khớp: {words}, văn bản ghi {figure(whole)}; kiểm tra phạm vi của các số."
    )
    yield _finding(
        reading,
        (whole, *parts),
        "sum",
        Verdict.OK if holds else Verdict.AMBIGUOUS,
        message,
        figure(whole),
        exact(total.mid / unit, 4),
    )


def _between(reading: Reading, relation: Between, group: _Group) -> Iterator[Finding]:
    """The rate of a whole lies between the rates of its parts: a province between town and country."""
    names = (relation.whole, *relation.parts)
    if any(name not in group.first for name in names):
        return
    whole, *parts = (group.first[name] for name in names)
    low = min((printed(p) for p in parts), key=lambda i: i.low)
    high = max((printed(p) for p in parts), key=lambda i: i.high)
    words = f"{exact(low.mid)} ≤ {whole.value_text} ≤ {exact(high.mid)}"
    claimed, span = figure(whole), f"{exact(low.mid)}–{exact(high.mid)}"
    if Interval(low.low, low.mid, high.high).meets(printed(whole)):
        yield _finding(
            reading,
            (whole, *parts),
            "comparison",
            Verdict.OK,
            f"Tỷ lệ chung nằm giữa các khu vực: {words}.",
            claimed,
            span,
        )
    else:
        message = f"Tỷ lệ chung {figure(whole)} phải nằm giữa tỷ lệ của các khu vực ({span})."
        verdict = Verdict.WRONG if group.all_single(*names) else Verdict.AMBIGUOUS
        yield _finding(reading, (whole, *parts), "comparison", verdict, message, claimed, span)


def _ratio(reading: Reading, relation: Ratio, group: _Group, judged: set[frozenset[int]]) -> Iterator[Finding]:
    names = (relation.rate, relation.numerator, relation.denominator)
    if any(name not in group.first for name in names):
        return
    rate, top, bottom = (group.first[name] for name in names)
    numbers = frozenset({rate.number, top.number, bottom.number})
    if len(numbers) < 3 or numbers in judged:
        return
    quotient = in_dong(top).over(in_dong(bottom))
    if quotient is None:
        return
    computed = quotient.scaled(Decimal(str(relation.multiplier)))
    words = f"{figure(top)} ÷ {figure(bottom)} × {relation.multiplier} = {exact(computed.mid)}"
    claimed, value = figure(rate), rounded(computed.mid, rate.precision)
    if computed.meets(printed(rate), rate.precision / 2):
        yield _finding(reading, (rate, top, bottom), "ratio", Verdict.OK, f"Tỷ lệ khớp: {words}.", claimed, value)
        return
    certain = (
        group.all_single(*names)
        and all(s.qualifier is Qualifier.EXACT for s in (rate, top, bottom))
        and rate.sentence == top.sentence
    )
    hint = likely_slip(rate, computed.mid) if certain else " Kiểm tra mẫu số và thời điểm của các số."
    message = f"Tỷ lệ không khớp: {words}, văn bản ghi {claimed}.{hint}"
    yield _finding(
        reading, (rate, top, bottom), "ratio", Verdict.WRONG if certain else Verdict.AMBIGUOUS, message, claimed, value
    )


def _finding(
    reading: Reading,
    about: tuple[Statement, ...],
    kind: str,
    verdict: Verdict,
    message: str,
    claimed: str,
    recomputed: str,
) -> Finding:
    """A finding that points at the first of the figures it is about; the others are named by number."""
    start, end = _span(about)
    severity = {"ok": "ok", "wrong": "error", "ambiguous": "note"}[verdict.value]
    numbers = tuple(sorted(s.number for s in about))
    return Finding(start, end, reading.text[start:end], kind, claimed, recomputed, verdict, message, numbers, severity)


def _span(about: tuple[Statement, ...]) -> tuple[int, int]:
    """From the first to the last figure when they stand close together, else the first of the list alone."""
    start, end = min(s.start for s in about), max(s.end for s in about)
    return (start, end) if end - start <= 400 else (about[0].start, about[0].end)
