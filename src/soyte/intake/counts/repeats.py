"""Cells that say the same thing twice, and cells that contradict each other, over the whole file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.counts.cells import COMPONENTS
from soyte.intake.counts.model import QUARANTINE
from soyte.intake.counts.spool import Spool

Ints = npt.NDArray[np.int64]
_SAME = "Kiểm tra vì sao có hai dòng, xóa dòng thừa."
_OTHER = "Hỏi nơi gửi số nào đúng, xóa dòng sai rồi gửi lại."


@dataclass(frozen=True)
class Repeats:
    """`excluded`: sorted row numbers that are not accepted after all; `faults`: `QUARANTINE`, one row for each."""

    excluded: Ints
    faults: pa.Table


def find_repeats(spool: Spool, labels: list[str], sheet: str | None) -> Repeats:
    """Of equal cells with one key the first stays; of different ones none does."""
    suspects = spool.suspects()
    if not len(suspects):
        return Repeats(suspects, QUARANTINE.empty_table())
    cells = _taken(spool, suspects)
    group = _groups(cells)
    said = _said(cells)
    order = np.argsort(group, kind="stable")  # within a group in the order of the file
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    first = np.empty(len(order), np.int64)
    first[order] = np.repeat(order[starts], sizes)
    second = np.empty(len(order), np.int64)
    second[order] = np.repeat(order[np.minimum(starts + 1, len(order) - 1)], sizes)
    differs = np.bincount(group, weights=said != said[first]) > 0
    contradictory = differs[group]
    later = first != np.arange(len(first))
    excluded = contradictory | (later & ~contradictory)
    other = np.where(later, first, second)  # the line that a person should compare with
    return _result(cells, excluded, contradictory, other, labels, sheet)


def _groups(cells: pa.Table) -> Ints:
    """One number for each key, the same for cells that are about the same thing."""
    group = np.zeros(len(cells), np.int64)
    for name in COMPONENTS:
        if name not in cells.schema.names:
            continue
        codes = cells.column(name).to_numpy().astype(np.int64)
        if codes.min() < codes.max():  # numbers of groups and codes have 31 bits each
            group = np.unique((group << 31) | codes, return_inverse=True)[1].astype(np.int64)
    return group


def _taken(spool: Spool, ordinals: Ints) -> pa.Table:
    """The cells of these ordinals, brought together from all batches."""
    tables, start = [], 0
    for batch in spool.batches():
        low, high = np.searchsorted(ordinals, [start, start + len(batch)])
        if high > low:
            tables.append(pa.Table.from_batches([batch]).take(pa.array(ordinals[low:high] - start)))
        start += len(batch)
    return pa.concat_tables(tables).combine_chunks()


def _said(cells: pa.Table) -> Ints:
    """One number for state and value together."""
    values = cells.column("value").cast(pa.string()).combine_chunks().dictionary_encode().indices
    numbers = pc.fill_null(values, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    said: Ints = numbers * 8 + cells.column("state").to_numpy()
    return said


def _result(
    cells: pa.Table,
    excluded: npt.NDArray[np.bool_],
    contradictory: npt.NDArray[np.bool_],
    other: Ints,
    labels: list[str],
    sheet: str | None,
) -> Repeats:
    lines = cells.column("line").to_numpy()
    kept = cells.filter(pa.array(excluded))
    count = len(kept)
    clash = pa.array(contradictory[excluded])
    against = pa.array(lines[other[excluded]]).cast(pa.string())
    alike = pc.binary_join_element_wise("Ô này lặp lại đúng số đã có ở dòng ", against, ".", "")
    unlike = pc.binary_join_element_wise("Ô này và dòng ", against, " cho hai số khác nhau về cùng một điều.", "")
    words = pa.array(labels, pa.string()).take(kept.column("column").combine_chunks())
    faults = pa.table(
        {
            "row_no": kept.column("row_no"),
            "sheet": pa.array([sheet], pa.string()).take(pa.array(np.zeros(count, np.int64))),
            "line": kept.column("line"),
            "column": words,
            "field": pc.if_else(clash, "value", "line"),
            "reason": pc.if_else(clash, "contradiction", "duplicate"),
            "message": pc.if_else(clash, unlike, alike),
            "remedy": pc.if_else(clash, _OTHER, _SAME),
            "value": _shown(kept),
        }
    ).cast(QUARANTINE)
    return Repeats(kept.column("row_no").to_numpy(), faults)


def _shown(cells: pa.Table) -> pa.Array:
    """The value without the zeros that its type adds."""
    text = cells.column("value").cast(pa.string()).combine_chunks()
    return pc.replace_substring_regex(text, r"\.?0*$", "")
