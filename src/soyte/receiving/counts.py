"""Tidy tables of counts under a mapping. Persons become pseudonyms here; who they are goes to the vault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from soyte.intake.counts import CountReading, Mapping, read_counts, replace_person
from soyte.ledger.tables import OBSERVATION, QUARANTINE
from soyte.ledger.vault import IdentityKind, Vault
from soyte.places import Atlas
from soyte.receiving.order import Aside, Outcome, Pour, Progress

SHOWN = 200


@dataclass(frozen=True)
class Counts:
    """A table of counts, read as `mapping` says, of places of `atlas`; `mapping_hash` is the hash of the mapping's file."""

    mapping: Mapping
    mapping_hash: str
    vault: Vault
    atlas: Atlas
    what: str = "counts"

    @property
    def reading_hash(self) -> str:
        """The mapping decides how the file is read."""
        return self.mapping_hash

    @property
    def dataset(self) -> str | None:
        """The mapping's dataset."""
        return self.mapping.dataset

    @property
    def owner(self) -> str | None:
        """Whose figures the dataset holds."""
        return self.mapping.owner

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """Every cell becomes a row of `observation`, or of `quarantine` with the reason."""
        with read_counts(path, self.mapping, name=name, atlas=self.atlas) as reading:
            return self._pour(reading, submission_id, into, progress)

    def _pour(self, reading: CountReading, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        done = 0
        for batch in reading.batches():
            rows = pa.Table.from_batches([batch.rows])
            if batch.identities is not None:
                rows = self._pseudonymised(rows, batch.identities, submission_id)
            into(OBSERVATION.name, rows)
            done += len(rows)
            progress("đọc", done, None)
        faults = reading.faults
        if len(faults):
            into(QUARANTINE.name, faults.drop_columns(["value"]))
        return Outcome(reading.rows_in, tuple(map(_aside, faults.slice(0, SHOWN).to_pylist())), tuple(reading.warnings))

    def _pseudonymised(self, rows: pa.Table, identities: pa.Table, submission_id: str) -> pa.Table:
        for name in identities["name"].unique().to_pylist():
            kept = identities.filter(pa.compute.equal(identities["name"], name))
            kind = IdentityKind(kept["kind"][0].as_py())
            pseudonyms = self.vault.pseudonyms(kind, kept["value"])
            self.vault.keep_identities(submission_id, kind, pseudonyms, kept["value"].combine_chunks())
            if name == "person":
                rows = replace_person(rows, self.vault.pseudonyms(kind, rows["person"]))
        return rows


def _aside(fault: dict[str, object]) -> Aside:
    where = ", ".join(f"{word} {fault[field]}" for field, word in _WORDS.items() if fault.get(field) not in (None, ""))
    value = fault.get("value")
    return Aside(where, str(fault["message"]), str(fault["remedy"]), None if value is None else str(value))


_WORDS = {"sheet": "trang tính", "line": "dòng", "column": "cột"}
