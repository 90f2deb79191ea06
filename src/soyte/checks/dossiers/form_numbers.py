"""Numbers that are not written as numbers, and the numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import columns
from soyte.catalogue.claims.storage import SENT, plain
from soyte.checks.dossiers.form_batch import FormBatch, Hits, places


def numbers(batch: FormBatch) -> Iterator[Hits]:
    """Letters, thousands marks, decimal commas, too many decimals. A whole number may be written with decimals that are 0."""
    for table, rows in batch.tables.items():
        for field in columns(table):
            if (
                plain(field)
                or field.type not in ("integer", "decimal")
                or rows[field.name + SENT].null_count == len(rows)
            ):
                continue
            odd = pc.is_valid(rows[field.name + SENT])
            if field.type == "integer":
                odd = pc.and_(odd, pc.is_null(rows[field.name]))
            found = places(odd)
            wanted = f"số có nhiều nhất {field.scale} chữ số thập phân" if field.scale else "số nguyên"
            yield Hits(table, field.name, found, {"can": pa.repeat(wanted, len(found))})


def order_numbers(batch: FormBatch) -> Iterator[Hits]:
    """Rows whose number is not above 0, or that share it with an earlier row of their dossier and table."""
    for table, rows in batch.tables.items():
        if "STT" not in rows.column_names or table in ("XML0", "XML1") or rows["STT"].null_count == len(rows):
            continue
        number = pc.fill_null(rows["STT"], -1).to_numpy()
        block = rows["block"].to_numpy()
        low = np.flatnonzero(pc.fill_null(pc.less(rows["STT"], 1), False).to_numpy())
        yield Hits(table, "STT", low, {"vi_sao": pa.repeat("không phải số nguyên dương", len(low))})
        if ((block[1:] > block[:-1]) | ((block[1:] == block[:-1]) & (number[1:] > number[:-1]))).all():
            continue  # counted upwards, as nearly all do
        order = np.lexsort((np.arange(len(block)), number, block))
        twice = (block[order][1:] == block[order][:-1]) & (number[order][1:] == number[order][:-1])
        again = np.sort(order[1:][twice & (number[order][1:] > 0)])
        yield Hits(table, "STT", again, {"vi_sao": pa.repeat("trùng với một dòng trước của cùng bảng", len(again))})
