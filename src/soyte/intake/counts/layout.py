"""Which columns of a file mean what: the fields of a line, and the columns that hold values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from soyte.intake.counts.coding import Codes, FaultBook, Field
from soyte.intake.counts.headers import Headers
from soyte.intake.counts.mapping import Mapping, MeasureColumn, StatusColumn
from soyte.intake.counts.meanings import as_written, constant, translated
from soyte.intake.counts.model import DIMENSIONS, Fault
from soyte.intake.counts.texts import plain
from soyte.intake.counts.when import Bounds, Periods
from soyte.intake.counts.where import Places
from soyte.places import Atlas


@dataclass(frozen=True)
class ValueColumn:
    """A column of values; `measure` and `dimension` are what its header says, as codes of their fields."""

    column: int
    measure: int | None
    dimension: int | None


class Layout:
    """The fields of a mapping at their places in one file. Columns are numbered in the order of `wanted`."""

    def __init__(self, mapping: Mapping, headers: Headers, book: FaultBook, atlas: Atlas | None = None) -> None:
        self.mapping = mapping
        self.book = book
        self.wanted: list[int] = []
        self._headers = headers
        self._eras: dict[tuple[int, int], int] = {}
        self._era_of: list[int] = []  # of each period
        self._bounds: list[Bounds] = []  # of one period of each era
        periods, places = Periods(mapping), Places(mapping, atlas)
        self._era = places.era
        self.period: Field[Bounds] = self._field("period", periods.headers, periods.resolve)
        self.place: Field[str] = self._field(
            "place", [mapping.place.column] if mapping.place.column else [], self._where(places)
        )
        self.measure: Field[str | None] = self._measure()
        self.status: Field[str | None] = self._status()
        self.dimensions: dict[str, Field[str | None]] = {name: self._dimension(name) for name in DIMENSIONS}
        self.identities: dict[str, Field[str | None]] = {
            name: self._field(name, [identity.column], lambda written: plain(written) or None)
            for name, identity in mapping.identities.items()
        }
        self.values = self._values()

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return len(self.values)

    def line_fields(self) -> list[Field[Any]]:
        """The fields whose faults set all cells of a line aside, in the order in which they are looked at."""
        return [self.measure, self.period, self.place, self.status, *self.dimensions.values()]

    def _field(self, name: str, headers: list[str], resolve: Callable[..., Any]) -> Field[Any]:
        return Field(name, tuple(self._column(header) for header in headers), self.book, resolve)

    def _column(self, header: str) -> int:
        index = self._headers.index(header)
        if index not in self.wanted:
            self.wanted.append(index)
        return self.wanted.index(index)

    def eras(self, periods: Codes) -> Codes:
        """For each code of a period one of the boundaries that hold in it; a faulty period keeps its code."""
        for bounds in self.period.items[len(self._era_of) :]:
            self._era_of.append(self._eras.setdefault(self._era(bounds), len(self._eras)))
            if len(self._bounds) < len(self._eras):
                self._bounds.append(bounds)
        if not self._era_of:
            return periods
        table = np.array(self._era_of, np.int32)
        return np.where(periods < 0, periods, table[np.maximum(periods, 0)])

    def _where(self, places: Places) -> Callable[..., str | Fault]:
        constant_place = self.mapping.place.value or ""

        def resolve(*asked: Any) -> str | Fault:
            written, code = asked if len(asked) == 2 else (constant_place, asked[0])
            if code < 0:  # no period, no boundaries: the period is at fault, not the place
                return self.book.faults[-1 - int(code)]
            return places.resolve(str(written), self._bounds[code])

        return resolve

    def _measure(self) -> Field[Any]:
        measure = self.mapping.measure
        if isinstance(measure, MeasureColumn):
            return self._field("measure", [measure.column], translated("measure", measure.values))
        return self._field("measure", [], constant(measure))

    def _status(self) -> Field[Any]:
        status = self.mapping.status
        if isinstance(status, StatusColumn):
            return self._field("status", [status.column], translated("status", status.values))
        return self._field("status", [], constant(status))

    def _dimension(self, name: str) -> Field[Any]:
        source = getattr(self.mapping.dimensions, name)
        if source is None or source.column is None:
            return self._field(name, [], constant(source.value if source else None))
        resolve = as_written(name) if source.values is None else translated(name, source.values)
        return self._field(name, [source.column], resolve)

    def _values(self) -> list[ValueColumn]:
        wide = self.mapping.unpivot
        if wide is None:
            return [ValueColumn(self._column(self.mapping.value.column or ""), None, None)]
        found = []
        for header, target in wide.targets.items():
            column = self._column(header)
            if wide.dimension == "measure":
                found.append(ValueColumn(column, self.measure.item(target.to), None))
            else:
                measure = None if target.measure is None else self.measure.item(target.measure)
                found.append(ValueColumn(column, measure, self.dimensions[wide.dimension].item(target.to)))
        return sorted(found, key=lambda value: self.wanted[value.column])

    def spread(self, name: str, codes: Codes) -> Codes:
        """Codes of the lines repeated for their cells, with what the headers of a wide table say put in."""
        cells = np.repeat(codes, self.width)
        wide = self.mapping.unpivot
        if wide is None:
            return cells
        if name == "measure":
            said = [value.measure for value in self.values]
        elif name == wide.dimension:
            said = [value.dimension for value in self.values]
        else:
            return cells
        grid = cells.reshape(-1, self.width)
        for index, code in enumerate(said):
            if code is not None:
                grid[:, index] = code
        return cells
