"""The words or cells behind rows of the ledger, shown from the original: the end of every trace."""

from __future__ import annotations

import re
from collections.abc import Mapping as Row
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from soyte.intake.claims import dossier_at, row_at
from soyte.intake.counts.at import cells_at, lines_at
from soyte.intake.documents import read_document
from soyte.intake.documents.model import Document
from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import CONTRIBUTIONS
from soyte.ledger.vault import Reader
from soyte.receiving.reread import laid_out, mapping_behind

NO_ORIGINAL = "Kho này chỉ giữ phần đóng góp vào các tổng, không giữ hồ sơ; dấu vết dừng ở đây."
AROUND = 160
MOST = 4000  # characters of a dossier


def excerpts(ledger: Ledger, act: Act, rows: Sequence[Row[str, Any]], reader: Reader) -> list[str]:
    """For each row (a locator's columns) the place in the original and what stands there. The opening is logged once."""
    if act.content_hash is None:
        return ["" for _ in rows]
    if act.what == CONTRIBUTIONS:
        return [NO_ORIGINAL for _ in rows]
    with laid_out(ledger, act.content_hash, act.name, reader) as path:
        if act.what == "counts" and not _is_workbook(act.name):
            mapping = mapping_behind(ledger, act, reader)
            found = cells_at(path, mapping, act.name, [(int(row["line"]), str(row["column"] or "")) for row in rows])
            return [_cell(row, value) for row, value in zip(rows, found, strict=True)]
        if act.what == "targets" and not _is_workbook(act.name):
            lines = lines_at(path, act.name, {int(row["line"]) for row in rows})
            return [f"dòng {row['line']} = “{lines.get(int(row['line']), '')}”" for row in rows]
        if act.what == "claims":
            return [_dossier_row(path, act.name, row) for row in rows]
        document = read_document(path)
    if act.what == "counts":
        return [_sheet_cell(document, row) for row in rows]
    if act.what == "targets":
        return [_sheet_row(document, row) for row in rows]
    return [_words(document, row) for row in rows]


def _dossier_row(path: Path, name: str, row: Row[str, Any]) -> str:
    """The fields of a row of a dossier; of a dossier that was set aside its bytes."""
    table, where = str(row.get("column") or ""), f"{row['path']}, hồ sơ thứ {row['block']}"
    if row.get("span_start") is None or row.get("span_end") is None:
        return where
    found = dossier_at(path, name, str(row["path"]), int(row["span_start"]), int(row["span_end"]))
    if found is None:
        return where
    fields = row_at(*found, table, int(row["line"])) if row.get("line") else None
    if fields is None:
        return f"{where} = “{_flat(found[0][:MOST].decode('utf-8', 'replace'))}”"
    said = "; ".join(f"{field} = {_flat(value)}" for field, value in fields.items())
    return f"{where}, bảng {table}, dòng {row['line']}: {said[:MOST]}"


def _words(document: Document, row: Row[str, Any]) -> str:
    start, end = int(row["span_start"]), int(row["span_end"])
    block = next((b for b in document.blocks if b.start <= start < b.end), None)
    low, high = (block.start, block.end) if block else (0, len(document.text))
    low, high = max(low, start - AROUND), min(high, end + AROUND)
    before, after = document.text[low:start].lstrip(), document.text[end:high].rstrip()
    where = f"{row['page']}: " if row.get("page") else ""
    return f"{where}{_flat(before)}⟦{_flat(document.text[start:end])}⟧{_flat(after)}"


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _cell(row: Row[str, Any], value: str | None) -> str:
    written = f" = “{_flat(value)}”" if value is not None else ""
    return f"dòng {row['line']}, cột {row['column']}{written}"


def _sheet_cell(document: Document, row: Row[str, Any]) -> str:
    letter = str(row.get("column") or "").split(" ", 1)[0]
    locator = f"{row['sheet']}!{letter}{row['line']}"
    block = next((b for b in document.blocks if b.locator == locator), None)
    cell = f" = “{_flat(document.text[block.start : block.end])}”" if block else ""
    return f"ô {locator}{cell}"


def _sheet_row(document: Document, row: Row[str, Any]) -> str:
    """All cells of a row of a sheet."""
    sheet = f"{row['sheet']}!" if row.get("sheet") else ""
    place = re.compile(rf"{re.escape(sheet)}.*?(?<!\d){row['line']}")
    cells = [document.text[b.start : b.end] for b in document.blocks if place.fullmatch(b.locator or "")]
    return f"{sheet}dòng {row['line']} = “{' | '.join(map(_flat, cells))}”"


def _is_workbook(name: str) -> bool:
    return name.lower().rsplit(".", 1)[-1] in ("xlsx", "xls", "xlsm", "xlsb", "ods")
