"""The places below: in order, on a map, each over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from soyte.measures import Figure
from soyte.measures.boundaries.shapes import shapes
from soyte.measures.targets.model import Mark, Target
from soyte.measures.where import COUNTRY
from soyte.places import Level
from soyte.portal.pages.indicator.cells import cited, full_cell, notes_cell, part_cells, status_cell, value_cell
from soyte.portal.pages.indicator.known import Known
from soyte.portal.pages.indicator.pane import About, Pane, of_unit, without_empty
from soyte.portal.pages.indicator.question import VIEWS, day_of
from soyte.portal.shell.addresses import indicator_address
from soyte.portal.shell.book import asked, geography, today
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.maps import map_of
from soyte.reports.charts.multiples import Panel, multiples
from soyte.reports.charts.points import goals, points, spots
from soyte.reports.charts.ranking import ranking

_PANELS = 64
_FIRST, _LAST = 40, 20  # of more places than these together, the ends of the ranking are drawn


def ranking_pane(known: Known, about: About) -> Pane:
    """The places below in one period, best first."""
    found = known.by_place
    if not found or known.period is None:
        return Pane()
    title = f"{about.name}, {known.period.phrase_vi}: {_extremes(found)}"
    cite = cited(found, view=f"{VIEWS['xep-hang'].lower()}, {known.period.phrase_vi}")
    lines = goals(of_unit(_targets_now(known), about.unit), about.parent) if about.rate else ()
    drawn = _ends(found, lower_first=about.lower_is_better)
    few = (
        ()
        if len(drawn) == len(found)
        else (f"Biểu đồ vẽ {_FIRST} nơi đầu và {_LAST} nơi cuối; bảng có đủ {len(found)} nơi.",)
    )

    def of(figures: Sequence[Figure]) -> Chart:
        return ranking(
            spots(figures),
            about.unit,
            title,
            goals=lines,
            lower_is_better=about.lower_is_better,
            bars=not about.rate,
            citation=". ".join(cite[1:]),
        )

    table = _places_table(known, about, found, of(found), cite)
    return Pane(of(drawn), table, words=(*few, *_held_back(found)))


def map_pane(known: Known, about: About) -> Pane:
    """The same on a map."""
    found = known.by_place
    if not found or known.period is None:
        return Pane()
    q = known.question
    on = day_of(q.borders, known.period, today())
    level = cast(Level, geography().level(found[0].place.split("+")[0].rstrip("~")))
    drawn = asked(shapes, level, on, None if q.place == COUNTRY else q.place, as_of=q.as_of)
    cite = cited(found, view=f"bản đồ, {known.period.phrase_vi}")
    title = f"{about.name}, {known.period.phrase_vi}: {_extremes(found)}"
    units = [one for one in found if one.group is None]
    chart = map_of(
        spots(units),
        about.unit,
        title,
        on,
        shapes=drawn.geojson,
        national=q.place == COUNTRY and level == "province",
        citation=". ".join(cite[1:]),
        credit=drawn.credit,
    )
    return Pane(chart, _places_table(known, about, found, chart, cite), words=_held_back(found))


def places_pane(known: Known, about: About) -> Pane:
    """Every place over time, on one scale."""
    found = known.by_place_over_time
    by_place: dict[str, list[Figure]] = {}
    for one in found:
        by_place.setdefault(one.place, []).append(one)
    told = {place: several for place, several in by_place.items() if any(one.value is not None for one in several)}
    if not told:
        return Pane()
    order = sorted(told, key=lambda place: -max((one.value or 0) for one in told[place]))
    panels = [Panel(told[place][-1].place_name, points(told[place])) for place in order[:_PANELS]]
    cite = cited(found, view="từng nơi theo thời gian")
    words = (
        (f"Đây là {_PANELS} nơi có số cao nhất; tệp CSV, XLSX có đủ {len(order)} nơi.",) if len(order) > _PANELS else ()
    )
    chart = multiples(panels, about.unit, f"{about.name}: từng nơi theo thời gian", citation=". ".join(cite[1:]))
    periods = sorted({one.period for one in found})
    columns = [Column("Địa bàn", width=34), *(Column(_short(p.label_vi), "number") for p in periods)]

    def table(places: Sequence[str]) -> Table:
        rows: list[list[Cell | Value]] = []
        for place in places:
            of = {one.period: one for one in told[place]}
            name = Cell(told[place][-1].place_name, href=_here(known, place), look="tight")
            rows.append([name, *(value_cell(of[p]) if p in of else Cell("") for p in periods)])
        return Table(columns, rows, "", citation=cite, name=f"{about.code}-{known.question.place}-tung-noi")

    return Pane(chart, table(order[:_PANELS]), words=words, whole=lambda: table(order))


def _ends(found: Sequence[Figure], *, lower_first: bool) -> list[Figure]:
    """All of them; of very many those at both ends."""
    known = sorted(
        (one for one in found if one.value is not None), key=lambda one: one.value or 0, reverse=not lower_first
    )
    if len(found) <= _FIRST + _LAST or len(known) <= _FIRST + _LAST:
        return list(found)
    return [*known[:_FIRST], *known[-_LAST:]]


def _short(label: str) -> str:
    return label.removeprefix("Năm ").replace("Tháng ", "T")


def _targets_now(known: Known) -> list[Target]:
    return [j.target for j in known.measured.judgements if j.mark is not Mark.NO_DATA] if known.measured else []


def _extremes(found: Sequence[Figure]) -> str:
    """Where it is highest and lowest, and how many have not reported."""
    known = sorted((one for one in found if one.value is not None), key=lambda one: one.value or 0)
    silent = len(found) - len(known)
    missing = f"; {silent} nơi chưa có số" if silent else ""
    if not known:
        return "chưa nơi nào có số"
    high, low = known[-1], known[0]
    if len(known) == 1 or high.value == low.value:
        return f"{len(known)} nơi có số{missing}"
    return f"cao nhất {high.place_name}, thấp nhất {low.place_name}{missing}"


def _held_back(found: Sequence[Figure]) -> tuple[str, ...]:
    groups = [one.place_name for one in found if one.group]
    return (f"Chưa tách được phần của từng nơi, chỉ có số chung của nhóm: {'; '.join(groups)}.",) if groups else ()


def _places_table(known: Known, about: About, found: Sequence[Figure], chart: Chart, cite: tuple[str, ...]) -> Table:
    """In the order of the ranking; on a map by code."""
    ranked = any("TT" in row for row in chart.rows)
    rank = {row.get("Mã"): row.get("TT") for row in chart.rows}
    order = {row.get("Mã"): n for n, row in enumerate(chart.rows)}
    ratio = any(one.denominator is not None for one in found)
    columns = [
        *([Column("Thứ", "number", width=6)] if ranked else []),
        Column("Mã", width=10),
        Column("Địa bàn", width=34),
        Column("Số liệu", "number", about.unit),
        *([Column("Tử số", "number"), Column("Mẫu số", "number")] if ratio else []),
        Column("Tình trạng", width=26),
        *([Column("Đầy đủ", width=32), Column("Ghi chú", width=60)] if ranked else []),
    ]
    rows: list[list[Cell | Value]] = [
        [
            *([Cell(rank.get(one.place), words="" if rank.get(one.place) is None else None)] if ranked else []),
            one.place,
            Cell(one.place_name, href=_here(known, one.place), look="tight"),
            value_cell(one),
            *(part_cells(one) if ratio else []),
            status_cell(one),
            *([full_cell(one), notes_cell(one)] if ranked else []),
        ]
        for one in sorted(found, key=lambda one: order.get(one.place, len(order)))
    ]
    period = known.period.iso.replace("/", "_") if known.period else ""
    return without_empty(Table(columns, rows, "", citation=cite, name=f"{about.code}-{known.question.place}-{period}"))


def _here(known: Known, place: str) -> str | None:
    """The same page for a place below; groups of places have none."""
    q = known.question
    return (
        None if "+" in place or place.endswith("~") else indicator_address(q.code, **{"dia-ban": place, "theo": q.by})
    )
