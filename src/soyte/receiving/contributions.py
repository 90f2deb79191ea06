"""Claim files where an installation keeps aggregates only: of each dossier a keyed hash and what it adds to sums, nothing else.

No original, no identity, no words. A dossier that comes again replaces its contribution; a trace ends here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.claims import Aside as ClaimAside
from soyte.intake.claims import read_claims, says
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.tables import CONTRIBUTION, CONTRIBUTION_AMOUNTS, CONTRIBUTIONS, MAIN_CLAIMS, QUARANTINE
from soyte.ledger.vault import IdentityKind, Vault, patient_values
from soyte.receiving.claims import DATASET, SHOWN, earlier, notes, quarantined, refusal, without
from soyte.receiving.order import Aside, Outcome, Pour, Progress

_AGES = ((1, "0"), (5, "1-4"), (15, "5-14"), (60, "15-59"), (200, "60+"))
_CODES = {"province": "MATINH_CU_TRU", "commune": "MAXA_CU_TRU", "sex": "GIOI_TINH", "form": "MA_LOAI_KCB"}
_CODES |= {"object": "MA_DOITUONG_KCB", "result": "KET_QUA_DTRI", "leaving": "MA_LOAI_RV"}


@dataclass(frozen=True)
class Contributions:
    """A file of dossiers, of which only contributions are kept."""

    vault: Vault
    basis: str | None = None
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
            rows = batch.tables.get(MAIN_CLAIMS)
            if rows is not None:
                made = contribution(self.vault, rows)
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


def contribution(vault: Vault, rows: pa.Table) -> pa.Table:
    """Rows of the summary as contributions: who it was is a keyed hash of facility and MA_LK."""
    dossier = vault.pseudonyms(
        IdentityKind.PATIENT, patient_values(rows["facility"].combine_chunks(), rows["MA_LK"].combine_chunks())
    )
    card = pc.utf8_slice_codeunits(rows["MA_THE_BHYT"], 0, 3)
    return pa.table(
        {
            "row_key": pc.binary_join_element_wise("hs", dossier, ":"),
            "dossier": dossier,
            "facility": rows["facility"],
            "month": rows["month"],
            **{name: rows[field] for name, field in _CODES.items()},
            "age_group": _ages(rows),
            "card_group": pc.if_else(pc.match_substring_regex(card, "^[A-Za-z]{2}[0-9]$"), pc.utf8_upper(card), None),
            "icd": pc.utf8_slice_codeunits(rows["MA_BENH_CHINH"], 0, 3),
            "days": rows["SO_NGAY_DTRI"],
            **{name: rows[name] for name in CONTRIBUTION_AMOUNTS},
            "block": rows["block"],
        }
    )


def _ages(rows: pa.Table) -> pa.Array:
    """Years at admission, by the years alone where the day of birth is not known."""
    came = pc.coalesce(rows["NGAY_VAO_day"], rows["NGAY_RA_day"])
    years = pc.subtract(pc.year(came), rows["NGAY_SINH_year"])
    born = rows["NGAY_SINH_day"]
    before = pc.less(_in_year(came), _in_year(born))
    age = pc.subtract(years, pc.fill_null(before.cast(pa.int64()), 0))
    number = age.combine_chunks().to_numpy(zero_copy_only=False).astype(float)
    place = np.searchsorted([limit for limit, _ in _AGES], number, side="right")
    known = ~np.isnan(number) & (number >= 0) & (place < len(_AGES))
    names = np.array([name for _, name in _AGES], object)[np.minimum(place, len(_AGES) - 1)]
    return pa.array(names, pa.string(), mask=~known)


def _in_year(days: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.add(pc.multiply(pc.month(days), 100), pc.day(days))
