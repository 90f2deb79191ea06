"""The charts of a scorecard: what is drawn, and what is said to those who cannot see it."""

from __future__ import annotations

from decimal import Decimal

from soyte.measures.targets.model import MARK_WORDS, Judgement, Mark
from soyte.quantities import write_number
from soyte.reports.charts.distances import Gap
from soyte.reports.charts.trends import Panel, Step
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.model import Point, Row, Scorecard
from soyte.reports.scorecard.summary import judged
from soyte.reports.scorecard.words import body_text, number_text, scope

_DRAWN = (Mark.MISSED, Mark.NEARLY_MET, Mark.MET, Mark.EXCEEDED)
_SHORT = (Mark.MISSED, Mark.NEARLY_MET)


def panels(scorecard: Scorecard) -> list[Panel]:
    """A panel for every row with at least two years."""
    rows = [row for section in scorecard.sections for row in section.rows]
    return [_panel(row, scorecard.year) for row in rows if sum(_drawable(point) for point in row.trend) > 1]


def gaps(scorecard: Scorecard) -> list[Gap]:
    """Every judged target whose distance can be put in relation to it."""
    found = []
    for row, one in judged(scorecard, *_DRAWN):
        share = _share(one)
        if share is not None:
            body = ", ".join(
                p for p in (body_text(one.target.body, scorecard.parent), scope(one.target, scorecard.year)) if p
            )
            name = one_line(row.name, 58) + (f" ({body})" if body else "")
            found.append(Gap(name, float(share), _signed(share), MARK_WORDS[one.mark], one.provisional))
    return found


def trends_told(drawn: list[Panel]) -> str:
    """The description of the trends."""
    said = (f"{panel.name}: " + ", ".join(f"{step.year} {step.label}" for step in panel.steps) for panel in drawn)
    return "; ".join(said) + "."


def distances_told(drawn: list[Gap]) -> str:
    """The description of the distances."""
    said = (f"{gap.name} {gap.label}, {gap.verdict}" for gap in sorted(drawn, key=lambda gap: gap.percent))
    return "; ".join(said) + "."


def _panel(row: Row, year: int) -> Panel:
    own = sorted((one for one in row.judgements if _comparable(one)), key=lambda one: bool(scope(one.target, year)))
    target = own[0].target.value if own else None  # the year's own target rather than one of several years
    step = row.result.step if row.result is not None else None
    steps = tuple(
        Step(point.year, float(point.value) if _drawable(point) and point.value is not None else None,
             number_text(point.value, step), point.estimate)
        for point in _known(row.trend)
    )  # fmt: skip
    missed = any(one.mark in _SHORT for one in row.judgements)
    return Panel(
        one_line(row.name, 120), one_line(row.unit, 60), steps, float(target) if target is not None else None, missed
    )


def _known(trend: tuple[Point, ...]) -> tuple[Point, ...]:
    """From the first year with a value on."""
    first = next((n for n, point in enumerate(trend) if _drawable(point)), 0)
    return trend[first:]


def _comparable(one: Judgement) -> bool:
    same_unit = one.result is None or one.target.unit in (None, one.result.unit)
    return same_unit and one.target.value is not None and one.target.value.is_finite()


def _share(one: Judgement) -> Decimal | None:
    distance, target = one.distance, one.target.value
    if distance is None or target is None or not distance.is_finite() or not target.is_finite() or target == 0:
        return None
    share = distance / abs(target) * 100
    return share if abs(share) < Decimal(10) ** 6 else None


def _signed(share: Decimal) -> str:
    rounded = share.quantize(Decimal("0.1"))
    return (
        f"+{write_number(rounded)}%" if rounded > 0 else f"{write_number(abs(rounded) if rounded == 0 else rounded)}%"
    )


def _drawable(point: Point) -> bool:
    return point.value is not None and point.value.is_finite() and abs(point.value) < Decimal(10) ** 15
