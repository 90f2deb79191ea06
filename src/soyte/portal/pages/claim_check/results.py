"""What a check found, as it lies on the disk for some days: sums, findings with identities covered, a workbook for each facility."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from django.conf import settings

from soyte.catalogue.claims.rules import Rule, rules
from soyte.checks.dossiers import FINDING
from soyte.portal.pages.claim_check.covering import covered
from soyte.receiving.checking import Checking
from soyte.reports.findings import Summary, lines, summed, write_workbook

_SUMS, _ROWS, LINES = "tong-hop.json", "phat-hien.parquet", "phat-hien.jsonl"


@dataclass(frozen=True)
class Wanted:
    """Which findings are asked for; empty: all."""

    rule: str = ""
    severity: str = ""
    facility: str | None = None


@dataclass(frozen=True)
class Lists:
    """The approved lists that were asked, in words, and how many rules need one that was not there."""

    told: tuple[str, ...] = ()
    unasked: int = 0


@dataclass(frozen=True)
class Result:
    """A check that was finished."""

    folder: Path
    summary: Summary
    counts: pa.Table
    lists: Lists = Lists()

    def number(self, wanted: Wanted) -> int:
        """How many findings there are of those."""
        found = [one["findings"] for one in self.counts.to_pylist() if _fits(one, wanted)]
        return sum(found)

    def findings(self, wanted: Wanted, first: int, most: int) -> pa.Table:
        """Some of them, in the order of the files."""
        conditions = []
        if wanted.rule:
            conditions.append(pc.field("rule") == wanted.rule)
        if wanted.severity:
            conditions.append(pc.field("severity") == wanted.severity)
        if wanted.facility is not None:
            conditions.append(pc.coalesce(pc.field("facility"), pa.scalar("")) == wanted.facility)
        asked = None
        for one in conditions:
            asked = one if asked is None else asked & one
        rows = ds.dataset(self.folder / _ROWS, format="parquet").scanner(filter=asked, use_threads=False)
        return rows.head(first + most).slice(first)

    def workbook(self, facility: str) -> Path:
        """The file for a facility, whether it is there or not."""
        return self.folder / f"{_safe(facility)}.xlsx"

    @property
    def records(self) -> Path:
        """All findings as lines of JSON."""
        return self.folder / LINES


def folder_of(batch: uuid.UUID) -> Path:
    """Where the result of a batch lies; deleted with old uploads."""
    return Path(settings.SOYTE_UPLOADS) / str(batch)


def result_of(batch: uuid.UUID) -> Result | None:
    """What was found; None while it is not finished, and when its days are over."""
    folder = folder_of(batch)
    try:
        said = json.loads((folder / _SUMS).read_text("utf-8"))
    except OSError:
        return None
    counts = pa.Table.from_pylist(said["counts"], _COUNTS)
    known = summed(counts, said["dossiers"], rules(), said["files"], said["troubles"])
    return Result(folder, known, counts, Lists(tuple(said.get("lists", ())), said.get("unasked", 0)))


_COUNTS = pa.schema(
    {
        "facility": pa.string(),
        "rule": pa.string(),
        "severity": pa.string(),
        "findings": pa.int64(),
        "dossiers": pa.int64(),
    }
)


def write(
    folder: Path, checking: Checking, asked: Sequence[Rule], files: int, troubles: Sequence[str], lists: Lists = Lists()
) -> None:
    """Write all that people may look at or save; the sums last, since they say that it is whole. OSError if the disk is full."""
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    with pq.ParquetWriter(folder / _ROWS, FINDING) as rows, (folder / LINES).open("w", encoding="utf-8") as records:
        for table in checking.findings():
            some = covered(table, asked).cast(FINDING)
            rows.write_table(some)
            records.writelines(lines(some, asked))
    counts = checking.counts().to_pylist()
    for facility in sorted({*checking.dossiers, *(one["facility"] or "" for one in counts)}):
        write_workbook(
            folder / f"{_safe(facility)}.xlsx",
            facility,
            checking.dossiers.get(facility, 0),
            (covered(table, asked) for table in checking.findings(facility)),
            [one for one in counts if (one["facility"] or "") == facility],
            asked,
        )
    said = {"files": files, "dossiers": checking.dossiers, "counts": counts, "troubles": list(troubles)}
    said |= {"lists": list(lists.told), "unasked": lists.unasked}
    (folder / _SUMS).write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def _safe(facility: str) -> str:
    return "".join(letter for letter in facility if letter.isalnum()) or "chua-ro-co-so"


def _fits(one: dict[str, object], wanted: Wanted) -> bool:
    return (
        wanted.rule in ("", one["rule"])
        and wanted.severity in ("", one["severity"])
        and (wanted.facility is None or (one["facility"] or "") == wanted.facility)
    )
