"""What charts are drawn from: values with their presence, as series, spots and target lines; and how figures become these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from soyte.measures.figure import Figure, Presence
from soyte.measures.targets.model import Judgement, Mark, Operator, Status, Target
from soyte.periods import Period
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.words import (  # fmt: skip
    NO_FIGURE,
    NOT_REPORTED,
    body_text,
    number_text,
    operator_sign,
    unit_tail,
)

LARGEST = Decimal(10) ** 15
PRESENCE_WORDS = {
    Presence.NOT_REPORTED: NOT_REPORTED,
    Presence.NONE: "không phát sinh",
    Presence.NOT_APPLICABLE: "không áp dụng",
    Presence.HELD_BACK: "chưa tách được cho đơn vị này",
}
HIDDEN_WORDS = "bị ẩn vì quá ít"


@dataclass(frozen=True)
class Point:
    """A value in a period, or why there is none. `hidden`: there is one, too small a number to be shown.

    `address` leads back to the figure; `step` is the size of the last printed digit.
    """

    period: Period
    value: Decimal | None
    presence: Presence = Presence.REPORTED
    status: Status = Status.FINAL
    step: Decimal | None = None
    hidden: bool = False
    address: str = ""
    note: str = ""

    @property
    def number(self) -> float | None:
        """As it is drawn; None for what cannot be."""
        drawable = self.value is not None and self.value.is_finite() and abs(self.value) < LARGEST
        return float(self.value) if drawable and self.value is not None and not self.hidden else None

    @property
    def printed(self) -> str:
        """As it is written: `1.234,5`, `ước 95,2`, `chưa báo cáo`."""
        if self.hidden:
            return HIDDEN_WORDS
        if self.presence is not Presence.REPORTED:
            return PRESENCE_WORDS[self.presence]
        return number_text(self.value, self.step, self.status) if self.value is not None else NO_FIGURE


@dataclass(frozen=True)
class Series:
    """Values of one place and one owner over time. `stated`: what documents claim, drawn as marks without a line."""

    name: str
    points: tuple[Point, ...]
    stated: bool = False


@dataclass(frozen=True)
class Goal:
    """A target as a line: for a period, at a value; `words` name it at its end (`HĐND tỉnh: ≥ 95%`)."""

    period: Period
    value: Decimal
    body: str
    words: str


@dataclass(frozen=True)
class Spot:
    """A place and its value in one period, with its verdict if it was judged. `emphasised`: the place that is looked at."""

    code: str
    name: str
    point: Point
    mark: Mark | None = None
    emphasised: bool = False
    note: str = ""


def series(
    figures: Iterable[Figure], *, step: Decimal | None = None, apart: Mapping[str, str] | None = None
) -> tuple[Series, ...]:
    """Figures of one indicator and one place as series: one an owner and source of rows, stated values apart.

    `apart` says how sources (by dataset) of one owner are told apart: `theo tuần`.
    """
    found: dict[tuple[bool, str, str], list[Figure]] = {}
    for figure in figures:
        stated = figure.kind == "stated"
        found.setdefault((stated, figure.owner or figure.dataset, "" if stated else figure.dataset), []).append(figure)
    told = apart or {}
    return tuple(
        Series(_named(name, stated, told.get(dataset, "")), points(several, step), stated)
        for (stated, name, dataset), several in sorted(found.items(), key=lambda pair: pair[0])
    )


def _named(name: str, stated: bool, apart: str) -> str:
    name = one_line(name or ("Văn bản" if stated else "Số liệu"), 60)
    return f"{name}, {one_line(apart, 40)}" if apart else name


def points(figures: Iterable[Figure], step: Decimal | None = None) -> tuple[Point, ...]:
    """Figures as points, by period."""
    ordered = sorted(figures, key=lambda figure: figure.period)
    return tuple(point(figure, step) for figure in ordered)


def point(figure: Figure, step: Decimal | None = None) -> Point:
    """A figure as a point: provisional where reports are missing."""
    status = Status(figure.status) if figure.status else Status.FINAL
    whole = figure.completeness is None or figure.completeness.whole
    if not whole and status is Status.FINAL:
        status = Status.PROVISIONAL
    note = "; ".join(figure.notes)
    return Point(figure.period, figure.value, figure.state, status, step, address=figure.id, note=one_line(note, 200))


def spots(figures: Iterable[Figure], *, looked_at: str = "", step: Decimal | None = None) -> tuple[Spot, ...]:
    """Figures of several places in one period."""
    return tuple(
        Spot(one.place, one_line(one.place_name, 60), point(one, step), emphasised=one.place == looked_at)
        for one in figures
    )


def goal(target: Target, parent: str = "") -> Goal | None:
    """A target as a line; None for one in words. `parent` is the name of the body above (`UBND tỉnh …`)."""
    if target.value is None or not target.value.is_finite() or abs(target.value) >= LARGEST:
        return None
    body = body_text(target.body, parent) or "Chỉ tiêu"
    sign = operator_sign(target)
    number = number_text(target.value, target.step)
    if target.operator is Operator.BETWEEN and target.high is not None:
        number = f"{number} - {number_text(target.high, target.step)}"
    words = f"{body}: {sign}{' ' if sign else ''}{number}{unit_tail(target.unit)}"
    return Goal(target.period, target.value, body, words)


def goals(judgements: Sequence[Judgement] | Sequence[Target], parent: str = "") -> tuple[Goal, ...]:
    """The targets, or those of judgements, as lines."""
    targets = (one.target if isinstance(one, Judgement) else one for one in judgements)
    return tuple(found for found in (goal(target, parent) for target in targets) if found is not None)


def told(point: Point, unit: str, name: str = "") -> str:
    """One value in words: `Trạm A, Tháng 1/2024: ước 12 ca`."""
    tail = unit_tail(unit) if point.number is not None else ""
    who = f"{name}, " if name else ""
    return f"{who}{point.period.label_vi}: {point.printed}{tail}"


__all__ = [
    "HIDDEN_WORDS", "PRESENCE_WORDS", "Goal", "Point", "Series", "Spot", "goal", "goals", "point",
    "points", "series", "spots", "told",
]  # fmt: skip
