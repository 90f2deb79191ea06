"""Every figure that a scorecard prints, with its id: what renderings print and what verification compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from soyte.measures.targets.amounts import same_size
from soyte.measures.targets.model import Judgement, Result, Target
from soyte.reports.linked.ids import fit, safe_id, short_hash
from soyte.reports.linked.model import CurrentFigure, PrintedFigure
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.words import NO_FIGURE, change_text, difference_unit, number_text, result_words, unit_tail


def result_figure(row: Row) -> PrintedFigure:
    """The result of the year."""
    return _of_result(row, row.result, safe_id(row.figure_id), "thực hiện")


def previous_figure(row: Row) -> PrintedFigure:
    """The result of the year before."""
    figure = _of_result(row, row.previous, fit(safe_id(row.figure_id), "_nt"), "năm trước")
    return replace(figure, text=NO_FIGURE) if row.previous is None else figure


def other_figures(row: Row) -> tuple[PrintedFigure, ...]:
    """What other owners say of the same thing, in the order of `row.others`."""
    found: list[PrintedFigure] = []
    for other in row.others:
        said = (other.source.owner, other.source.document, other.source.as_of, other.period.iso)
        number = sum(_owner_of(earlier) == said for earlier in row.others[: len(found)])
        suffix = f"_kh_{short_hash(repr((*said, number)))}"
        found.append(_of_result(row, other, fit(safe_id(row.figure_id), suffix), "cơ quan khác"))
    return tuple(found)


def change_figure(row: Row) -> PrintedFigure | None:
    """By how much the result differs from last year's, without sign: words say the direction."""
    if row.change is None or not row.change.is_finite():
        return None
    name = fit(safe_id(row.figure_id), "_td")
    steps = [one.step for one in (row.result, row.previous) if one is not None]
    return _figure(row, name, change_text(row.change, *steps), row.change, difference_unit(row.unit), "thay đổi")


def target_figures(row: Row, target: Target) -> tuple[PrintedFigure, ...]:
    """The value of a target and, of an interval, its end; nothing for a target in words."""
    name = fit(safe_id(row.figure_id), f"_ct_{short_hash(target.id)}")
    values = [(name, target.value), (fit(name, "_den"), target.high)]
    return tuple(
        _figure(row, figure, number_text(value, target.step), value, target.unit or row.unit, "chỉ tiêu giao")
        for figure, value in values
        if value is not None and value.is_finite()
    )


def distance_figure(row: Row, judgement: Judgement) -> PrintedFigure | None:
    """How far the result lies from the target, without sign."""
    if judgement.distance is None or not judgement.distance.is_finite():
        return None
    name = fit(safe_id(row.figure_id), f"_cl_{short_hash(judgement.target.id)}")
    text = number_text(abs(judgement.distance), judgement.target.step)
    unit = difference_unit(judgement.target.unit or row.unit)
    return _figure(row, name, text, judgement.distance, unit, "chênh lệch")


def count_figure(scope: str, number: int) -> PrintedFigure:
    """How many targets: `scope` names them (`council_missed`)."""
    value = Decimal(number)
    return PrintedFigure(
        safe_id(f"tong_{scope}"), number_text(value), value, "chỉ tiêu", name="Số chỉ tiêu trong phần kết quả chung"
    )


def current_figures(scorecard: Scorecard) -> dict[str, CurrentFigure]:
    """All figures of a scorecard by id. Of one composed now: what `verify` compares a file with."""
    return {figure.id: figure for figure in printed_figures(scorecard)}


def printed_figures(scorecard: Scorecard) -> Iterator[PrintedFigure]:
    """All figures, each once, row by row; then the counts of the summary."""
    from soyte.reports.scorecard.summary import count_figures  # noqa: PLC0415 (it prints figures of this module)

    for section in scorecard.sections:
        for row in section.rows:
            yield from row_figures(row)
    yield from count_figures(scorecard)


def row_figures(row: Row) -> Iterator[PrintedFigure]:
    """All figures of one row."""
    yield result_figure(row)
    yield previous_figure(row)
    change = change_figure(row)
    if change is not None:
        yield change
    for judgement in row.judgements:
        yield from target_figures(row, judgement.target)
        distance = distance_figure(row, judgement)
        if distance is not None:
            yield distance
    yield from other_figures(row)


def _of_result(row: Row, result: Result | None, name: str, role: str) -> PrintedFigure:
    value = result.value if result is not None and result.value is not None and result.value.is_finite() else None
    unit = (result.unit if result is not None else None) or row.unit
    tail = "" if value is None or same_size(unit, row.unit) else unit_tail(unit)  # never a number under another unit
    definition = result.definition_hash if result is not None else None
    return _figure(row, name, f"{result_words(result)}{tail}", value, unit, role, definition)


def _figure(
    row: Row, name: str, text: str, value: Decimal | None, unit: str, role: str, definition: str | None = None
) -> PrintedFigure:
    told, indicator = one_line(row.name, 120), one_line(row.indicator, 80)
    hashed = one_line(definition, 80) if definition else None
    return PrintedFigure(name, text, value, one_line(unit.strip(), 60), role, indicator, hashed, told)


def _owner_of(result: Result) -> tuple[object, ...]:
    return (result.source.owner, result.source.document, result.source.as_of, result.period.iso)
