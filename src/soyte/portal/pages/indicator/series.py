"""The series of a place: values by owner, targets by body, breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from soyte.measures import Figure
from soyte.measures.where import Break
from soyte.portal.pages.indicator.cells import (
    cited,
    full_cell,
    notes_cell,
    part_cells,
    source_cell,
    status_cell,
    told_apart,
    value_cell,
)
from soyte.portal.pages.indicator.known import Known, covered
from soyte.portal.pages.indicator.pane import About, Pane, of_unit, without_empty
from soyte.portal.shell.book import today
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.reports.charts.over_time import over_time
from soyte.reports.charts.points import Goal, Series, goals, series

_ABBREVIATED = (
    ("Trung tâm Kiểm soát bệnh tật", "CDC"),
    ("Trung tâm Y tế", "TTYT"),
    ("Bệnh viện", "BV"),
    ("Ủy ban nhân dân", "UBND"),
)


def over_time_pane(known: Known, about: About, title: str) -> Pane:
    """The series of the place, with the targets of each body and the breaks."""
    found = covered([one for one in known.over_time if one.dataset or one.kind == "stated"], today())
    if not any(one.value is not None for one in found):
        return Pane()
    # What was assigned for a year is no line over counts of months.
    comparable = about.rate or known.question.cut.endswith("year")
    lines = goals(of_unit(known.targets, about.unit), about.parent) if comparable else ()
    cite, apart = cited(found, view="theo thời gian"), told_apart(found)
    chart = over_time(
        named(series(found, apart=apart), known.place_name),
        about.unit,
        title,
        goals=lines,
        breaks=_breaks(known, found),
        citation=". ".join(cite[1:]),
        height=250,
    )
    sources = {id(one): source_cell(one, apart) for one in found}
    several = len({cell.value for cell in sources.values()}) > 1
    ratio = any(one.denominator is not None for one in found)
    columns = [
        Column("Kỳ"),
        *([Column("Nguồn", width=40)] if several else []),
        Column("Số liệu", "number", about.unit),
        *([Column("Tử số", "number"), Column("Mẫu số", "number")] if ratio else []),
        *([Column("Chỉ tiêu giao", width=34)] if lines else []),
        Column("Tình trạng", width=26),
        Column("Đầy đủ", width=32),
        Column("Ghi chú", width=60),
    ]
    rows = [
        [
            Cell(one.period.label_vi, look="tight"),
            *([sources[id(one)]] if several else []),
            value_cell(one),
            *(part_cells(one) if ratio else []),
            *([Cell(_goals_of(one, lines), look="words")] if lines else []),
            status_cell(one),
            full_cell(one),
            notes_cell(one),
        ]
        for one in sorted(found, key=lambda one: (one.period, one.kind, one.dataset), reverse=True)
    ]
    return Pane(
        chart, without_empty(Table(columns, rows, "", citation=cite, name=f"{about.code}-{known.question.place}"))
    )


def named(several: Sequence[Series], place: str) -> list[Series]:
    """Names short enough for the end of a line: the usual abbreviations, without the place that the page is about."""
    found = []
    for one in several:
        name = one.name.replace(f" {place}", "").strip(" ,")
        for words, letters in _ABBREVIATED:
            name = name.replace(words, letters)
        found.append(replace(one, name=f"{name}, văn bản" if one.stated else name))
    return found


def _goals_of(figure: Figure, lines: Sequence[Goal]) -> str:
    return "; ".join(dict.fromkeys(goal.words for goal in lines if goal.period == figure.period))


def _breaks(known: Known, found: Sequence[Figure]) -> tuple[Break, ...]:
    return tuple({one for figure in found for one in figure.breaks}) if known.question.borders == "own" else ()
