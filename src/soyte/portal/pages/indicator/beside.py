"""Two sources side by side, and the place beside others by what their reports state."""

from __future__ import annotations

from soyte.ledger.errors import LedgerError
from soyte.measures import Figure
from soyte.measures.wording import number
from soyte.portal.pages.indicator.cells import cited, source_words, told_apart, value_cell
from soyte.portal.pages.indicator.known import Known
from soyte.portal.pages.indicator.pane import About, Pane, without_empty
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.book import asked
from soyte.portal.shell.numbers import day
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.reports.charts.compared import compared
from soyte.reports.compare.compose import compose_comparison
from soyte.reports.compare.model import Comparison
from soyte.reports.scorecard.words import number_text, unit_tail


def beside_pane(known: Known, about: About) -> Pane:
    """Tables `nguon` and `noi-khac`; the chart is of the other places."""
    others = {}
    sources = _sources(known, about)
    if sources is not None:
        others["nguon"] = sources
    comparison = _comparison(known)
    if comparison is None or all(entry.place == known.question.place for entry in comparison.entries):
        return Pane(others=others)
    others["noi-khac"] = _table(comparison, known)
    return Pane(compared(comparison, lower_is_better=about.lower_is_better), others=others)


def _sources(known: Known, about: About) -> Table | None:
    """A column a source; where they differ, by how much. None with fewer than two sources."""
    found = [one for one in known.over_time if one.value is not None]
    apart = told_apart(found)
    names = list(dict.fromkeys(_source(one, apart) for one in found))
    if len(names) < 2:
        return None
    by: dict[object, dict[str, Figure]] = {}
    for one in found:
        by.setdefault(one.period, {}).setdefault(_source(one, apart), one)
    columns = (
        Column("Kỳ"),
        *(Column(name, "number", about.unit, width=36) for name in names),
        Column("Chênh nhau", "number"),
    )
    rows = []
    for period in sorted({one.period for one in found}, reverse=True):
        of = by[period]
        values = [one.value for one in of.values() if one.value is not None]
        gap = max(values) - min(values) if len(values) > 1 else None
        words = "" if gap is None else "khớp" if not gap else number(gap)
        look = "wrong" if gap else ""
        rows.append(
            [
                Cell(period.label_vi),
                *(value_cell(of[n]) if n in of else Cell(None) for n in names),
                Cell(gap, words=words, look=look),
            ]
        )
    return Table(columns, rows, "", citation=cited(found, view="các nguồn"), name=f"{about.code}-nguon")


def _source(figure: Figure, apart: dict[str, str]) -> str:
    if figure.kind == "stated":
        return f"Văn bản của {source_words(figure)}"
    said = apart.get(figure.dataset, "")
    return f"{source_words(figure)}, {said}" if said else source_words(figure)


def _comparison(known: Known) -> Comparison | None:
    q = known.question
    try:
        year = q.period.year if q.period is not None else None
        return asked(compose_comparison, q.code, year, q.as_of, q.place)
    except LedgerError:  # no report states it, which the page says in its own words
        return None


def _table(comparison: Comparison, known: Known) -> Table:
    columns = (
        Column("Thứ", "number", width=6),
        Column("Địa bàn", width=34),
        Column("Số nêu", "number", comparison.unit),
        Column("Kỳ"),
        Column("Văn bản", width=50),
        Column("Ghi chú", width=40),
    )
    rows: list[list[Cell | Value]] = []
    for entry in comparison.ordered:
        result = entry.result
        rank = comparison.place_number(entry)
        value = result.value if result is not None else None
        words = number_text(value, result.step, result.status) if result is not None else "chưa nêu"
        other_unit = result is not None and result.unit not in (None, comparison.unit)
        rows.append([
            Cell(rank, words="" if rank is None else None),
            Cell(entry.place_name, look="own" if entry.place == known.question.place else ""),
            Cell(value, words=f"{words}{unit_tail(result.unit) if other_unit and result else ''}",
                 href=trace_address(result.source.figure) if result is not None else None),
            result.period.label_vi if result is not None else "",
            _document(result.source.document if result else None, result.source.as_of if result else None),
            comparison.hindrance(entry),
        ])  # fmt: skip
    cite = (
        f"{comparison.name}, số nêu trong báo cáo của từng địa phương, năm {comparison.year}",
        f"Sau lần ghi nhận số {comparison.as_of_seq}",
    )
    return without_empty(Table(columns, rows, "", citation=cite, name=f"{comparison.indicator}-dia-phuong-khac"))


def _document(name: str | None, as_of: object) -> str:
    return f"{name or 'chưa rõ'}{f', số đến {day(as_of)}' if as_of else ''}"  # type: ignore[arg-type]
