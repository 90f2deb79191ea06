"""Tidy tables of counts under a mapping. Persons become pseudonyms here; who they are goes to the vault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from soyte.catalogue.measure_load import load_measures
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
        done, codes = 0, set[tuple[str, str]]()
        for batch in reading.batches():
            rows = pa.Table.from_batches([batch.rows])
            if batch.identities is not None:
                rows = self._pseudonymised(rows, batch.identities, submission_id)
            codes |= {(name, code) for name in _CODED for code in rows[name].unique().to_pylist() if code}
            into(OBSERVATION.name, rows)
            done += len(rows)
            progress("đọc", done, None)
        faults = reading.faults
        if len(faults):
            into(QUARANTINE.name, faults.drop_columns(["value"]))
        aside = tuple(map(_aside, faults.slice(0, SHOWN).to_pylist()))
        return Outcome(reading.rows_in, aside, (*reading.warnings, *_unknown(codes)))

    def _pseudonymised(self, rows: pa.Table, identities: pa.Table, submission_id: str) -> pa.Table:
        for name in identities["name"].unique().to_pylist():
            kept = identities.filter(pa.compute.equal(identities["name"], name))
            kind = IdentityKind(kept["kind"][0].as_py())
            pseudonyms = self.vault.pseudonyms(kind, kept["value"])
            self.vault.keep_identities(submission_id, kind, pseudonyms, kept["value"].combine_chunks())
            if name == "person":
                rows = replace_person(rows, self.vault.pseudonyms(kind, rows["person"]))
        return rows


# Columns whose codes a catalogue must know, lest rows belong to no measure and nobody learns of it.
_CODED = {"measure": "số đo", "disease": "bệnh"}


def _unknown(codes: set[tuple[str, str]]) -> tuple[str, ...]:
    measures = load_measures()
    known = {"measure": set(measures.versions), "disease": set(measures.breakdowns["disease"].values)}
    return tuple(
        f"danh mục chưa có {_CODED[name]} “{code}” mà tệp ánh xạ dùng; các dòng vẫn được nhận nhưng chưa chỉ tiêu nào tính đến."
        for name, code in sorted(codes)
        if code not in known[name]
    )


def _aside(fault: dict[str, object]) -> Aside:
    where = ", ".join(f"{word} {fault[field]}" for field, word in _WORDS.items() if fault.get(field) not in (None, ""))
    value = fault.get("value")
    return Aside(where, str(fault["message"]), str(fault["remedy"]), None if value is None else str(value))


_WORDS = {"sheet": "trang tính", "line": "dòng", "column": "cột"}
