"""Rows of an assembly with types, keys and the place where they stand: what a batch holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import table
from soyte.intake.claims.assembling import Assembly
from soyte.intake.claims.keys import MAIN, check_main, layouts, main_keys, months, row_key
from soyte.intake.claims.marks import Whole
from soyte.intake.claims.typed import typed


def dossier_tables(made: Assembly) -> dict[str, pa.Table]:
    """Tables of dossiers with types and keys; refused ones are left out."""
    check_main(made)
    main = made.tables.get(MAIN)
    if main is None or not made.keep().any():
        return {}
    kept = {name: _kept(rows, made) for name, rows in made.tables.items()}
    rows = {name: typed(name, one) for name, one in kept.items() if len(one)}
    facility, key = main_keys(made, kept[MAIN])
    month = months(rows[MAIN])
    signed = [made.dossiers[number].envelope for number in rows[MAIN]["dossier"].to_pylist()]
    own = {
        "decision": layouts(made, rows),
        "signature": pa.array([one.signature for one in signed], pa.string()),
        "made_on": pa.array([one.made_on for one in signed], pa.string()),
    }
    place = np.zeros(len(made.dossiers), np.int64)
    place[rows[MAIN]["dossier"].to_numpy()] = np.arange(len(rows[MAIN]))
    return {
        name: _keyed(
            name, one, made, place, {"row_key": key, "facility": facility, "month": month}, own if name == MAIN else {}
        )
        for name, one in rows.items()
    }


def own_tables(made: Assembly) -> dict[str, pa.Table]:
    """Check-ins and assessments, each row for itself: its key is made of what tells it from others."""
    found = {}
    for name, sent in made.tables.items():
        for number in set(range(len(made.dossiers))) - set(sent["dossier"].to_pylist()) - set(made.refused):
            made.refuse(number, "no_rows", table=name)
        kept = _kept(sent, made)
        if not len(kept):
            continue
        parts = [kept[column].to_pylist() for column in _OWN_KEYS[table(name).message]]
        key = pa.array(
            [row_key(name, *(part or "" for part in some)) for some in zip(*parts, strict=True)], pa.string()
        )
        envelope = [made.dossiers[number].envelope for number in kept["dossier"].to_pylist()]
        facilities = kept["MA_CSKCB"].to_pylist() if "MA_CSKCB" in kept.column_names else kept["MA_DONVI"].to_pylist()
        rows = typed(name, kept)
        day = rows["NGAY_VAO_day"] if "NGAY_VAO_day" in rows.column_names else rows["NGAY_HOP"]
        month = pc.fill_null(pc.strftime(day, format="%Y-%m"), "").combine_chunks()
        place = np.zeros(len(made.dossiers), np.int64)
        place[rows["dossier"].to_numpy()] = np.arange(len(rows))
        keys = {"row_key": key, "facility": pa.array(facilities, pa.string()), "month": month}
        found[name] = _keyed(
            name, rows, made, place, keys, {"signature": pa.array([one.signature for one in envelope])}
        )
    return found


_OWN_KEYS = {
    "checkin": ("MA_CSKCB", "MA_LK"),
    "assessment": ("MA_DONVI", "SO_BIEN_BAN", "NGAY_HOP", "SO_GIAY_GIOI_THIEU", "HO_TEN", "NGAY_SINH"),
}


def _kept(rows: pa.Table, made: Assembly) -> pa.Table:
    if not made.refused:
        return rows
    return rows.filter(pa.array(made.keep()[rows["dossier"].to_numpy()])).combine_chunks()


def _keyed(
    table_name: str,
    rows: pa.Table,
    made: Assembly,
    place: Whole,
    keys: dict[str, pa.Array],
    own: dict[str, pa.Array],
) -> pa.Table:
    """Rows with the columns of their dossier in front: `block` is its number, `path` its file, `span_…` its bytes there."""
    dossier = rows["dossier"].to_numpy()
    at = pa.array(place[dossier])
    head = {name: values.take(at) for name, values in keys.items()}
    numbers = np.array([one.number for one in made.dossiers], np.int64)
    named: Sequence[str] = [one.envelope.member for one in made.dossiers]
    member = pa.array(named, pa.string()).dictionary_encode().take(pa.array(dossier)).cast(pa.string())
    spans = np.array([(one.start, one.end) for one in made.dossiers], np.int64)
    place_in_file = {
        "block": numbers[dossier],
        "line": rows["row_no"],
        "path": member,
        "column": pa.repeat(pa.scalar(table_name), len(rows)),
        "span_start": spans[dossier, 0],
        "span_end": spans[dossier, 1],
    }
    rest = {name: rows[name] for name in rows.column_names if name not in ("dossier", "row_no")}
    return pa.table({**head, **place_in_file, **own, **rest})
