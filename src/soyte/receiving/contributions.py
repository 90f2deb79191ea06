"""Claim files where an installation keeps aggregates only: of each dossier a keyed hash and what it adds to sums, nothing else.

No original, no identity, no words. A dossier that comes again replaces its contribution; a trace ends here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.claims import Aside as ClaimAside
from soyte.intake.claims import read_claims, says
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.tables import CONTRIBUTION, CONTRIBUTIONS, MAIN_CLAIMS, QUARANTINE
from soyte.ledger.vault import IdentityKind, Vault, patient_values
from soyte.receiving.claims import DATASET, SHOWN, earlier, notes, quarantined, refusal, without
from soyte.receiving.contributing import Areas, contributions
from soyte.receiving.order import Aside, Outcome, Pour, Progress

# Where a dossier stood in its file is of no use where no file is kept.
_OF_FILES = frozenset({"line", "path", "column", "span_start", "span_end"})


@dataclass(frozen=True)
class Contributions:
    """A file of dossiers, of which only contributions are kept."""

    vault: Vault
    basis: str | None = None
    areas: Areas = field(default_factory=Areas)
    what: str = CONTRIBUTIONS
    reading_hash: str = CONTRIBUTIONS
    dataset: str = DATASET

    @property
    def owner(self) -> str | None:
        """The ground on which the dossiers are here, kept with the submission."""
        return self.basis

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """A row of `contribution` for each dossier that is accepted."""
        del submission_id
        reading = read_claims(path, name=name)
        keys: list[pa.Table] = []
        asides: list[ClaimAside] = []
        count = 0
        for batch in reading.batches():
            asides += batch.asides
            if MAIN_CLAIMS in batch.tables:
                made = contribution(self.vault, batch.tables, self.areas)
                keys.append(made.select(["row_key", "block"]))
                numbers = pa.array(range(count + 1, count + len(made) + 1), pa.int64())
                into(CONTRIBUTION.name, made.append_column("row_no", numbers))
                count += len(made)
            progress("đọc hồ sơ", reading.seen.dossiers, None)
        if not reading.seen.dossiers and asides:
            raise UnreadableDocument(refusal(asides[0]))
        again = earlier(keys)
        asides += [ClaimAside("sent_again", name, block) for block in again.to_pylist()]
        obsolete: dict[str, Callable[[pa.Table], pa.Array]] = {CONTRIBUTION.name: without(again)} if len(again) else {}
        reading.seen.accepted -= len(again)
        reading.seen.set_aside += len(again)
        if asides:
            into(QUARANTINE.name, quarantined(asides))
        shown = tuple(Aside(says.where(one), f"{says.message(one)};", f"{says.remedy(one)}.") for one in asides[:SHOWN])
        said = (notes(reading.seen)[0], "kho chỉ giữ phần đóng góp của mỗi hồ sơ vào các tổng, không giữ hồ sơ")
        return Outcome(count + len(asides), shown, tuple(reading.seen.warnings), said, obsolete)


def contribution(vault: Vault, tables: Mapping[str, pa.Table], areas: Areas) -> pa.Table:
    """Dossiers as contributions: who it was is a keyed hash of facility and MA_LK."""
    main = tables[MAIN_CLAIMS]
    dossier = vault.pseudonyms(
        IdentityKind.PATIENT, patient_values(main["facility"].combine_chunks(), main["MA_LK"].combine_chunks())
    )
    made = contributions(tables, areas)
    key = pc.binary_join_element_wise("hs", dossier, ":")
    made = made.set_column(made.column_names.index("row_key"), "row_key", key).append_column("dossier", dossier)
    return made.select([name for name in made.column_names if name not in _OF_FILES])
