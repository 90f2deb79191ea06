"""Mapping files: taken in like any other submission, so that it is known when a dataset was read in which way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from soyte.intake.counts import Mapping, read_mapping
from soyte.ledger.files import sha256_of
from soyte.ledger.tables import DEFINITION
from soyte.receiving.order import Outcome, Pour, Progress

KIND = "mapping"


@dataclass(frozen=True)
class MappingFile:
    """A mapping as content to take in."""

    mapping: Mapping
    what: str = KIND
    reading_hash: str = KIND

    @property
    def dataset(self) -> str | None:
        """The dataset that it maps."""
        return self.mapping.dataset

    @property
    def owner(self) -> str | None:
        """Whose figures the dataset holds."""
        return self.mapping.owner

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """One row of `definition`."""
        del name, submission_id, progress
        body = json.dumps(self.mapping.model_dump(mode="json", by_alias=True), ensure_ascii=False, sort_keys=True)
        row = {"row_no": [1], "kind": [KIND], "name": [self.mapping.dataset], "hash": [sha256_of(path)], "body": [body]}
        into(DEFINITION.name, pa.table(row))
        return Outcome(1)


def mapping_of(path: Path) -> tuple[Mapping, str]:
    """A mapping file's content and hash."""
    return read_mapping(path), sha256_of(path)
