"""The lists that a facility hands in beside its dossiers, in a folder of `soyte check --lists`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import pyarrow as pa


def lists_in(folder: Path | None) -> dict[str, pa.Table]:
    """The lists of a folder, every value as text. Files that are no list, and columns that are missing, are told.

    BadParameter if there is no list that can be read, or if one cannot.
    """
    from soyte.catalogue.claims import handed_lists  # noqa: PLC0415 (help needs none of it)
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.receiving.handed_lists import known_names, lacking, read_list  # noqa: PLC0415

    if folder is None:
        return {}
    known = {one.file for one in handed_lists()}
    found: dict[str, pa.Table] = {}
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else []:
        if path.stem not in known:
            typer.echo(f"{path}: không phải danh mục đã biết; tên tệp cần là {known_names()}.", err=True)
            continue
        try:
            read = read_list(path.name, path.read_bytes())
        except (LedgerError, OSError) as error:
            raise typer.BadParameter(f"{path}: không đọc được danh mục này; hãy lưu lại bằng CSV UTF-8.") from error
        if read.missing:
            typer.echo(lacking(str(path), read.missing), err=True)
        found[read.list] = read.rows
    if not found:
        raise typer.BadParameter(f"{folder}: không có danh mục nào đọc được; tên tệp cần là {known_names()}.")
    return found
