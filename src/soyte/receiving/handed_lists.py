"""The lists that a facility hands in beside its dossiers: CSV files, each under the name by which rules know it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePath

import pyarrow as pa
from pyarrow import csv

from soyte.catalogue.claims import handed_lists
from soyte.ledger.errors import LedgerError


@dataclass(frozen=True)
class HandedIn:
    """A list as it was read: what rules call it, its rows as text, and the columns that it lacks.

    A column that is missing has no values: rules that ask it say nothing.
    """

    list: str
    rows: pa.Table
    missing: tuple[str, ...]


def known_names() -> str:
    """The names that files of lists may have, for a sentence."""
    return ", ".join(f"{one.file}.csv" for one in handed_lists())


def read_list(name: str, content: bytes) -> HandedIn:
    """The list of a file that is called `thuoc.csv`. LedgerError if no list is called so, or if it cannot be read."""
    known = {one.file: one for one in handed_lists()}
    path = PurePath(name)
    if path.suffix.lower() != ".csv" or path.stem.lower() not in known:
        raise LedgerError(f"{name}: không phải danh mục đã biết; tên tệp cần là {known_names()}.")
    wanted = known[path.stem.lower()]
    try:
        names = csv.open_csv(io.BytesIO(content)).schema.names
        texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
        rows = csv.read_csv(io.BytesIO(content), convert_options=texts)
    except pa.ArrowInvalid as error:
        raise LedgerError(f"{name}: không đọc được danh mục này; hãy lưu lại bằng CSV UTF-8.") from error
    missing = tuple(one for one in wanted.columns.split() if one not in names)
    for one in missing:
        rows = rows.append_column(one, pa.nulls(len(rows), pa.string()))
    return HandedIn(wanted.list, rows, missing)


def lacking(name: str, missing: tuple[str, ...]) -> str:
    """What it means that columns are missing, as a sentence."""
    return f"{name}: thiếu cột {', '.join(missing)} nên các quy tắc cần cột ấy không kết luận gì; hãy bổ sung cột rồi kiểm tra lại."
