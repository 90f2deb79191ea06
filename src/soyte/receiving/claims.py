"""Claim files: dossiers become rows of the tables `xml0` to `xml15`. Who they are about goes to the vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.terms import grouped
from soyte.checks.dossiers import Extracts
from soyte.intake.claims import Aside as ClaimAside
from soyte.intake.claims import ClaimBatch, ClaimReading, Seen, read_claims, says
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.tables import CLAIM_FINDING, CLAIMS, CONTRIBUTION, MAIN_CLAIMS, QUARANTINE
from soyte.ledger.vault import Vault
from soyte.receiving.claim_checks import Between, Earlier, Found, Within, every_rule, nothing
from soyte.receiving.contributing import Areas, contributions
from soyte.receiving.hiding import Hiding, Pairs
from soyte.receiving.identities import Identities
from soyte.receiving.order import Aside, Outcome, Pour, Progress

SHOWN = 200
DATASET = "ho_so_kcb"
_LEADS = [name for name, table in CLAIMS.items() if table.follows is None]
_ASIDE = ("row_no", "field", "reason", "message", "remedy", "column", "line", "block", "path", "span_start", "span_end")


@dataclass(frozen=True)
class Worked:
    """A batch of dossiers ready to be kept: rows without identities, who they were about, what they add to sums, what is wrong."""

    tables: Mapping[str, pa.Table]
    pairs: Pairs
    contributions: pa.Table | None
    asides: tuple[ClaimAside, ...]
    findings: pa.Table
    extracts: Extracts


@dataclass(frozen=True)
class Work:
    """What is done with each batch once it is read, by several threads at once."""

    hiding: Hiding
    areas: Areas
    within: Within

    def __call__(self, batch: ClaimBatch) -> Worked:
        """Rows as they are kept. Whatever must see what was sent, looks before identities are hidden."""
        added = contributions(batch.tables, self.areas) if MAIN_CLAIMS in batch.tables else None
        findings = self.within.findings(batch.tables, batch.asides)
        hidden = self.hiding(batch.tables)
        extracts = self.within.extracts(hidden.tables)
        return Worked(hidden.tables, hidden.pairs, added, batch.asides, findings, extracts)


@dataclass(frozen=True)
class Claims:
    """A file of dossiers, or an archive of such. `basis` says how the department came by it."""

    vault: Vault
    basis: str | None = None
    areas: Areas = field(default_factory=Areas)
    before: Earlier = nothing
    what: str = "claims"
    reading_hash: str = "claims"
    dataset: str = DATASET

    @property
    def owner(self) -> str | None:
        """The ground on which the dossiers are here, kept with the submission."""
        return self.basis

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """Rows of every dossier that is accepted; what is set aside goes to `quarantine` with its reason and place."""
        reading = read_claims(path, name=name)
        within = every_rule()
        with Between(within, self.before) as between:
            found = Found(into, within, between)
            pouring = _Pouring(into, Identities(self.vault, submission_id), found)
            work = Work(Hiding(self.vault.pseudonymising()), self.areas, within)
            for worked in reading.worked(work, lambda: found.together):
                pouring.take(worked)
                progress("đọc hồ sơ", reading.seen.dossiers, None)
            if not reading.seen.dossiers and pouring.shown:
                raise UnreadableDocument(refusal(pouring.shown[0]))
            pouring.identities.flush()
            return pouring.outcome(reading)


@dataclass
class _Pouring:
    into: Pour
    identities: Identities
    found: Found
    count: int = 0
    made: int = 0
    asides: int = 0
    shown: list[ClaimAside] = field(default_factory=list)
    spent: pa.Scalar | None = None
    keys: dict[str, list[pa.Table]] = field(default_factory=dict)

    def take(self, worked: Worked) -> None:
        """Keep what came of a batch."""
        for name, rows in worked.tables.items():
            if name in _LEADS:
                self.keys.setdefault(name, []).append(rows.select(["row_key", "block"]))
            self.into(CLAIMS[name].name, numbered(rows, self.count))
            self.count += len(rows)
        if worked.contributions is not None:  # made of the other rows, so not counted among what came in
            self.into(CONTRIBUTION.name, numbered(worked.contributions, self.made))
            self.made += len(worked.contributions)
        self.identities.add(worked.pairs)
        self.found.add(worked.findings, worked.extracts, worked.tables)
        self.set_aside(worked.asides)

    def set_aside(self, asides: tuple[ClaimAside, ...]) -> None:
        if not asides:
            return
        self.into(QUARANTINE.name, quarantined(asides, self.asides))
        self.asides += len(asides)
        self.shown += asides[: max(0, SHOWN - len(self.shown))]

    def outcome(self, reading: ClaimReading) -> Outcome:
        """What came in; of a dossier that came several times, the last one stays."""
        obsolete: dict[str, Callable[[pa.Table], pa.Array]] = {}
        for name in _LEADS:
            again = earlier(self.keys.get(name, []))
            if len(again):
                member = reading.name
                self.set_aside(tuple(ClaimAside("sent_again", member, block) for block in again.to_pylist()))
                for table in (*CLAIMS.values(), CONTRIBUTION, CLAIM_FINDING):
                    if table.lead == CLAIMS[name].name:
                        obsolete[table.name] = without(again)
                reading.seen.accepted -= len(again)
                reading.seen.set_aside += len(again)
        aside = tuple(Aside(says.where(one), f"{says.message(one)};", f"{says.remedy(one)}.") for one in self.shown)
        said = (*notes(reading.seen), self.found.finish(reading.seen.miscounted))
        return Outcome(self.count + self.asides, aside, tuple(reading.seen.warnings), said, obsolete)


def numbered(rows: pa.Table, before: int) -> pa.Table:
    """Rows with their numbers in the submission, which has so many before them."""
    return rows.append_column("row_no", pa.array(np.arange(before + 1, before + len(rows) + 1)))


def earlier(keys: list[pa.Table]) -> pa.Array:
    """The numbers of dossiers whose key comes again later."""
    if not keys:
        return pa.array([], pa.int64())
    whole = pa.concat_tables(keys)
    last = whole.group_by("row_key").aggregate([("block", "max")])
    if len(last) == len(whole):
        return pa.array([], pa.int64())
    return (
        whole["block"].filter(pc.invert(pc.is_in(whole["block"], last["block_max"].combine_chunks()))).combine_chunks()
    )


def without(numbers: pa.Array) -> Callable[[pa.Table], pa.Array]:
    """Which rows are not of these dossiers."""
    return lambda rows: pc.invert(pc.is_in(rows["block"], numbers))


def quarantined(asides: Sequence[ClaimAside], before: int = 0) -> pa.Table:
    """Rows of `quarantine` for what was set aside, numbered from `before` on."""
    rows = [_quarantined(before + number, one) for number, one in enumerate(asides, 1)]
    return pa.Table.from_pylist(rows, schema=pa.schema([QUARANTINE.schema.field(name) for name in _ASIDE]))


def _quarantined(number: int, aside: ClaimAside) -> Mapping[str, object]:
    return {
        "row_no": number,
        "field": aside.field and says.named(aside.field),
        "reason": aside.reason,
        "message": says.message(aside),
        "remedy": says.remedy(aside),
        "column": aside.table and says.named(aside.table),
        "line": aside.row,
        "block": aside.dossier,
        "path": aside.member,
        "span_start": aside.start,
        "span_end": aside.end,
    }


def refusal(aside: ClaimAside) -> str:
    """Why a file is refused as a whole."""
    return f"{says.where(aside)}: {says.message(aside)}; {says.remedy(aside)}."


def notes(seen: Seen) -> list[str]:
    """What came in: dossiers first, then rows by table."""
    said = [
        f"hồ sơ: trong tệp {grouped(seen.dossiers)}, nhận {grouped(seen.accepted)}, để riêng {grouped(seen.set_aside)}"
    ]
    order = sorted(seen.rows, key=lambda name: int(name[3:]))
    if order:
        said.append("dòng đọc được: " + ", ".join(f"{name} {grouped(seen.rows[name])}" for name in order))
    return said


__all__ = ["DATASET", "MAIN_CLAIMS", "Claims"]
