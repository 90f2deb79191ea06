"""Which dossier rows belong to: facility and MA_LK, the month of discharge, and the decision whose layout was used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import decisions, fields
from soyte.catalogue.claims.storage import DAY
from soyte.intake.claims.assembling import Assembly
from soyte.intake.claims.sent import Sent

MAIN = "XML1"
Typed = Mapping[str, pa.Array]
"""The fields of a table with types."""
_FACILITY = re.compile(r"[0-9A-Za-z]{5}")
_LONGEST_KEY = 100
KEY = 32


def row_key(*parts: str) -> str:
    """The key of a dossier: the same for the same facility and MA_LK, of one length, like nothing else in the ledger."""
    return "hs:" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:KEY]


def check_main(made: Assembly) -> None:
    """Refuse dossiers without their one summary, without key or facility, or of another facility than their envelope's."""
    main = made.tables.get(MAIN)
    counts = np.zeros(len(made.dossiers), np.int64)
    if main is not None:
        counts = np.bincount(main.dossier, minlength=len(made.dossiers))
    for number in np.flatnonzero(counts != 1):
        made.refuse(int(number), "no_summary" if counts[number] == 0 else "two_summaries", table=MAIN)
    if main is None:
        return
    columns = (main.texts(name).to_pylist() for name in ("MA_LK", "MA_CSKCB"))
    for number, key, facility in zip(main.dossier.tolist(), *columns, strict=True):
        sent_by = made.dossiers[number].envelope.facility
        if not key or len(key) > _LONGEST_KEY:
            made.refuse(number, "no_key", table=MAIN, name="MA_LK")
        elif not _FACILITY.fullmatch(facility or sent_by or ""):
            made.refuse(number, "no_facility", table=MAIN, name="MA_CSKCB")
        elif facility and sent_by and facility != sent_by:
            made.refuse(number, "other_facility", table=MAIN, name="MA_CSKCB", detail=f"{facility} và {sent_by[:20]}")


def main_keys(made: Assembly, main: Sent) -> tuple[pa.Array, pa.Array]:
    """Facility and row key of each row of the summary."""
    keys, facilities = (main.texts(name).to_pylist() for name in ("MA_LK", "MA_CSKCB"))
    whose = [
        facility or made.dossiers[number].envelope.facility or ""
        for number, facility in zip(main.dossier.tolist(), facilities, strict=True)
    ]
    return pa.array(whose, pa.string()), pa.array(map(row_key, whose, keys), pa.string())


def months(main: Typed) -> pa.Array:
    """`2025-11`, the month of discharge; of admission where that is not known; else empty."""
    day = pc.coalesce(main["NGAY_RA" + DAY], main["NGAY_VAO" + DAY])
    return pc.fill_null(pc.strftime(day, format="%Y-%m"), "")


def layouts(made: Assembly, kept: Mapping[str, Sent], typed: Mapping[str, Typed]) -> pa.Array:
    """The decision whose layout each dossier follows: that of its day, unless it holds fields of a later or an earlier one."""
    main = typed[MAIN]
    known = decisions()
    begun = np.array([one.valid_from for one in known], "datetime64[D]")
    day = pc.coalesce(main["NGAY_RA" + DAY], main["NGAY_VAO" + DAY])
    days = pc.fill_null(day, date(2025, 1, 1)).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    place = np.maximum(np.searchsorted(begun, days, side="right") - 1, 0)
    low, high = np.zeros(len(made.dossiers), np.int64), np.full(len(made.dossiers), len(known) - 1)
    for name, table in typed.items():
        for field, least, most in _evidence(name):
            if table[field].null_count == len(table[field]):
                continue
            seen = kept[name].dossier[pc.is_valid(table[field]).to_numpy(zero_copy_only=False)]
            low[seen] = np.maximum(low[seen], least)
            high[seen] = np.minimum(high[seen], most)
    dossier = kept[MAIN].dossier
    high = np.maximum(low, high)
    return pa.array([known[k].decision for k in np.clip(place, low[dossier], high[dossier])], pa.string())


@cache
def _evidence(name: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(_telling(name))


def _telling(name: str) -> Iterator[tuple[str, int, int]]:
    """Fields that not every decision has, with the first and last decision (by number) that do."""
    known = decisions()
    spans: dict[str, tuple[date, date]] = {}
    for one in fields(name):
        since, until = spans.get(one.name, (one.valid_from, one.valid_to or date.max))
        spans[one.name] = min(since, one.valid_from), max(until, one.valid_to or date.max)
    for field, (since, until) in spans.items():
        holding = [k for k, one in enumerate(known) if since <= one.valid_from <= until]
        if holding and len(holding) < len(known):
            yield field, holding[0], holding[-1]
