"""Rows of an assembly with types, keys and the place where they stand: what a batch holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import table
from soyte.intake.claims.assembling import Assembly
from soyte.intake.claims.keys import MAIN, Typed, check_main, layouts, main_keys, months, row_key
from soyte.intake.claims.sent import Sent, Whole
from soyte.intake.claims.typed import typed


def dossier_tables(made: Assembly) -> dict[str, pa.Table]:
    """Tables of dossiers with types and keys; refused ones are left out."""
    check_main(made)
    keep = made.keep()
    if MAIN not in made.tables or not keep.any():
        return {}
    kept = {name: sent.only(keep[sent.dossier]) for name, sent in made.tables.items()}
    kept = {name: sent for name, sent in kept.items() if len(sent)}
    rows = {name: typed(sent) for name, sent in kept.items()}
    facility, key = main_keys(made, kept[MAIN])
    signed = [made.dossiers[number].envelope for number in kept[MAIN].dossier.tolist()]
    own = {
        "decision": layouts(made, kept, rows),
        "signature": pa.array([one.signature for one in signed], pa.string()),
        "made_on": pa.array([one.made_on for one in signed], pa.string()),
    }
    keys = {"row_key": key, "facility": facility, "month": months(rows[MAIN])}
    place = _place(made, kept[MAIN])
    places = _Places(made)
    return {
        name: _keyed(sent, rows[name], places, place, keys, own if name == MAIN else {}) for name, sent in kept.items()
    }


def own_tables(made: Assembly) -> dict[str, pa.Table]:
    """Check-ins and assessments, each row for itself: its key is made of what tells it from others."""
    found = {}
    places = _Places(made)
    for name, sent in made.tables.items():
        for number in sorted(set(range(len(made.dossiers))) - set(sent.dossier.tolist()) - set(made.refused)):
            made.refuse(number, "no_rows", table=name)
        kept = sent.only(made.keep()[sent.dossier])
        if not len(kept):
            continue
        parts = [kept.texts(field).to_pylist() for field in _OWN_KEYS[table(name).message]]
        key = pa.array(
            [row_key(name, *(part or "" for part in some)) for some in zip(*parts, strict=True)], pa.string()
        )
        envelope = [made.dossiers[number].envelope for number in kept.dossier.tolist()]
        rows = typed(kept)
        facility = kept.texts("MA_CSKCB" if "MA_CSKCB" in rows else "MA_DONVI")
        day = rows["NGAY_VAO_day"] if "NGAY_VAO_day" in rows else rows["NGAY_HOP"]
        keys = {"row_key": key, "facility": facility, "month": pc.fill_null(pc.strftime(day, format="%Y-%m"), "")}
        own = {"signature": pa.array([one.signature for one in envelope], pa.string())}
        found[name] = _keyed(kept, rows, places, _place(made, kept), keys, own)
    return found


_OWN_KEYS = {
    "checkin": ("MA_CSKCB", "MA_LK"),
    "assessment": ("MA_DONVI", "SO_BIEN_BAN", "NGAY_HOP", "SO_GIAY_GIOI_THIEU", "HO_TEN", "NGAY_SINH"),
}


def _place(made: Assembly, rows: Sent) -> Whole:
    """Which row each dossier has, of those that have one each."""
    place = np.zeros(len(made.dossiers), np.int64)
    place[rows.dossier] = np.arange(len(rows))
    return place


class _Places:
    """Where dossiers stand: their number, file and bytes."""

    def __init__(self, made: Assembly) -> None:
        numbers = [(one.number, one.start, one.end) for one in made.dossiers]
        self.numbers = np.array(numbers, np.int64).reshape(-1, 3)
        named: Sequence[str] = [one.envelope.member for one in made.dossiers]
        self.member = pa.array(named, pa.string()).dictionary_encode()


def _keyed(
    sent: Sent, rows: Typed, places: _Places, place: Whole, keys: dict[str, pa.Array], own: dict[str, pa.Array]
) -> pa.Table:
    """Rows with the columns of their dossier in front: `block` is its number, `path` its file, `span_…` its bytes there."""
    dossier = sent.dossier
    at, of = pa.array(place[dossier]), pa.array(dossier)
    place_in_file = {
        "block": places.numbers[dossier, 0],
        "line": sent.row_no(),
        "path": places.member.take(of).cast(pa.string()),
        "column": pa.repeat(pa.scalar(sent.table), len(sent)),
        "span_start": places.numbers[dossier, 1],
        "span_end": places.numbers[dossier, 2],
    }
    head = {name: values.take(at) for name, values in keys.items()}
    return pa.table({**head, **place_in_file, **own, **rows})
