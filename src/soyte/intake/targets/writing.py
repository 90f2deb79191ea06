"""Writing a list of targets as `read_targets` reads it: what is entered on screen goes the same way as what is handed in."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from soyte.catalogue import Catalogue
from soyte.intake.targets.reading import TargetReading, read_targets

COLUMNS = {
    "indicator": "Chỉ tiêu",
    "place": "Địa bàn",
    "period": "Kỳ",
    "operator": "Dấu",
    "value": "Mức giao",
    "high": "Đến",
    "unit": "Đơn vị tính",
    "body": "Cơ quan giao",
    "document": "Văn bản giao",
    "owner": "Đơn vị chủ trì",
    "deadline": "Hạn",
    "note": "Ghi chú",
}


def write_targets(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The list as CSV, cells by the names of `COLUMNS`; the same rows give the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    writer.writerows([[_line(row.get(name, "")) for name in COLUMNS] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def tried(cells: Mapping[str, str], catalogue: Catalogue) -> TargetReading:
    """What reading a single target gives: its row, or the fault with the cell's name, before anything is handed in."""
    with tempfile.TemporaryDirectory(prefix="soyte-") as folder:
        path = Path(folder) / "chi-tieu.csv"
        path.write_bytes(write_targets([cells]))
        return read_targets(path, catalogue, name="chỉ tiêu")


def _line(text: str) -> str:
    return " ".join(text.split())
