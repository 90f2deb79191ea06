"""The scorecard of a year as the table of the overview, worst first, and what is late in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html

from soyte.measures.lateness import Late
from soyte.measures.targets.model import Judgement, Mark, Status
from soyte.periods import year as year_of
from soyte.portal.shell.addresses import indicator_address, trace_address
from soyte.portal.shell.numbers import moment
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.portal.shell.verdicts import distance_words, verdict_of
from soyte.reports.charts.points import Point, goal
from soyte.reports.charts.sparkline import inline
from soyte.reports.scorecard.lines import plain
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.view import target_value
from soyte.reports.scorecard.words import (
    MARK_ORDER,
    body_text,
    change_text,
    change_verb,
    result_words,
    scope,
)

_NAMED = 4
_BODY = 11
_SHORT = 24  # letters that a cell keeps on one line
_COLUMNS = (
    Column("Mức đạt", width=18),
    Column("Chỉ tiêu", width=60),
    Column("Kết quả", "number", width=16),
    Column("So với chỉ tiêu", width=30),
    Column("Chỉ tiêu giao", "number", width=16),
    Column("Cơ quan", width=16),
    Column("Xu hướng", width=30),
)
_CLOSE = ("%", "‰")


def target_table(card: Scorecard) -> Table:
    """One line a target, the worst first."""
    judged = [(row, one) for section in card.sections for row in section.rows for one in row.judgements]
    judged.sort(key=lambda pair: MARK_ORDER.index(pair[1].mark))
    return _table(card, _COLUMNS, [_line(card, row, one) for row, one in judged], "chi-tieu")


def result_table(card: Scorecard) -> Table:
    """Results of which nobody assigned a target."""
    rows = [row for section in card.sections for row in section.rows if not row.judgements and row.result is not None]
    columns = (_COLUMNS[1], _COLUMNS[2], Column("So với năm trước", width=24), _COLUMNS[6])
    lines = [[_name(card, row), _result(row), Cell(_change(row)), _trend(row, None)] for row in rows]
    return _table(card, columns, lines, "ket-qua")


def _table(card: Scorecard, columns: Sequence[Column], lines: list[list[Cell]], name: str) -> Table:
    cited = (
        f"{card.issuer} {card.place_name}, phiếu chỉ tiêu năm {card.year}",
        f"Tính sau lần ghi nhận số {card.as_of_seq}, {moment(card.as_of)}",
        *card.sources,
    )
    empty = f"Chưa có chỉ tiêu giao hay kết quả nào của năm {card.year}."
    return Table(columns, lines, "", empty, cited, f"{name}-{card.place}-{card.year}")


def _line(card: Scorecard, row: Row, one: Judgement) -> list[Cell]:
    return [
        verdict_of(one.mark, provisional=one.provisional),
        _name(card, row),
        _result(row),
        _distance(row, one),
        *_target(card, row, one),
        _trend(row, one),
    ]


def _name(card: Scorecard, row: Row) -> Cell:
    """The name, and the unit where it does not stand beside the number."""
    href = indicator_address(row.indicator, **{"dia-ban": card.place, "nam": card.year})
    unit = "" if row.unit in _CLOSE else row.unit
    said = f"{row.name} ({unit})" if unit else row.name
    html = format_html('<a href="{}">{}</a>', href, row.name)
    return Cell(said, html=format_html('{} <span class="faint">{}</span>', html, unit) if unit else html, look="name")


def _result(row: Row) -> Cell:
    result = row.result
    known = result is not None and result.value is not None
    tail = row.unit if known and row.unit in _CLOSE else ""
    return Cell(
        result.value if result is not None else None,
        words=f"{result_words(result)}{tail}",
        href=trace_address(result.source.figure) if result is not None else None,
        look="" if known else "missing",
    )


def _distance(row: Row, one: Judgement) -> Cell:
    """In words; the unit stands beside the name, and who has not reported is told already."""
    if one.mark is Mark.NO_DATA and (row.result is None or row.result.value is None):
        return Cell("")
    words = distance_words(one).replace(" điểm phần trăm", " điểm").replace(" điểm phần nghìn", " điểm")
    words = words.removesuffix(f" {row.unit}") if "/" in row.unit else words
    return Cell(words, look="tight" if len(words) < _SHORT else "")


def _change(row: Row) -> str:
    if row.change is None:
        return ""
    steps = [one.step for one in (row.result, row.previous) if one is not None]
    verb, size = change_verb(row.change), change_text(row.change, *steps)
    if not row.change:
        return verb
    return "gần như không đổi" if size == "0" else f"{verb} {size}{' điểm' if row.unit in _CLOSE else ''}"


def _target(card: Scorecard, row: Row, one: Judgement) -> tuple[Cell, Cell]:
    target = one.target
    same = target.unit in (None, row.unit)
    words = plain(target_value(row, target, with_unit=not same or row.unit in _CLOSE))
    when = scope(target, card.year)
    body = body_text(target.body, card.parent).replace("thành phố", "TP") or "chưa rõ"
    return (
        Cell(target.value, words=words, href=trace_address(target.source.figure)),
        Cell(f"{body}, {when}" if when else body, look="tight" if len(body) < _BODY and not when else ""),
    )


def _trend(row: Row, one: Judgement | None) -> Cell:
    points = [
        Point(year_of(point.year), point.value, status=Status.ESTIMATE if point.estimate else Status.FINAL)
        for point in row.trend
    ]
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return Cell("")
    words = "; ".join(f"{point.period.year}: {point.printed}" for point in known)
    line = goal(one.target) if one is not None and one.target.unit in (None, row.unit) else None
    return Cell(words, html=inline(known, row.name, goal=line, width=70))


@dataclass(frozen=True)
class LateLine:
    """A source: the newest period with missing reports, who is missing, and how much is missing of earlier periods."""

    title: str
    period: str
    words: str
    named: str
    earlier: str
    every: tuple[str, ...]  # a line a period with all the names, where `named` and `earlier` do not say it all


def late_lines(found: Sequence[Late]) -> list[LateLine]:
    """One line a source, the newest period first."""
    by_source: dict[str, list[Late]] = {}
    for one in found:
        by_source.setdefault(one.dataset, []).append(one)
    return [_late_line(several) for several in by_source.values()]


def _late_line(several: list[Late]) -> LateLine:
    newest, *before = several
    names = [unit.name for unit in newest.missing]
    more = f" và {len(names) - _NAMED} đơn vị khác" if len(names) > _NAMED else ""
    missing = sum(len(one.missing) for one in before)
    return LateLine(
        newest.title,
        newest.period.phrase_vi,
        f"{len(names)}/{newest.expected} đơn vị chưa báo cáo",
        ", ".join(names[:_NAMED]) + more,
        f"{len(before)} kỳ trước còn thiếu {missing} báo cáo" if before else "",
        tuple(map(_all_names, several)) if before or more else (),
    )


def _all_names(one: Late) -> str:
    return f"{one.period.label_vi}, {len(one.missing)}/{one.expected}: {', '.join(unit.name for unit in one.missing)}"
