"""Codes that their list does not have on the day of the dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import columns
from soyte.catalogue.claims.load import codes_of
from soyte.checks.dossiers.form_batch import FormBatch, Hits, places

_TOLD_BY_OTHERS = {
    ("XML1", "MA_DOITUONG_KCB"): "CAS-01",
    ("XML2", "MA_NHOM"): "DRG-01",
    ("XML2", "VET_THUONG_TP"): "DRG-18",
    ("XML2", "NGUON_CTRA"): "DRG-19",
    ("XML3", "VET_THUONG_TP"): "SVC-23",
    ("XML3", "TAI_SU_DUNG"): "SVC-23",
    ("XML3", "PP_VO_CAM"): "SVC-09",
    ("XML3", "MA_XANG_DAU"): "SVC-11",
    ("XML11", "MAU_SO"): "DOC-14",
}
_OLD_GROUPS = {("XML3", "MA_NHOM"): frozenset({"5", "6", "9", "11"})}  # left over from QĐ 4210: a warning, SVC-02
_UNDATED = frozenset(
    {"MA_DOITUONG_KCB"}
)  # the first day of QĐ 3276/2025 is not known: any code that ever held is accepted
_SHAPES = {
    "MA_KHOA": re.compile(r"K\d{2}(\d{2}){0,4}(\.\d{1,2})?")
}  # joined and divided departments have codes of their own


def codes(batch: FormBatch) -> Iterator[Hits]:
    """Values (of lists each part) that are not in the list of their field on the day of discharge."""
    for table, rows in batch.tables.items():
        for field in columns(table):
            if (
                field.code_list is None
                or (table, field.name) in _TOLD_BY_OTHERS
                or rows[field.name].null_count == len(rows)
            ):
                continue
            some = rows[field.name].combine_chunks()
            values = pc.unique(some).to_pylist()
            left = _OLD_GROUPS.get((table, field.name), frozenset())
            spans = {
                value: _span(field.code_list, value.split(field.separator) if field.separator else [value])
                for value in values
                if value is not None and value not in left
            }
            doubtful = [value for value, span in spans.items() if span != _ALWAYS]
            if not doubtful:
                continue
            found = places(pc.is_in(some, pa.array(doubtful, pa.string())))
            days = batch.own_days(table, found)
            chosen = [spans[value] for value in some.take(pa.array(found)).to_pylist()]
            since, until = (np.array([span[side] for span in chosen], "datetime64[D]") for side in (0, 1))
            wrong = found[(days < since) | (days > until)]
            yield Hits(table, field.name, wrong, {"danh_muc": pa.repeat(field.label, len(wrong))})


_ALWAYS = (np.datetime64("2024-06-30", "D"), np.datetime64("2200-01-01", "D"))
_NEVER = (_ALWAYS[1], _ALWAYS[0])
Span = tuple[np.datetime64, np.datetime64]


def _span(name: str, parts: list[str]) -> Span:
    """The days on which all of these codes are in a list; days before the first mandatory layout are not told apart."""
    since, until = _ALWAYS
    for part in (one.strip() for one in parts):
        if not part:
            continue
        held = [one for one in codes_of(name) if one.code == part]
        if not held and not (name in _SHAPES and _SHAPES[name].fullmatch(part)):
            return _NEVER
        if held and name not in _UNDATED:
            begun = min(np.datetime64(one.valid_from, "D") for one in held)
            since = max(since, begun) if begun > np.datetime64("2024-07-01", "D") else since
            if all(one.valid_to for one in held):
                until = min(until, max(np.datetime64(one.valid_to, "D") for one in held))
    return since, until
