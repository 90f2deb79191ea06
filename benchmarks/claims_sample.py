"""Invented claim dossiers of a province's real mix, as one archive without compression: every way then reads the same bytes."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from soyte.sample.claims import Batch, ClaimOrder, write_claims

YEAR, MONTH = 2025, 8


@dataclass(frozen=True)
class Prepared:
    """`folder` holds the files and the approved lists, `archive` the same files, which hold so many `dossiers`."""

    folder: Path
    archive: Path
    files: tuple[Path, ...]
    dossiers: int

    @property
    def kilobytes(self) -> float:
        """Of a dossier in its envelope."""
        return self.archive.stat().st_size / self.dossiers / 1000


def prepare(folder: Path, visits: int) -> Prepared:
    """Write a month of so many visits; three in a hundred dossiers have a planted fault."""
    written = folder / "mau"
    write_claims(written, ClaimOrder(visits, YEAR, MONTH, faults=0.03, batch=Batch.MONTH))
    files = tuple(sorted(path for path in (written / "ho-so").glob("*/*.xml") if path.parent.name != "check-in"))
    archive = folder / f"ho-so-{visits}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for path in files:
            packed.write(path, path.relative_to(written / "ho-so").as_posix())
    dossiers = sum(path.read_bytes().count(b"<HOSO>") for path in files)
    os.sync()  # else the disk would still be writing this while something is measured
    return Prepared(written, archive, files, dossiers)
