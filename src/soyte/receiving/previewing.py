"""A table of counts read by a mapping that is not kept yet: what its cells would become. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.counts import CountReading, Mapping, read_counts
from soyte.ledger.ledger import Ledger
from soyte.ledger.scratch import Scratch
from soyte.measures.boundaries import site_atlas
from soyte.receiving.contents import Reason, Total

_SHOWN = 12
_EXAMPLES = 3
_BYTES = 24 << 20
_LINES = 20_000
_PLAIN = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class Example:
    """A cell that would be set aside: where it is and what stands there (not for whole lines, which may name a person)."""

    where: str
    value: str | None


@dataclass(frozen=True)
class Preview:
    """What a reading gave. `cells` are the first accepted ones (columns of `observation`); `whole`: the file was read to its end."""

    rows_in: int
    accepted: int
    cells: tuple[dict[str, Any], ...]
    totals: tuple[Total, ...]
    places: int
    reasons: tuple[tuple[Reason, tuple[Example, ...]], ...]
    warnings: tuple[str, ...]
    whole: bool

    @property
    def aside(self) -> int:
        """Cells that would be set aside."""
        return self.rows_in - self.accepted


def preview(ledger: Ledger, path: Path, name: str, mapping: Mapping) -> Preview:
    """Read a table (a large one in part) and say what would come in. UnreadableCounts if nothing of it can be used."""
    with _part(path, name) as (file, whole), read_counts(file, mapping, name=name, atlas=site_atlas(ledger)) as reading:
        rows = [batch.rows for batch in reading.batches()]
        table = pa.Table.from_batches(rows).drop_columns(["person"]) if rows else None
        return Preview(
            reading.rows_in,
            reading.rows_accepted,
            tuple(table.slice(0, _SHOWN).to_pylist()) if table is not None else (),
            _totals(table) if table is not None else (),
            len(pc.unique(table["place"])) if table is not None else 0,
            _reasons(reading),
            reading.warnings,
            whole,
        )


@contextmanager
def _part(path: Path, name: str) -> Iterator[tuple[Path, bool]]:
    """The file, or of a large one in plain text the first lines."""
    if path.stat().st_size <= _BYTES or not name.lower().endswith(_PLAIN):
        yield path, True
        return
    with Scratch() as folder:
        part = folder / path.name
        with path.open("rb") as source, part.open("wb") as target:
            for number, line in enumerate(source):
                if number >= _LINES:
                    break
                target.write(line)
        yield part, False


def _totals(table: pa.Table) -> tuple[Total, ...]:
    reported = pc.cast(pc.equal(table["state"], "reported"), pa.int64())
    grouped = table.append_column("reported", reported).group_by(["measure", "status"], use_threads=False)
    found = grouped.aggregate([("reported", "count"), ("reported", "sum"), ("value", "sum")]).to_pylist()
    return tuple(
        Total(row["measure"], row["status"], row["reported_count"], row["reported_sum"], _decimal(row["value_sum"]))
        for row in found
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _reasons(reading: CountReading) -> tuple[tuple[Reason, tuple[Example, ...]], ...]:
    faults = reading.faults
    if not len(faults):
        return ()
    by = ["field", "reason", "message", "remedy"]
    counted = faults.group_by(by, use_threads=False).aggregate([("row_no", "count"), ("row_no", "min")]).to_pylist()
    counted.sort(key=lambda row: (-row["row_no_count"], row["row_no_min"]))
    found = []
    seen: Counter[tuple[str, ...]] = Counter()
    examples: dict[tuple[str, ...], list[Example]] = {}
    for row in faults.slice(0, 2_000).to_pylist():
        key = tuple(row[name] for name in by)
        if seen[key] < _EXAMPLES:
            seen[key] += 1
            examples.setdefault(key, []).append(_example(row))
    for row in counted:
        key = tuple(row[name] for name in by)
        field, reason, message, remedy = key
        why = Reason(field, reason, message, remedy, row["row_no_count"])
        found.append((why, tuple(examples.get(key, ()))))
    return tuple(found)


def _example(row: dict[str, Any]) -> Example:
    told = [f"dòng {row['line']}", f"cột {row['column']}" if row["column"] else ""]
    return Example(", ".join(filter(None, told)), row["value"] if row["field"] != "line" else None)
