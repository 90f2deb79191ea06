"""Counts of many diseases and places from one table, for a back-test on whatever somebody has."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from soyte.periods.calendars import Calendar, weeks_in
from soyte.surveillance.detectors.outcome import Array
from soyte.text.fold import fold

PLACES = ("địa bàn", "dia_ban", "tỉnh", "xã", "place", "province")
YEARS, MONTHS, WEEKS = ("năm", "nam", "year"), ("tháng", "thang", "month"), ("tuần", "tuan", "week")
DISEASES, COUNTS = ("bệnh", "benh", "disease"), ("số ca", "so_ca", "count", "cases")
_MONTHS_A_YEAR, _WEEKS_A_YEAR, _LONGEST = 12, 52, 200  # years


class PanelError(ValueError):
    """A table that cannot be read; the message is Vietnamese and says what to do."""


@dataclass(frozen=True)
class Panel:
    """`counts` (series, time) from January or week 1 of `year` on, NaN where nobody reported; names of the disease and place of each series;
    `frequency` counts a year."""

    diseases: tuple[str, ...]
    places: tuple[str, ...]
    counts: Array
    year: int
    frequency: int


def read_panel(path: Path) -> Panel:
    """A CSV file (or .csv.gz): place, year, month or week, then either disease and count, or a column of counts for each disease."""
    try:
        packed = path.suffix == ".gz"
        with gzip.open(path) if packed else path.open("rb") as file:
            table = csv.read_csv(file)
    except (OSError, EOFError) as error:
        raise PanelError(f"{path}: không mở được tệp; hãy kiểm tra đường dẫn.") from error
    except pa.ArrowInvalid as error:
        raise PanelError(f"{path}: không phải bảng CSV hợp lệ (UTF-8, phân cách bằng dấu phẩy).") from error
    if not table.num_rows:
        raise PanelError(f"{path}: bảng không có dòng nào.")
    return _panel(table)


def _panel(table: pa.Table) -> Panel:
    place = _texts(table, _found(table, PLACES, "địa bàn"))
    years = _numbers(table, _found(table, YEARS, "năm"))
    weekly = _column(table, WEEKS)
    parts = _numbers(table, weekly or _found(table, MONTHS, "tháng hoặc tuần"))
    first = int(years.min())
    if not first <= years.max() < first + _LONGEST:
        raise PanelError("cột năm: các năm cách nhau quá xa; hãy kiểm tra lại.")
    at = _positions(years, parts, first, weekly=weekly is not None)
    disease, count = _column(table, DISEASES), _column(table, COUNTS)
    used = {place_name for name in (PLACES, YEARS, WEEKS, MONTHS) if (place_name := _column(table, name))}
    if disease is not None and count is not None:
        columns = [(_texts(table, disease), _numbers(table, count, empty=True))]
    else:
        names = [name for name in table.column_names if name not in used]
        columns = [(np.full(table.num_rows, name), _numbers(table, name, empty=True)) for name in names]
    if not columns:
        raise PanelError("không có cột số ca; hãy thêm cột bệnh và số ca, hoặc mỗi bệnh một cột.")
    what = np.concatenate([one for one, _ in columns])
    values = np.concatenate([one for _, one in columns])
    return _arranged(what, np.tile(place, len(columns)), np.tile(at, len(columns)), values, first, weekly is not None)


def _arranged(
    what: npt.NDArray[np.str_],
    place: npt.NDArray[np.str_],
    at: npt.NDArray[np.intp],
    values: Array,
    first: int,
    weekly: bool,
) -> Panel:
    diseases, which = np.unique(what, return_inverse=True)
    places, where = np.unique(place, return_inverse=True)
    row, length = which * len(places) + where, int(at.max()) + 1
    known = ~np.isnan(values)
    cell = row[known] * length + at[known]
    if len(np.unique(cell)) < len(cell):
        twice = np.flatnonzero(np.bincount(cell) > 1)[0]
        name = f"{diseases[twice // length // len(places)]}, {places[twice // length % len(places)]}"
        raise PanelError(f"{name}: có hai số ca cho cùng một kỳ; hãy giữ lại một.")
    counts = np.full((len(diseases) * len(places), length), np.nan)
    counts[row[known], at[known]] = values[known]
    there = ~np.isnan(counts).all(axis=1)
    names = [(str(diseases[n // len(places)]), str(places[n % len(places)])) for n in np.flatnonzero(there)]
    frequency = _WEEKS_A_YEAR if weekly else _MONTHS_A_YEAR
    return Panel(tuple(one for one, _ in names), tuple(one for _, one in names), counts[there], first, frequency)


def _positions(years: Array, parts: Array, first: int, *, weekly: bool) -> npt.NDArray[np.intp]:
    """Weeks follow each other as the calendar has them, 52 or 53 a year."""
    of_year = np.arange(first, int(years.max()) + 1)
    lengths = np.array([weeks_in(Calendar.WEEK_MONDAY, int(one)) if weekly else _MONTHS_A_YEAR for one in of_year])
    limit = lengths[(years - first).astype(np.intp)]
    wrong = np.flatnonzero((parts < 1) | (parts > limit) | (parts % 1 != 0))
    if len(wrong):
        raise PanelError(
            f"dòng {wrong[0] + 2}: {'tuần' if weekly else 'tháng'} {parts[wrong[0]]:g} không có; hãy sửa lại."
        )
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return np.asarray(starts[(years - first).astype(np.intp)] + parts.astype(np.intp) - 1, dtype=np.intp)


def _column(table: pa.Table, names: Sequence[str]) -> str | None:
    return next((one for one in table.column_names if fold(one).strip(" \ufeff") in names), None)


def _found(table: pa.Table, names: Sequence[str], words: str) -> str:
    name = _column(table, names)
    if name is None:
        raise PanelError(f"thiếu cột {words}; các cột đang có: {', '.join(table.column_names[:12])}.")
    return name


def _texts(table: pa.Table, name: str) -> npt.NDArray[np.str_]:
    return np.asarray(pc.cast(table[name], pa.string()).fill_null("").to_pylist(), dtype=np.str_)


def _numbers(table: pa.Table, name: str, *, empty: bool = False) -> Array:
    try:
        found: Array = np.asarray(pc.cast(table[name], pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
    except pa.ArrowInvalid as error:
        raise PanelError(f"cột {name}: có ô không phải là số; hãy sửa lại.") from error
    with np.errstate(invalid="ignore"):
        wrong = np.flatnonzero((np.isnan(found) & (not empty)) | np.isinf(found) | (found < 0))
    if len(wrong):
        raise PanelError(
            f"dòng {wrong[0] + 2}, cột {name}: số phải từ 0 trở lên{'' if empty else ' và không được trống'}."
        )
    return found
