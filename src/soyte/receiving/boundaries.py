"""Shapes of units for maps, rows of `definition`, and acts about places as their originals hold them.

How a file of shapes is read is said in its submission: a map asks for day and licence without reading any row.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import cast

import pyarrow as pa

from soyte.intake.boundaries import read_boundaries
from soyte.ledger.tables import DEFINITION, QUARANTINE
from soyte.measures.boundaries.acts import KIND as ACT
from soyte.measures.boundaries.recorded import row_of
from soyte.measures.boundaries.shapes import KIND, SHAPE
from soyte.places import Atlas, Level
from soyte.receiving.order import Aside, Drawn, Outcome, Pour, Progress

_SHOWN = 200


@dataclass(frozen=True)
class Boundaries:
    """A file of shapes, matched to the units of `atlas`."""

    drawn: Drawn
    atlas: Atlas
    what: str = KIND
    dataset: None = None

    @property
    def reading_hash(self) -> str:
        """Everything that is said of the file."""
        return json.dumps({**asdict(self.drawn), "on": self.drawn.on.isoformat()}, ensure_ascii=False, sort_keys=True)

    @property
    def owner(self) -> str:
        """Whose work the shapes are."""
        return self.drawn.source

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """Every unit becomes a row of `definition`; what is no unit of the day is set aside with the reason."""
        del submission_id
        progress("đọc", 0, None)
        level = cast(Level | None, self.drawn.level)
        reading = read_boundaries(path, self.atlas, self.drawn.on, name=name, level=level)
        bodies = list(reading.shapes.values())
        rows = {
            "row_no": pa.array(range(1, len(bodies) + 1), pa.int64()),
            "kind": [SHAPE] * len(bodies),
            "name": list(reading.shapes),
            "hash": [sha256(body.encode()).hexdigest() for body in bodies],
            "body": bodies,
        }
        into(DEFINITION.name, pa.table(rows))
        if reading.faults:
            kept = [
                {
                    "row_no": fault.feature.number,
                    "field": fault.field,
                    "reason": fault.reason,
                    "message": fault.message,
                    "remedy": fault.remedy,
                    "path": f"features[{fault.feature.number - 1}]",
                }
                for fault in reading.faults
            ]
            names = [name for name in QUARANTINE.schema.names if name in kept[0]]
            schema = pa.schema([QUARANTINE.schema.field(name) for name in names])
            into(QUARANTINE.name, pa.Table.from_pylist(kept, schema=schema))
        aside = tuple(Aside(f"vùng số {f.feature.number}", f"{f.message};", f.remedy) for f in reading.faults[:_SHOWN])
        return Outcome(reading.rows_in, aside, reading.warnings)


@dataclass(frozen=True)
class PlaceAct:
    """A change of places as its original holds it: read again only to repair a damaged table."""

    what: str = ACT
    reading_hash: str = ACT
    dataset: None = None
    owner: None = None

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """One row of `definition`, called as the submission was."""
        del submission_id, progress
        into(DEFINITION.name, row_of(name, path.read_text(encoding="utf-8")))
        return Outcome(1)


def drawn(reading_hash: str) -> Drawn:
    """What was said of a file when it was taken in."""
    said = json.loads(reading_hash)
    return Drawn(date.fromisoformat(said["on"]), said["source"], said["licence"], said["level"])
