"""Fields of layouts that are over, too long, or empty though they must not be."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import soyte.catalogue.claims as catalogue
from soyte.catalogue.claims.storage import SENT, YEAR, plain
from soyte.checks.dossiers.form_batch import FormBatch, Hits, holding, places, versions

_CHANGE = np.datetime64("2025-01-01", "D")
_TOLD_BY_OTHERS = {
    ("XML1", "CAN_NANG"): "PAT-06",
    ("XML5", "DIEN_BIEN_LS"): "DBL-02",
    ("XML5", "THOI_DIEM_DBLS"): "DBL-02",
    ("XML5", "NGUOI_THUC_HIEN"): "DBL-02",
    **{
        ("XML13", name): "DOC-17"
        for name in ("DAU_HIEU_LS", "QT_BENHLY", "HUONG_DIEU_TRI", "TINH_TRANG_CT", "MA_LYDO_CT", "PHUONGTIEN_VC")
    },
    **{("XML8", name): "DOC-07" for name in ("TOMTAT_KQ", "PP_DIEUTRI", "KET_QUA_DTRI", "CHAN_DOAN_RV", "MA_TTDV")},
    **{("XML7", name): "DOC-05" for name in ("PP_DIEUTRI", "MA_BS", "MA_TTDV")},
    ("XML11", "MA_BHXH"): "DOC-14",
    **{(table, name): "MA_LK" for table in ("XML0", "XML1") for name in ("MA_LK", "MA_CSKCB")},
}  # a fault is told once: by the rule that says more of it
_LEFT_OPEN = {
    ("XML9", "MAXA_CU_TRU"),  # a commune may have no code
    ("XML15", "PHANLOAI_LAO_KT"),  # no code for tuberculosis that resists nothing
    ("XML6", "KQ_DTRI_LAO"),  # asked of patients without tuberculosis too
}  # the sheet demands them, the annexes leave room: not accused


def outdated(batch: FormBatch) -> Iterator[Hits]:
    """Fields that a decision took away, filled in dossiers of a later day."""
    for table, rows in batch.tables.items():
        for name, some in versions(table).items():
            until = some[-1].valid_to
            if until is None or rows[name].null_count == len(rows):
                continue
            filled = places(pc.is_valid(rows[name]))
            day = batch.own_days(table, filled)
            late = filled[day > max(np.datetime64(until, "D"), _CHANGE - 1)]
            until_text = pa.repeat(f"{until:%d/%m/%Y}", len(late))
            yield Hits(table, name, late, {"vi_sao": pc.binary_join_element_wise("chỉ dùng đến", until_text, " ")})


@cache
def portal_sizes() -> Mapping[tuple[str, str], int]:
    """Sizes that the portal accepts though the decisions say less, by table and field."""
    path = Path(catalogue.__file__).with_name("portal_sizes.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {(row["table"], row["field"]): int(row["size"]) for row in csv.DictReader(lines)}


def lengths(batch: FormBatch) -> Iterator[Hits]:
    """Texts with more characters than the layout of their day allows, and the one after it."""
    for table, rows in batch.tables.items():
        for name, some in versions(table).items():
            least = min((one.max_length for one in some if one.max_length is not None), default=None)
            if least is None or rows[name].null_count == len(rows):
                continue
            least = max(least, portal_sizes().get((table, name), 0))
            if pa.types.is_string(rows[name].type):
                if (pc.max(pc.binary_length(rows[name])).as_py() or 0) <= least:
                    continue
                size = pc.utf8_length(rows[name])
            elif some[-1].type == "integer":
                if (pc.max(rows[name]).as_py() or 0) < 10**least:
                    continue
                size = pc.utf8_length(rows[name].cast(pa.string()))
            else:
                continue
            long = places(pc.greater(size, least))
            counts = size.to_numpy()[long]
            limit = np.full(len(long), np.iinfo(np.int64).max)
            days = batch.days(table, long)
            for number, (_, holds) in enumerate(holding(some, days)):
                allowed = [one.max_length for one in some[number:]]
                if None not in allowed:
                    limit[holds] = max([one or 0 for one in allowed] + [portal_sizes().get((table, name), 0)])
            over = counts > limit
            told = {"dai": pa.array(counts[over]), "toi_da": pa.array(limit[over])}
            yield Hits(table, name, long[over], told)


def missing(batch: FormBatch) -> Iterator[Hits]:
    """Fields that must be filled on their day, and are empty; an odd value is not empty."""
    for table, rows in batch.tables.items():
        for name, some in versions(table).items():
            if (
                not any(one.required == "yes" for one in some)
                or (table, name) in _TOLD_BY_OTHERS
                or (table, name) in _LEFT_OPEN
            ):
                continue
            if rows[name].null_count == 0:
                continue
            empty = pc.is_null(rows[name])
            if not plain(some[-1]):
                for other in (SENT, YEAR):
                    if name + other in rows.column_names:
                        empty = pc.and_(empty, pc.is_null(rows[name + other]))
            none = places(empty)
            if not len(none):
                continue
            days = batch.days(table, none)
            needed = np.zeros(len(none), bool)
            for one, holds in holding(some, days):
                needed |= holds & (one.required == "yes") & (days >= np.datetime64(one.valid_from, "D"))
                if one.valid_to is not None:
                    needed &= ~(holds & (days > np.datetime64(one.valid_to, "D")))
            yield Hits(table, name, none[needed], {"nhan": pa.repeat(some[-1].label, int(needed.sum()))})
