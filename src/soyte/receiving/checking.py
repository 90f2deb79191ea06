"""Claim files checked without a ledger: read, asked all rules, findings collected on disk until somebody writes them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.rules import Rule
from soyte.checks.dossiers import FINDING, Across, Checker, Extractor, Lists
from soyte.engine.workbench import Workbench
from soyte.intake.claims import Seen, read_claims, says
from soyte.intake.claims.model import Aside, ClaimBatch
from soyte.ledger.scratch import Scratch
from soyte.receiving.claim_asides import aside_findings

BUNDLE = 2_000  # dossiers asked together: planning the questions costs as much as a thousand of them
MEMORY = 300  # megabytes of findings; the rest lies in a file
_COUNTS = "SELECT facility, rule, severity, count(*) AS findings, count(DISTINCT (path, block)) AS dossiers FROM finding GROUP BY ALL"
Progress = Callable[[int], None]
"""Called with the number of dossiers read so far."""


@dataclass(frozen=True)
class FileRead:
    """What became of a file: its name as the findings tell it, what was seen in it, and why nothing of it could be read."""

    name: str
    seen: Seen
    trouble: str | None = None


@dataclass
class _Waiting:
    batches: list[tuple[str, int, ClaimBatch]] = field(default_factory=list)
    dossiers: int = 0


class Checking:
    """Checks files one after another; `finish` asks the rules between dossiers. A dossier has one number in all files."""

    def __init__(self, rules: tuple[Rule, ...], lists: Lists | None = None, *, today: date | None = None) -> None:
        self.rules = rules
        self.dossiers: dict[str, int] = {}
        """Dossiers that were read, by facility."""
        self._checker = Checker(rules, lists, received=today)
        self._extractor, self._across = Extractor(rules), Across(rules)
        self._folder = Scratch()
        self._kept = Workbench(folder=self._folder.path, memory=MEMORY)
        self._kept.append("finding", FINDING.empty_table())
        self._waiting, self._first = _Waiting(), 0

    def __enter__(self) -> Checking:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._across.__exit__(kind, error, at)
        self._kept.close()
        self._folder.close()

    def read(self, path: Path, name: str, progress: Progress = lambda _: None) -> FileRead:
        """One file or archive. OSError if it cannot be opened; what is wrong inside becomes findings."""
        reading = read_claims(path, name=name)
        refused: list[Aside] = []
        for batch in reading.batches():
            refused += [one for one in batch.asides if one.dossier is None and one.whole]
            self._waiting.batches.append((name, self._first, batch))
            self._waiting.dossiers += batch.dossiers
            if self._waiting.dossiers >= BUNDLE:
                self._ask()
            progress(reading.seen.dossiers)
        self._aside(name, self._first, reading.seen.miscounted)
        self._first += reading.seen.dossiers + 1
        trouble = (
            f"{says.where(refused[0])}: {says.message(refused[0])}; {says.remedy(refused[0])}." if refused else None
        )
        return FileRead(name, reading.seen, None if reading.seen.dossiers else trouble)

    def finish(self) -> None:
        """When all files were read."""
        self._ask()
        self._kept.append("finding", self._across.findings())

    def counts(self) -> pa.Table:
        """How many findings of which rule, and in how many dossiers, by facility."""
        return self._kept.ask(_COUNTS)

    def findings(self, facility: str | None = None) -> Iterator[pa.Table]:
        """All findings, or those of a facility (`""`: nobody knows of which), file by file; some thousand rows at a time."""
        where = "" if facility is None else "WHERE coalesce(facility, '') = '" + facility.replace("'", "''") + "'"
        question = f'SELECT * FROM finding {where} ORDER BY path, block, "table", line, rule'  # noqa: S608 (quoted)
        yield from self._kept.stream(question)

    def _ask(self) -> None:
        waiting, self._waiting = self._waiting.batches, _Waiting()
        if not waiting:
            return
        for name, first, batch in waiting:
            self._aside(name, first, batch.asides)
        tables: dict[str, list[pa.Table]] = {}
        for name, first, batch in waiting:
            for table, rows in batch.tables.items():
                tables.setdefault(table, []).append(_numbered(rows, name, first))
        whole = {table: pa.concat_tables(rows) for table, rows in tables.items()}
        if "XML1" in whole:
            for count in whole["XML1"]["facility"].value_counts().to_pylist():
                self.dossiers[count["values"]] = self.dossiers.get(count["values"], 0) + count["counts"]
        self._kept.append("finding", self._checker.check(whole))
        self._across.add(self._extractor.extracts(whole))

    def _aside(self, name: str, first: int, asides: list[Aside] | tuple[Aside, ...]) -> None:
        if asides:
            self._kept.append("finding", _numbered(aside_findings(asides, self.rules), name, first))


def _numbered(rows: pa.Table, name: str, first: int) -> pa.Table:
    """With numbers of dossiers that count on from file to file, and the file's name as it was given before that of its member."""
    blocks = pc.add(rows["block"], pa.scalar(first, pa.int64()))
    inside = pc.binary_join_element_wise(name, rows["path"], " › ")
    within = pc.if_else(pc.equal(rows["path"], Path(name).name), name, inside)
    within = pc.if_else(pc.starts_with(rows["path"], name), rows["path"], within)
    rows = rows.set_column(rows.column_names.index("block"), "block", blocks)
    return rows.set_column(rows.column_names.index("path"), "path", within)
