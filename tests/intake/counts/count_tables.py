"""Tables of counts written in a test, and what is read out of them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from soyte.intake.counts import Mapping, read_counts

# Cases of dengue by province and month: the plainest table there is.
PLAIN: dict[str, Any] = {
    "dataset": "benh",
    "title": "Số ca mắc",
    "owner": "Trung tâm Kiểm soát bệnh tật",
    "measure": "cases",
    "grain": "month",
    "place": {"column": "tinh", "level": "province"},
    "period": {"year": "nam", "month": "thang"},
    "status": "final",
    "dimensions": {"disease": {"value": "dengue"}},
    "value": {"column": "so_ca", "numbers": "vi"},
    "cells": {"not_reported": ["", "NA"], "none": ["-", "không có"], "not_applicable": ["x"]},
}
HEADER = "tinh,nam,thang,so_ca\n"


def mapping(**changes: Any) -> Mapping:
    """The plain mapping with other keys; None takes a key away."""
    return Mapping.model_validate({key: value for key, value in {**PLAIN, **changes}.items() if value is not None})


@dataclass(frozen=True)
class Told:
    """Everything that a reading says, with the rule that no cell is lost already checked."""

    rows: list[dict[str, Any]]
    faults: list[dict[str, Any]]
    rows_in: int
    warnings: tuple[str, ...]
    identities: list[dict[str, Any]]

    @property
    def values(self) -> list[tuple[str, str | None]]:
        """State and value of each accepted cell."""
        return [(row["state"], None if row["value"] is None else f"{row['value'].normalize():f}") for row in self.rows]

    @property
    def reasons(self) -> list[tuple[int, str, str]]:
        """Line, field and reason of each cell that was set aside."""
        return [(fault["line"], fault["field"], fault["reason"]) for fault in self.faults]


def read(content: str | bytes, by: Mapping | None = None, name: str = "tep.csv") -> Told:
    """What a file with this content says."""
    data = content.encode() if isinstance(content, str) else content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tep"
        path.write_bytes(data)
        with read_counts(path, by or mapping(), name=name) as reading:
            batches = list(reading.batches())
            rows = [row for batch in batches for row in batch.rows.to_pylist()]
            faults = reading.faults.to_pylist()
            apart = [row for batch in batches if batch.identities is not None for row in batch.identities.to_pylist()]
            told = Told(rows, faults, reading.rows_in, reading.warnings, apart)
    numbers = sorted(row["row_no"] for row in [*rows, *faults])
    assert numbers == list(range(told.rows_in)), "each cell is accepted or set aside, once"
    return told


def workbook(rows: Sequence[Sequence[Any]], *, sheet: str = "Sheet1", first: tuple[int, int] = (0, 0)) -> bytes:
    """An Excel file with these cells, from `first` (row, column) on; None is an empty cell."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, cells in enumerate(rows, first[0]):
        for column, cell in enumerate(cells, first[1]):
            if isinstance(cell, str):
                page.write_string(row, column, cell)
            elif hasattr(cell, "year"):
                page.write_datetime(row, column, cell, day)
            elif cell is not None:
                page.write(row, column, cell)
    book.close()
    return buffer.getvalue()
