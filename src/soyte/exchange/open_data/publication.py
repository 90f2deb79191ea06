"""One indicator as the public sees it: the place by year, and the places below it by year, small counts hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import numpy as np

from soyte.catalogue import load_catalogue
from soyte.catalogue.disclosure import DisclosureRule, disclosure_rule
from soyte.catalogue.measure_model import Measure
from soyte.exchange.open_data.hiding import hidden
from soyte.ledger.ledger import Ledger
from soyte.measures import Figure, Figures, figures
from soyte.measures.definitions import Definitions
from soyte.measures.site import definitions_of
from soyte.measures.targets.judging import judged_over
from soyte.measures.where import COUNTRY

Counts = Callable[[Figure], float]
"""How many people are behind a figure; NaN where that is not counted."""


@dataclass(frozen=True)
class Shown:
    """A figure as it is published: `value` is None where there is none, or where it is `hidden`.

    `complete`: everybody who should has reported, for every month of the year.
    """

    place: str
    place_name: str
    year: int
    value: Decimal | None
    hidden: bool
    state: str
    status: str | None
    complete: bool
    figure: str


@dataclass(frozen=True)
class Published:
    """An indicator with what is shown of it: `whole` is the place itself by year, `parts` the places below it by year."""

    indicator: str
    name: str
    unit: str
    legal_source: str
    place: str
    place_name: str
    whole: tuple[Shown, ...]
    parts: tuple[Shown, ...]
    owner: str
    as_of: int
    moment: datetime | None
    least: int

    @property
    def latest(self) -> Shown | None:
        """The last complete year that has a number; if none is complete, the last one that is over, else the last one."""
        told = [one for one in self.whole if one.value is not None]
        over = [one for one in told if self.moment is None or one.year < self.moment.year]
        last = (over or told)[-1] if told else None
        return next((one for one in reversed(told) if one.complete), last)


def publication(ledger: Ledger, indicator: str, place: str, on: date) -> Published:
    """What is published of an indicator for a place (a code) by the rule of the day `on`. MeasureError if it is unknown.

    Of several sources one speaks: the one whose number stands for the last year, as on every page, else the one with the
    most years. Only sums by year are published: nothing finer can be put together.
    """
    definitions = definitions_of(ledger)
    rule = disclosure_rule(on)
    where = None if place == COUNTRY else place
    found = figures(ledger, indicator, by=("year",), place=where)
    whole = _since_the_first(_one_source(found, _in_use(ledger, indicator, place, found)))
    source = whole[0].dataset if whole else None
    below = figures(ledger, indicator, by=("place", "year"), place=where, dataset=source).computed if source else ()
    years = {one.period for one in whole}
    parts = [one for one in below if one.place != place and one.group is None and one.period in years]
    counts = _counts(ledger, definitions, indicator, rule, where, source)
    first = whole[0] if whole else None
    return Published(
        indicator=indicator,
        name=definitions.name(indicator),
        unit=definitions.unit(indicator),
        legal_source=_source(definitions, indicator),
        place=place,
        place_name=first.place_name if first else place,
        whole=tuple(_shown(whole, rule, counts, total_shown=False)),
        parts=tuple(_shown(parts, rule, counts, total_shown=True)),
        owner=first.owner if first else "",
        as_of=first.as_of if first else ledger.state().head,
        moment=first.moment if first else ledger.state().recorded_at,
        least=rule.least,
    )


def _in_use(ledger: Ledger, indicator: str, place: str, found: Figures) -> str:
    """The source of rows that the department goes by: what was accepted, or stands first; empty where there is none."""
    years = [one.period.year for one in found if one.value is not None]
    if place == COUNTRY or not years or indicator not in load_catalogue():
        return ""
    judged = judged_over(ledger, indicator, place, min(years), max(years))
    used = [one.result for _, one in sorted(judged.items()) if one.result is not None and one.result.computed]
    return (used[-1].source.document or "") if used else ""


def _one_source(found: Iterable[Figure], in_use: str) -> list[Figure]:
    by_source: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in found:
        by_source[(one.kind, one.dataset)].append(one)
    told = max(
        by_source.items(),
        key=lambda item: (bool(in_use) and item[0][1] == in_use, len(item[1]), item[0]),
        default=(None, []),
    )[1]
    return sorted(told, key=lambda one: one.period.start)


def _since_the_first(found: Sequence[Figure]) -> Sequence[Figure]:
    """Without the years before the source begins: of those nobody failed to report."""
    first = next((n for n, one in enumerate(found) if one.value is not None), 0)
    return found[first:]


def _counts(
    ledger: Ledger,
    definitions: Definitions,
    indicator: str,
    rule: DisclosureRule,
    place: str | None,
    source: str | None,
) -> Counts:
    """How many people are behind a figure. Amounts of dossiers have those dossiers behind them: what two people cost tells of both."""
    definition = definitions.on(indicator, date.max) or definitions.on(indicator, date(2100, 1, 1))
    above = [definition.measure(leaf) for leaf in definition.anchors] if definition else []
    if not above or any(one.unit in rule.people for one in above):  # where nobody says, it is taken so
        return _count
    told: dict[tuple[str, int], float] = {}
    for name in {_behind(definitions, one) for one in above} - {None}:
        for by in (("year",), ("place", "year")):
            for one in figures(ledger, str(name), by=by, place=place, dataset=source):
                if one.value is not None:
                    key = one.place, one.period.start.year
                    told[key] = min(told.get(key, float("inf")), float(one.value))
    return lambda figure: told.get((figure.place, figure.period.start.year), float("nan"))


def _behind(definitions: Definitions, measure: Measure) -> str | None:
    """The measure that counts the dossiers of which this one sums something up."""
    if measure.claims is None:
        return None
    known = (definitions.measures.measure(name) for name in definitions.measures)
    for one in known:
        if one.claims and one.claims.where == measure.claims.where and one.claims.aggregate == "count":
            return one.id
    return None


def _source(definitions: Definitions, indicator: str) -> str:
    if indicator in definitions.catalogue:
        return definitions.catalogue.indicator(indicator).legal_source
    return definitions.measures.measure(indicator).legal_source


def _shown(found: Sequence[Figure], rule: DisclosureRule, count: Counts, *, total_shown: bool) -> Iterable[Shown]:
    by_year: dict[int, list[Figure]] = defaultdict(list)
    for one in found:
        by_year[one.period.start.year].append(one)
    for year, group in sorted(by_year.items()):
        counts = np.array([count(one) for one in group], dtype=np.float64)
        secret = hidden(counts, rule.least, total_shown=total_shown)
        for one, away in zip(group, secret, strict=True):
            yield Shown(
                one.place,
                one.place_name,
                year,
                None if away else one.value,
                bool(away),
                str(one.state),
                one.status,
                one.completeness is None or one.completeness.whole,
                one.id,
            )


def _count(figure: Figure) -> float:
    """How many people are behind a figure: a rate gives its numerator away, since populations are known."""
    count = figure.numerator if figure.numerator is not None else figure.value
    return float("nan") if count is None else float(count)
