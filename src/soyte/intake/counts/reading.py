"""Reading a tidy table of counts: every cell of it is accepted or quarantined, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa

from soyte.intake.counts.cells import CellReader
from soyte.intake.counts.chunks import Table
from soyte.intake.counts.coding import FaultBook, HopelessColumn
from soyte.intake.counts.csv_header import open_table
from soyte.intake.counts.expand import Expander
from soyte.intake.counts.headers import Headers
from soyte.intake.counts.layout import Layout
from soyte.intake.counts.limits import CHUNK_CELLS, CHUNK_LINES, HOPELESS
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.model import QUARANTINE, CountBatch, UnreadableCounts
from soyte.intake.counts.repeats import find_repeats
from soyte.intake.counts.says import FIELDS
from soyte.intake.counts.sheet_table import read_sheet
from soyte.intake.counts.source import is_workbook, opened, refusal, text_of
from soyte.intake.counts.spool import Spool
from soyte.intake.documents.model import UnreadableDocument
from soyte.places import Atlas


class CountReading:
    """What a file held. `rows_in` = `rows_accepted` + rows of `faults` (`QUARANTINE`, by `row_no`), always.

    Accepted cells wait in coded form, so close it, or use it as a context manager.
    """

    def __init__(self, table: Table, mapping: Mapping, name: str, atlas: Atlas | None = None) -> None:
        headers = Headers(table.headers, name)
        headers.require(mapping)
        self.name = name
        self.rows_in = 0
        self._spool = Spool()
        try:
            self._take_in(table, Layout(mapping, headers, FaultBook(), atlas))
        except HopelessColumn as error:
            self.close()
            field = str(error)
            cause = f"cột {FIELDS.get(field, field)} có hơn {HOPELESS} cách viết khác nhau mà không hiểu được"
            raise refusal(name, cause, f"hãy xem lại khóa {field} của tệp ánh xạ có chỉ đúng cột không") from error
        except BaseException:
            self.close()
            raise

    def _take_in(self, table: Table, layout: Layout) -> None:
        self._layout = layout
        labels = table.labels()
        faults = self._read(table, CellReader(self._layout, labels, table.sheet))
        named = [labels[self._layout.wanted[value.column]] for value in self._layout.values]
        repeats = find_repeats(self._spool, named, table.sheet)
        self._excluded = repeats.excluded
        self.faults: pa.Table = pa.concat_tables([*faults, repeats.faults]).sort_by("row_no").combine_chunks()
        self._expander = Expander(self._layout, labels, table.sheet)
        warnings = list(table.warnings)
        if self.rows_in == 0:
            warnings.append("Tệp chỉ có tiêu đề, không có dòng số liệu nào.")
        self.warnings: tuple[str, ...] = tuple(warnings)

    def _read(self, table: Table, reader: CellReader) -> list[pa.Table]:
        faults = [QUARANTINE.empty_table()]
        most = max(1, min(CHUNK_LINES, CHUNK_CELLS // self._layout.width))
        for chunk in table.chunks(self._layout.wanted, most):
            cells = reader.read(chunk)
            self.rows_in += cells.count
            faults += cells.faults
            if len(cells.coded):
                self._spool.add(cells.coded)
        return faults

    @property
    def rows_accepted(self) -> int:
        """Cells that `batches` hands on."""
        return self.rows_in - len(self.faults)

    def batches(self) -> Iterator[CountBatch]:
        """Accepted cells in the order of the file; may be asked for again."""
        for coded in self._spool.batches():
            kept = coded
            if len(self._excluded):
                row_no = coded.column("row_no").to_numpy()
                kept = coded.filter(pa.array(~np.isin(row_no, self._excluded)))
            if len(kept):
                yield self._expander.rows(kept)

    def close(self) -> None:
        """Forget the cells."""
        self._spool.close()

    def __enter__(self) -> CountReading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_counts(path: Path, mapping: Mapping, *, name: str | None = None, atlas: Atlas | None = None) -> CountReading:
    """Read a file (.csv, .csv.gz, .xlsx …) by a mapping; `name` is what the user calls it, `atlas` the places there are.

    `UnreadableCounts` is the only error: nothing of the file can be used. Faults of cells are in the reading.
    """
    called = name or path.name or str(path)
    try:
        with opened(path, called) as file:
            if is_workbook(file):
                return CountReading(read_sheet(file.read(), mapping, called), mapping, called, atlas)
            return CountReading(open_table(text_of(file, called), mapping, called), mapping, called, atlas)
    except UnreadableCounts:
        raise
    except UnreadableDocument as error:
        raise UnreadableCounts(str(error)) from error
    except OSError as error:  # opening and reading have their own words: this is the temporary file
        raise refusal(called, "máy hết chỗ ghi tạm", "hãy giải phóng ổ đĩa rồi gửi lại") from error
    except MemoryError as error:
        raise refusal(called, "tệp cần quá nhiều bộ nhớ để đọc", "hãy chia nhỏ tệp rồi gửi lại") from error
    except Exception as error:  # a file from outside must never stop the program: what a parser missed ends here
        raise refusal(
            called, "tệp bị hỏng hoặc không phải là bảng số liệu", "hãy lưu lại thành .csv hoặc .xlsx"
        ) from error
