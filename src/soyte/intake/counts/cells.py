"""A chunk of lines made into cells: coded ones that are accepted, faults for the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.counts.chunks import Chunk
from soyte.intake.counts.coding import Codes, Field
from soyte.intake.counts.layout import Layout
from soyte.intake.counts.limits import VALUE_CHARACTERS
from soyte.intake.counts.model import DIMENSIONS, QUARANTINE, VALUE
from soyte.intake.counts.numbers import read_numbers
from soyte.intake.counts.says import bad_line, bad_value
from soyte.intake.counts.texts import key

STATES = ("reported", "none", "not_reported", "not_applicable")
COMPONENTS = ("measure", "place", "period", *DIMENSIONS, "person")
_FINE = 0


@dataclass(frozen=True)
class Cells:
    """`coded`: what `CODED` says, one row an accepted cell; `faults`: `QUARANTINE`; `count`: cells in the chunk."""

    coded: pa.RecordBatch
    faults: list[pa.Table]
    count: int


class CellReader:
    """Reads the chunks of one file, one after the other."""

    def __init__(self, layout: Layout, labels: list[str], sheet: str | None) -> None:
        self._layout = layout
        self._labels = np.array([labels[index] for index in layout.wanted], dtype=object)
        self._sheet = sheet
        self._states = layout.mapping.cells.states
        self._next = 0

    def read(self, chunk: Chunk) -> Cells:
        """The cells of the next chunk."""
        layout, count = self._layout, len(chunk.good)
        line_codes = self._line_codes(chunk, count)
        faulty = np.zeros(count, np.int32)  # the first fault of each line
        for field in layout.line_fields():
            codes = line_codes[field.name]
            np.copyto(faulty, codes, where=(faulty == _FINE) & (codes < 0))
        state, value, wrong = self._values(chunk, count)
        wrong = np.where(np.repeat(faulty, layout.width) < 0, np.repeat(faulty, layout.width), wrong)
        row_no = (self._next + chunk.good[:, None] * layout.width + np.arange(layout.width)).ravel()
        fine = wrong == _FINE
        coded = {
            "row_no": row_no,
            "line": np.repeat(chunk.lines[chunk.good], layout.width),
            "column": np.tile(np.arange(layout.width, dtype=np.int32), count),
            "state": state,
            **{name: layout.spread(name, codes) for name, codes in line_codes.items()},
        }
        kept = {name: pa.array(cells[fine]) for name, cells in coded.items()}
        batch = pa.RecordBatch.from_pydict({**kept, "value": value.filter(pa.array(fine))})
        faults = self._faults(chunk, row_no, wrong, line_codes) + self._bad_lines(chunk)
        cells = len(chunk.lines) * layout.width
        self._next += cells
        return Cells(batch, faults, cells)

    def _line_codes(self, chunk: Chunk, count: int) -> dict[str, Codes]:
        layout = self._layout

        def of(field: Field[Any], also: Codes | None = None) -> Codes:
            return field.codes([chunk.columns[column] for column in field.columns], count, also)

        period = of(layout.period)
        found = {"period": period, "place": of(layout.place, layout.eras(period))}
        for name in ("measure", "status"):
            found[name] = of(getattr(layout, name))
        found |= {name: of(field) for name, field in layout.dimensions.items()}
        return found | {identity_name(name): of(field) for name, field in layout.identities.items()}

    def _values(self, chunk: Chunk, count: int) -> tuple[npt.NDArray[np.int8], pa.Array, Codes]:
        """State, decimal and fault of every cell, line by line."""
        columns = [chunk.columns[value.column] for value in self._layout.values]
        encoded = pa.concat_arrays(columns).dictionary_encode()
        order = encoded.indices.to_numpy(zero_copy_only=False).reshape(len(columns), count).T.ravel()
        words = pc.utf8_trim_whitespace(encoded.dictionary)
        spec = self._layout.mapping.value
        numbers = read_numbers(words, spec.numbers, whole=spec.whole)
        state = np.zeros(len(words), np.int8)
        fault = np.zeros(len(words), np.int32)
        unread = np.flatnonzero(numbers.reasons.is_valid().to_numpy(zero_copy_only=False))
        for at in unread:  # distinct words that are no number, a handful in an honest file
            said = self._states.get(key(words[int(at)].as_py()))
            if said is None:
                reason = numbers.reasons[int(at)].as_py()
                fault[at] = self._layout.book.code(bad_value(reason, spec.numbers))
            else:
                state[at] = STATES.index(said)
        values = numbers.values
        if self._coded_numbers:  # 999 may mean "not reported"
            values = self._sentinels(words, state, values)
        return state[order], values.take(pa.array(order)), fault[order]

    @property
    def _coded_numbers(self) -> bool:
        return any(word[-1:].isdigit() for word in self._states)

    def _sentinels(self, words: pa.Array, state: npt.NDArray[np.int8], values: pa.Array) -> pa.Array:
        for word, said in self._states.items():
            state[pc.equal(words, word).to_numpy(zero_copy_only=False)] = STATES.index(said)
        return pc.if_else(pa.array(state == 0), values, pa.scalar(None, VALUE))

    def _faults(
        self, chunk: Chunk, row_no: npt.NDArray[np.int64], wrong: Codes, line_codes: dict[str, Codes]
    ) -> list[pa.Table]:
        tables, width = [], self._layout.width
        cells = np.flatnonzero(wrong < 0)
        if not len(cells):
            return []
        lines = cells // width
        of_line = np.zeros(len(cells), bool)
        for field in self._layout.line_fields():
            at_fault = (line_codes[field.name][lines] == wrong[cells]) & ~of_line
            if not at_fault.any():
                continue
            of_line |= at_fault
            chosen = lines[at_fault]
            texts = [chunk.columns[column].take(pa.array(chosen)) for column in field.columns]
            text = pc.binary_join_element_wise(*texts, " ") if texts else pa.nulls(len(chosen), pa.string())
            label = self._labels[field.columns[-1]] if field.columns else None
            labels = np.full(len(chosen), label, dtype=object)
            tables.append(self._table(row_no, wrong, cells[at_fault], chunk.lines[chunk.good[chosen]], labels, text))
        for index, value in enumerate(self._layout.values):
            at_fault = ~of_line & (cells % width == index)
            if at_fault.any():
                chosen = lines[at_fault]
                text = chunk.columns[value.column].take(pa.array(chosen))
                labels = np.full(len(chosen), self._labels[value.column], dtype=object)
                tables.append(
                    self._table(row_no, wrong, cells[at_fault], chunk.lines[chunk.good[chosen]], labels, text)
                )
        return tables

    def _bad_lines(self, chunk: Chunk) -> list[pa.Table]:
        if not chunk.bad:
            return []
        width = self._layout.width
        positions = np.repeat(np.array([line.position for line in chunk.bad]), width)
        row_no = self._next + positions * width + np.tile(np.arange(width), len(chunk.bad))
        codes = np.repeat(
            np.array([self._layout.book.code(bad_line(line.reason)) for line in chunk.bad], np.int32), width
        )
        text = pa.array([line.text for line in chunk.bad for _ in range(width)], pa.string())
        labels = np.full(len(row_no), None, dtype=object)
        return [self._table(row_no, codes, np.arange(len(row_no)), chunk.lines[positions], labels, text)]

    def _table(
        self,
        row_no: npt.NDArray[np.int64],
        wrong: Codes,
        cells: npt.NDArray[np.int64],
        lines: npt.NDArray[np.int64],
        labels: npt.NDArray[np.object_],
        text: pa.Array,
    ) -> pa.Table:
        numbers, inverse = np.unique(-1 - wrong[cells], return_inverse=True)
        faults = [self._layout.book.faults[number] for number in numbers]
        at = pa.array(inverse)
        words = {
            name: pa.array([getattr(fault, name) for fault in faults], pa.string()).take(at)
            for name in ("field", "reason", "message", "remedy")
        }
        return (
            pa.table(
                {
                    "row_no": row_no[cells],
                    "sheet": pa.array([self._sheet], pa.string()).take(pa.array(np.zeros(len(cells), np.int64))),
                    "line": lines,
                    "column": pa.array(labels, pa.string()),
                    **words,
                    "value": pc.utf8_slice_codeunits(text, 0, VALUE_CHARACTERS),
                }
            )
            .select(QUARANTINE.names)
            .cast(QUARANTINE)
        )


def identity_name(name: str) -> str:
    """How the codes of an identity are called among the coded columns."""
    return "person" if name == "person" else f"identity_{name}"
