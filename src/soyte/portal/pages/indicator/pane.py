"""What a view of the page shows, and the indicator that all of them are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from soyte.measures.targets.model import Target
from soyte.portal.pages.indicator.question import is_rate
from soyte.portal.shell.book import definitions
from soyte.portal.shell.tables import Cell, Table, Value
from soyte.reports.charts.chart import Chart


@dataclass(frozen=True)
class Pane:
    """`chart` and `table` show the same figures; `others` are further tables by name; `words` what must be said."""

    chart: Chart | None = None
    table: Table | None = None
    others: dict[str, Table] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    whole: Callable[[], Table] | None = None  # all rows, for a file, where the table holds the first of very many


@dataclass(frozen=True)
class About:
    """The indicator as panes speak of it."""

    code: str
    name: str
    unit: str
    rate: bool
    lower_is_better: bool
    parent: str

    @classmethod
    def of(cls, code: str, place_name: str) -> About:
        known = definitions()
        indicator = known.catalogue.indicator(code) if code in known.catalogue else None
        rollup = indicator.rollup if indicator else None
        unit = known.unit(code)
        lower = indicator is not None and indicator.direction == "lower_better"
        return cls(code, known.name(code), unit, is_rate(unit, rollup), lower, f"UBND {place_name}")


def without_empty(table: Table) -> Table:
    """Without the columns of words in which no row says anything."""
    kept = [
        n
        for n, column in enumerate(table.columns)
        if column.kind == "number" or any(_said(row[n]) for row in table.rows)
    ]
    return replace(table, columns=[table.columns[n] for n in kept], rows=[[row[n] for n in kept] for row in table.rows])


def _said(cell: Cell | Value) -> object:
    return cell.value or cell.words if isinstance(cell, Cell) else cell


def of_unit(targets: Iterable[Target], unit: str) -> list[Target]:
    """Targets that can be drawn beside figures of a unit."""
    return [one for one in targets if one.unit in (None, "", unit)]
