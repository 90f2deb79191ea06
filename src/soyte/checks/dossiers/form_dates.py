"""Days and moments that are none, or that had not come when the dossier was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import ClaimField, columns
from soyte.catalogue.claims.storage import DAY, SENT, born, plain
from soyte.checks.dossiers.form_batch import FormBatch, Hits, places, versions

_DAY_OF_MONTH = r"(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])(29|30)|(0[13578]|1[02])31"
_DAYS = rf"^\s*((19|20|21)\d\d({_DAY_OF_MONTH})\s*(;\s*|$))*$"  # surely days; the rest is looked at
_BORN = re.compile(r"^(\d{8}0000|\d{4}0000(?:[01]\d[0-5]\d|2[0-3][0-5]\d)?)$")
_LATER = frozenset(
    {"NGAY_TAI_KHAM", "NGAY_HEN_KL", "TU_NGAY", "DEN_NGAY", "NGOAITRU_TUNGAY", "NGOAITRU_DENNGAY", "GT_THE_TU"}
    | {"GT_THE_DEN", "NAM_NAM_LIEN_TUC", "NGAY_KET_THUC_XU_TRI", "NGAYKT_DTRI_LAO", "NGAY_SINH", "NGAY_MIEN_CCT"}
)  # may lie ahead, or other rules look at them
_ENDS = frozenset({"NGAY_RA", "NGAY_TTOAN"})  # before 2025 the end of a course of drugs, at 23:59 of a day to come


def dates(batch: FormBatch) -> Iterator[Hits]:
    """What is written in a field of days and is no day of the calendar, or not written as the layout asks."""
    for table, rows in batch.tables.items():
        for field in columns(table):
            if field.type not in ("date8", "datetime12") or (rows[field.name].null_count == len(rows) and plain(field)):
                continue
            if plain(field):
                odd = places(pc.invert(pc.match_substring_regex(rows[field.name], _DAYS)))
                texts = rows[field.name].take(odd).to_pylist()
            elif rows[field.name + SENT].null_count == len(rows):
                continue
            else:
                odd = places(pc.is_valid(rows[field.name + SENT]))
                texts = rows[field.name + SENT].take(odd).to_pylist()
            wrong = odd[[not _accepted(table, field, text) for text in texts]] if len(odd) else odd
            yield Hits(table, field.name, wrong, {"can": pa.repeat(_wanted(field), len(wrong))})


def future(batch: FormBatch) -> Iterator[Hits]:
    """Days after the one on which the dossier was received, or its file was made; the later of both, if either is known."""
    main = batch.tables.get("XML1")
    if main is None:
        return
    made = pc.strptime(main["made_on"], format="%Y%m%d", unit="s", error_is_null=True).cast(pa.date32())
    next_day = pc.add(made.cast(pa.timestamp("s")), pa.scalar(timedelta(days=1), pa.duration("s"))).cast(pa.date32())
    limits = pc.max_element_wise(next_day, pa.scalar(batch.received, pa.date32()))
    first = pc.min(limits).as_py()
    if first is None:
        return
    for table, rows in batch.tables.items():
        for field in columns(table):
            name = field.name + DAY if field.type == "datetime12" else field.name
            if table == "XML0" or plain(field) or field.type not in ("date8", "datetime12") or field.name in _LATER:
                continue
            last = pc.max(rows[name]).as_py()
            if last is None or last <= first:
                continue
            late = places(pc.greater(rows[name], first))
            own = limits.take(pa.array(batch.owners(table, late)))
            ahead = places(pc.greater(rows[name].take(pa.array(late)), own))
            if field.name in _ENDS:
                ahead = ahead[batch.own_days(table, late[ahead]) >= np.datetime64("2025-01-01", "D")]
            yield Hits(table, field.name, late[ahead], {"han": own.take(pa.array(ahead))})


def _accepted(table: str, field: ClaimField, text: str) -> bool:
    """Other forms that some layout or the texts allow."""
    parts = [part.strip() for part in text.split(";")] if field.separator or _several(table, field.name) else [text]
    return all(not part or _real(part, field, table) for part in parts)


def _real(text: str, field: ClaimField, table: str) -> bool:
    if born(field) and _BORN.match(text):
        return _day(text[:8]) or text[4:8] == "0000"
    if field.type == "date8":
        old = any(one.type == "datetime12" for one in versions(table)[field.name])
        return _day(text) or (old and _moment(text))
    return _moment(text) or (field.name == "NGAY_MIEN_CCT" and _day(text))


def _several(table: str, name: str) -> bool:
    return table == "XML13" and name in ("NGAY_VAO", "NGAY_RA")  # 100 characters long since QĐ 3176


def _day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{8}", text):
        return False
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    return 1850 <= year <= 2150 and 1 <= month <= 12 and 1 <= day <= _length(year, month)


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (datetime.combine(following, time()) - timedelta(days=1)).day


def _moment(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{12}", text)) and _day(text[:8]) and int(text[8:10]) < 24 and int(text[10:]) < 60


def _wanted(field: ClaimField) -> str:
    form = "năm, tháng, ngày (8 chữ số)" if field.type == "date8" else "năm, tháng, ngày, giờ, phút (12 chữ số)"
    return f"{form} có thật trên lịch"
