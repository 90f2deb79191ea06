"""A sheet of a workbook as a table. The parser is native code and works in its own process (`sheet_worker`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.counts.chunks import BLANK, Chunk
from soyte.intake.counts.headers import joined
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.model import UnreadableCounts
from soyte.intake.counts.source import refusal
from soyte.intake.documents.isolation import ask, started_apart
from soyte.intake.documents.limits import INPUT_BYTES
from soyte.intake.documents.package import Package
from soyte.intake.documents.xlsx import column_name

_WORKER = "soyte.intake.counts.sheet_worker"
_WHAT = "Excel"


class SheetTable:
    """The rows behind a header. `rows` are all rows of the filled area, the first of them number `first` from 0."""

    def __init__(self, rows: pa.Table, about: dict[str, Any], mapping: Mapping, name: str) -> None:
        self.sheet: str | None = about["sheet"]
        self.warnings: list[str] = about["warnings"]
        self._first_column: int = about["column"]
        at = self._header_at(rows, about["row"], mapping, name)
        heads = rows.slice(at, mapping.header_rows).to_pydict().values()
        self.headers = joined([list(row) for row in zip(*heads, strict=True)])
        self._rows = rows.slice(at + mapping.header_rows)
        self._line = about["row"] + at + mapping.header_rows + 1

    def labels(self) -> list[str]:
        """Letter and header: `C (so_ca)`."""
        letters = (column_name(self._first_column + index) for index in range(len(self.headers)))
        return [
            f"{letter} ({header})" if header else letter for letter, header in zip(letters, self.headers, strict=True)
        ]

    def chunks(self, wanted: list[int], most: int) -> Iterator[Chunk]:
        """The columns of these indices, `most` rows at a time."""
        for start in range(0, len(self._rows), most):
            rows = self._rows.slice(start, most).combine_chunks()
            filled = np.zeros(len(rows), bool)
            for column in rows.columns:
                words = pc.utf8_trim(column, BLANK)
                filled |= pc.not_equal(words, "").to_numpy()
            lines = self._line + start + np.flatnonzero(filled)
            if not len(lines):
                continue
            kept = rows.select(wanted).filter(pa.array(filled)).combine_chunks()
            columns = [_one_array(column) for column in kept.columns]
            yield Chunk(lines, np.arange(len(lines)), columns)

    @staticmethod
    def _header_at(rows: pa.Table, first: int, mapping: Mapping, name: str) -> int:
        if mapping.header_row is None:
            return 0  # the filled area begins with it
        at = mapping.header_row - 1 - first
        if not 0 <= at < len(rows):
            raise refusal(name, f"hàng {mapping.header_row} không có tiêu đề", "hãy sửa khóa header_row của tệp ánh xạ")
        return at


def read_sheet(data: bytes, mapping: Mapping, name: str) -> SheetTable:
    """The sheet that the mapping names, else the first visible one."""
    rows, about = raw_sheet(data, mapping.sheet, "," if mapping.value.numbers == "vi" else ".", name)
    return SheetTable(rows, about, mapping, name)


def raw_sheet(data: bytes, sheet: str | None, decimal: str, name: str) -> tuple[pa.Table, dict[str, Any]]:
    """All rows of the filled area as columns of text; about it: `sheet`, `sheets`, first `row` and `column` (from 0), `warnings`."""
    if len(data) > INPUT_BYTES:
        raise refusal(name, f"tệp Excel lớn hơn {INPUT_BYTES // 2**20} MB", "hãy chia nhỏ hoặc lưu thành .csv")
    if data.startswith(b"PK"):
        with Package(data, name, _WHAT) as package:
            package.refuse_bombs()
    request = {"sheet": sheet, "decimal": decimal}
    apart = started_apart()
    here = {**request, "name": name}
    reply = ask(_WORKER, request, data, name, _WHAT) if apart else import_module(_WORKER).answer(here, data)
    line, _, cells = reply.partition(b"\n")
    about = json.loads(line)
    if "unreadable" in about:
        raise UnreadableCounts(about["unreadable"])
    return pa.ipc.open_stream(cells).read_all(), about


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
