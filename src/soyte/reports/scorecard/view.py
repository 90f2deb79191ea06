"""What renderings lay out: the rows of the table, the misses, the values of other owners, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from soyte.measures.targets.model import Judgement, Mark, Operator, Result, Target
from soyte.reports.linked.model import PrintedFigure
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard import figures
from soyte.reports.scorecard.lines import Line
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.words import (
    body_text,
    change_verb,
    difference_unit,
    mark_text,
    operator_sign,
    scope,
    short_date,
    unit_tail,
)


@dataclass(frozen=True)
class TargetView:
    """A target as a cell prints it, and its verdict."""

    body: str
    scope: str
    value: Line
    mark: Mark | None
    verdict: str
    provisional: bool
    distance: Line

    @property
    def line(self) -> Line:
        """`HĐND tỉnh, giai đoạn 2021-2025: ≥ 95`."""
        said = ", ".join(part for part in (self.body, self.scope) if part)
        return (f"{said}: ", *self.value) if said else self.value


@dataclass(frozen=True)
class OtherView:
    """Another owner's value."""

    owner: str
    document: str
    as_of: str
    figure: PrintedFigure


@dataclass(frozen=True)
class RowView:
    """A row of the table. `change` is without unit, `change_told` with it."""

    number: int
    name: str
    unit: str
    result: PrintedFigure
    previous: PrintedFigure
    change: Line
    change_told: Line
    targets: tuple[TargetView, ...]
    notes: tuple[str, ...]
    others: tuple[OtherView, ...]
    row: Row

    @property
    def reported(self) -> bool:
        """Whether there is a result."""
        return self.result.value is not None


@dataclass(frozen=True)
class SectionView:
    """A domain."""

    title: str
    rows: tuple[RowView, ...]


def section_views(scorecard: Scorecard) -> tuple[SectionView, ...]:
    """The table, rows numbered through."""
    number = 0
    sections: list[SectionView] = []
    for section in scorecard.sections:
        rows: list[RowView] = []
        for row in section.rows:
            number += 1
            rows.append(row_view(row, scorecard, number))
        sections.append(SectionView(one_line(section.title, 200), tuple(rows)))
    return tuple(sections)


def row_view(row: Row, scorecard: Scorecard, number: int) -> RowView:
    """One row."""
    short, told = _change(row)
    return RowView(
        number=number,
        name=one_line(row.name, 300),
        unit=one_line(row.unit, 60),
        result=figures.result_figure(row),
        previous=figures.previous_figure(row),
        change=short,
        change_told=told,
        targets=tuple(target_view(row, one, scorecard) for one in row.judgements),
        notes=tuple(_notes(row)),
        others=tuple(_others(row)),
        row=row,
    )


def target_view(row: Row, judgement: Judgement, scorecard: Scorecard) -> TargetView:
    """One target of a row with its verdict."""
    target = judgement.target
    distance = figures.distance_figure(row, judgement)
    return TargetView(
        body=body_text(target.body, scorecard.parent) or "chưa rõ cơ quan",
        scope=scope(target, scorecard.year),
        value=target_value(row, target),
        mark=judgement.mark,
        verdict=mark_text(judgement),
        provisional=judgement.provisional,
        distance=_distance(judgement, distance),
    )


def target_value(row: Row, target: Target, *, with_unit: bool = False) -> Line:
    """`≥ 95`, `10 - 12`, or the words of a target that has no number."""
    printed = figures.target_figures(row, target)
    tail = unit_tail(target.unit or row.unit) if with_unit or (target.unit and target.unit != row.unit) else ""
    if not printed:
        return (one_line(target.quote or "theo kế hoạch", 120),)
    if target.operator is Operator.BETWEEN and len(printed) == 2:
        return (printed[0], " - ", printed[1], tail) if tail else (printed[0], " - ", printed[1])
    sign = operator_sign(target)
    return tuple(piece for piece in (f"{sign}\N{NO-BREAK SPACE}" if sign else "", printed[0], tail) if piece)


def _distance(judgement: Judgement, distance: PrintedFigure | None) -> Line:
    """`thấp hơn 6,8 điểm phần trăm`."""
    result, target = judgement.result, judgement.target
    if distance is None or not distance.value or result is None or not _finite(result.value):
        return ()
    verb = "chênh"
    if target.operator is not Operator.BETWEEN and _finite(target.value):
        short = (judgement.distance or 0) < 0  # counted in the target's unit, which need not be the result's
        verb = "thấp hơn" if short == (target.operator is Operator.AT_LEAST) else "cao hơn"
    return (f"{verb} ", distance, difference_unit(target.unit or result.unit))


def _finite(value: Decimal | None) -> bool:
    return value is not None and value.is_finite()


def _change(row: Row) -> tuple[Line, Line]:
    figure = figures.change_figure(row)
    if figure is None:
        words = one_line(row.change_words or "", 120)
        return (words,) if words else (), (words,) if words else ()
    verb = change_verb(figure.value or Decimal(0))
    if not figure.value:
        return (verb,), (verb,)
    if figure.text == "0":
        return ("gần như không đổi",), ("gần như không đổi",)
    tail = difference_unit(row.unit)
    return (f"{verb} ", figure, tail if row.unit in ("%", "‰") else ""), (f"{verb} ", figure, tail)


def _notes(row: Row) -> list[str]:
    said: list[str] = []
    if row.result is not None:
        said.append(_pedigree(row.result))
    for judgement in row.judgements:
        said.extend([judgement.reason or "", *judgement.notes])
    said.extend(row.notes)
    return list(dict.fromkeys(line for line in (one_line(one, 300) for one in said) if line))


def _pedigree(result: Result) -> str:
    """`BHXH tỉnh, số liệu đến 30/11/2024`."""
    owner = result.source.owner or ""
    as_of = f"số liệu đến {short_date(result.source.as_of)}" if result.source.as_of else ""
    return ", ".join(part for part in (owner, as_of) if part)


def _others(row: Row) -> list[OtherView]:
    return [
        OtherView(
            one_line(other.source.owner or "chưa rõ cơ quan", 120),
            one_line(other.source.document or "chưa rõ văn bản", 200),
            short_date(other.source.as_of) or "chưa rõ ngày",
            figure,
        )
        for other, figure in zip(row.others, figures.other_figures(row), strict=True)
    ]
