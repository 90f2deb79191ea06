"""An answer about care as the shell's table: the same rows on screen, in print and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from soyte.measures.care import Answer, Field
from soyte.measures.care.answer import Value
from soyte.portal.shell.numbers import moment
from soyte.portal.shell.tables import Cell, Column, Table

_KINDS = {"text": "text", "date": "day"}
_PLACES = {"percent": 1, "number": 2}


def table_of(answer: Answer, *, leads: bool = True) -> Table:
    """`leads`: the first cell of a row, and each number that counts dossiers, lead to the dossiers behind them."""
    columns = [Column(one.label, _KINDS.get(one.kind, "number"), places=_PLACES.get(one.kind)) for one in answer.fields]
    rows = []
    for row in answer.rows:
        cells: list[Cell] = [_cell(one, value) for one, value in zip(answer.fields, row, strict=True)]
        selects = answer.selects(row) if leads else {}
        if selects or (cells and cells[0].value == ""):
            cells[0] = Cell(cells[0].value, words=_words(cells[0]), href=_behind(selects) if selects else None)
        for at, one in enumerate(answer.fields if leads else ()):
            if narrower := answer.selects_of(row, one):
                cells[at] = replace(cells[at], href=_behind(narrower))
        rows.append(cells)
    pedigree = answer.pedigree
    said = [
        answer.title,
        f"Chốt sau lần ghi nhận số {pedigree.as_of}, {moment(pedigree.moment)}; {pedigree.dossiers} hồ sơ của {pedigree.submissions} lần gửi.",
        f"Cách tính ({pedigree.hash}): {pedigree.definition}.",
        f"Nguồn: {pedigree.source}.",
    ]
    return Table(columns, rows, "", "Không có dòng nào.", said, name=f"kcb-{answer.name}")


def _behind(selects: Mapping[str, str]) -> str:
    return f"{reverse('care-dossiers')}?{urlencode(selects)}"


def _words(cell: Cell) -> str:
    return str(cell.value or "(chưa rõ)")


def _cell(one: Field, value: Value) -> Cell:
    if isinstance(value, float):
        return Cell(Decimal(str(round(value, _PLACES.get(one.kind, 2)))))
    return Cell(value)
