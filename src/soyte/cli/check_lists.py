"""The lists that a facility hands in beside its dossiers: CSV files, each under the name by which rules know it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import pyarrow as pa


def lists_in(folder: Path | None) -> dict[str, pa.Table]:
    """The lists of a folder, every value as text. A column that is missing is told and has no values: rules that ask it say nothing.

    BadParameter if there is no list that can be read.
    """
    from soyte.catalogue.claims import handed_lists  # noqa: PLC0415 (help needs none of it)

    if folder is None:
        return {}
    known = {one.file: one for one in handed_lists()}
    files = ", ".join(f"{name}.csv" for name in known)
    found: dict[str, pa.Table] = {}
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else []:
        if path.stem not in known:
            typer.echo(f"{path}: không phải danh mục đã biết; tên tệp cần là {files}.", err=True)
            continue
        found[known[path.stem].list] = _whole(path, known[path.stem].columns.split())
    if not found:
        raise typer.BadParameter(f"{folder}: không có danh mục nào đọc được; tên tệp cần là {files}.")
    return found


def _whole(path: Path, columns: list[str]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv  # noqa: PLC0415

    try:
        names = csv.open_csv(path).schema.names
        texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
        rows = csv.read_csv(path, convert_options=texts)
    except (pa.ArrowInvalid, OSError) as error:
        raise typer.BadParameter(f"{path}: không đọc được danh mục này; hãy lưu lại bằng CSV UTF-8.") from error
    missing = [name for name in columns if name not in names]
    if missing:
        typer.echo(
            f"{path}: thiếu cột {', '.join(missing)} nên các quy tắc cần cột ấy không kết luận gì; hãy bổ sung cột rồi kiểm tra lại.",
            err=True,
        )
    for name in missing:
        rows = rows.append_column(name, pa.nulls(len(rows), pa.string()))
    return rows
