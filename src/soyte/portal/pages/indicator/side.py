"""What stands beside the series: verdicts of the year, how it is reckoned, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from soyte.catalogue.terms import DIRECTIONS, word
from soyte.measures import Figure
from soyte.measures.targets.judging import Measured
from soyte.measures.targets.words import target_words
from soyte.portal.pages.indicator.known import Known
from soyte.portal.pages.indicator.pane import About
from soyte.portal.pages.trace.tables import source_words
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.book import definitions, today
from soyte.portal.shell.numbers import moment
from soyte.portal.shell.verdicts import distance_words, verdict_of
from soyte.reports.scorecard.words import body_text, result_words, sentence, unit_tail


@dataclass(frozen=True)
class Line:
    """A target of the year: who assigned what, the verdict, how far."""

    body: str
    target: str
    href: str | None
    mark: SafeString
    words: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """All of it."""

    year: int | None
    result: str
    result_href: str | None
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    formula: str
    legal: str
    direction: str
    owner: str
    pedigree: Figure | None
    known_at: str


def _result(measured: Measured) -> str:
    known = measured.result is not None and measured.result.value is not None
    return f"{result_words(measured.result)}{unit_tail(measured.result.unit) if known and measured.result else ''}"


def side(known: Known, about: About) -> Side:
    """Of the year that is looked at."""
    measured = known.measured
    catalogue = definitions().catalogue
    newest = catalogue.indicator(about.code) if about.code in catalogue else None
    definition = definitions().on(about.code, today())
    figure = max(
        (one for one in known.over_time if one.value is not None),
        key=lambda one: (one.kind == "computed", one.period, one.dataset == known.in_use),
        default=None,
    )
    formula = definition.formula if definition else None
    words = ""
    if definition is not None and formula is not None:
        words = definitions().words(formula, definition.measures, definition.factor)
    elif newest is not None:
        words = newest.numerator + (f" ÷ {newest.denominator}" if newest.denominator else "")
    return Side(
        known.year,
        _result(measured) if measured else "",
        trace_address(measured.result.source.figure) if measured and measured.result else None,
        tuple(
            Line(
                body_text(one.target.body, about.parent) or "Chưa rõ cơ quan",
                target_words(one.target),
                trace_address(one.target.source.figure),
                verdict_of(one.mark, provisional=one.provisional).html or "",  # type: ignore[arg-type]
                distance_words(one),
                one.notes,
            )
            for one in (measured.judgements if measured else ())
        ),
        measured.notes if measured else (),
        words,
        source_words(definition.legal_source, definition.certainty) if definition else "",
        sentence(word(DIRECTIONS, newest.direction)) if newest else "",
        figure.owner if figure else "",
        figure,
        moment(figure.moment) if figure else "",
    )
