"""Scorecards as nobody would compose them: Hypothesis strategies that every rendering must survive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hostile import NASTY, numbers
from hypothesis import strategies as st

from soyte import periods
from soyte.measures.targets.model import Body, Explanation, Judgement, Mark, Operator, Result, Source, Status, Target
from soyte.reports.scorecard.model import Point, Row, Scorecard, Section

words = st.text(st.characters(codec=None), max_size=20) | st.sampled_from(NASTY)
maybe = st.none() | words
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
values = st.none() | numbers
years = st.sampled_from([periods.year(2024), periods.year(2023), periods.years(2021, 2025)])

sources = st.builds(Source, owner=maybe, document=maybe, as_of=days, figure=maybe)
results = st.builds(
    Result, indicator=words, value=values, unit=maybe, period=years, place=words, status=st.sampled_from(Status),
    step=st.none() | st.sampled_from([Decimal("0.1"), Decimal(1)]), source=sources, quote=maybe,
)  # fmt: skip
targets = st.builds(
    Target, id=words, indicator=words, operator=st.sampled_from(Operator), value=values, unit=maybe, period=years, place=words,
    body=st.sampled_from(Body), high=values, source=sources, quote=maybe,
)  # fmt: skip
explanations = st.none() | st.builds(Explanation, text=words, cause=maybe, owner=maybe, deadline=days)
judgements = st.builds(
    Judgement, target=targets, result=st.none() | results, mark=st.sampled_from(Mark), provisional=st.booleans(),
    distance=values, reason=maybe, notes=st.lists(words, max_size=1).map(tuple), explanation=explanations,
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn, number: int) -> Row:
    found = draw(st.lists(judgements, max_size=2, unique_by=lambda one: one.target.id))
    trend = draw(st.lists(values, max_size=3))
    return Row(
        figure_id=f"so_{number}{draw(words)}", indicator=draw(words), name=draw(words), unit=draw(words),
        result=draw(st.none() | results), previous=draw(st.none() | results), change=draw(values), change_words=draw(maybe),
        judgements=tuple(found), others=tuple(draw(st.lists(results, max_size=1))),
        trend=tuple(Point(2020 + n, value, n % 2 == 0) for n, value in enumerate(trend)), notes=tuple(draw(st.lists(words, max_size=1))),
    )  # fmt: skip


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    made = [draw(rows(number)) for number in range(draw(st.integers(0, 3)))]
    return Scorecard(
        place=draw(words), place_name=draw(words), issuer=draw(words), parent=draw(words), year=2024,
        sections=(Section(draw(words), draw(words), tuple(made)),), as_of_seq=1, as_of=datetime(2024, 12, 1, tzinfo=UTC),
        today=date(2024, 12, 2), sources=tuple(draw(st.lists(words, max_size=2))),
    )  # fmt: skip
