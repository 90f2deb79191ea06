"""Rules of form (ENV-07 to ENV-15), of the patient (PAT) and of the card (CRD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from claim_oracle.reading import Dossier, n, when
from soyte.catalogue import claims
from soyte.places import units

_LATER = {"NGAY_TAI_KHAM", "NGAY_HEN_KL", "DEN_NGAY", "NGOAITRU_DENNGAY", "GT_THE_DEN", "NGAY_KET_THUC_XU_TRI"}
_LATER |= {"GT_THE_TU", "NGAY_MIEN_CCT"}
_TWO, _THREE = re.compile(r"-?\d+(\.\d{1,2})?"), re.compile(r"-?\d+(\.\d{1,3})?")
_NO_STT = {"XML6", "XML7", "XML8", "XML9", "XML10", "XML11", "XML13", "XML14"}


@cache
def _codes(name: str, day: date) -> set[str]:
    return set(claims.code_list(name, day))


@cache
def _communes(day: date) -> set[str]:
    return {unit.code for unit in units("commune", day, "99")}


@cache
def _fields(table: str, day: date) -> list[tuple[str, bool, int, str, str, set[str]]]:
    """Of each field: name, whether it must be filled, length, separator, type, known codes."""
    found: list[tuple[str, bool, int, str, str, set[str]]] = []
    for one in claims.layout(table, day).fields:
        known = _codes(one.code_list, day) if one.code_list and one.name != "MA_KHOA" else set()
        length = one.max_length if one.max_length is not None else 1_000_000
        found.append((one.name, one.required == "yes", length, one.separator or "", one.type, known))
    return found


def form(d: Dossier) -> Iterator[str]:
    """Each field by its type, length, list; each table by its numbers."""
    day = d.left.date()
    for table, rows in d.tables.items():
        if table not in _NO_STT and len({row["STT"] for row in rows}) != len(rows):
            yield "ENV-09"
        fields = _fields(table, day)
        for row in rows:
            if row["MA_LK"] != d.one["MA_LK"] or not row["MA_LK"]:
                yield "ENV-07"
            for name, required, length, separator, kind, known in fields:
                text = row[name]
                if not text:
                    if required:
                        yield "ENV-14"
                    continue
                if len(text) > length:
                    yield "ENV-13"
                if known or kind not in ("code", "code_list", "string"):
                    yield from _value(d, name, kind, known, text.split(separator) if separator else [text])


def _value(d: Dossier, name: str, kind: str, known: set[str], parts: list[str]) -> Iterator[str]:
    if kind == "integer" and not all(part.isdecimal() for part in parts):
        yield "ENV-10"
    if kind == "decimal":
        shape = _THREE if name in ("SO_LUONG", "DON_GIA", "DON_GIA_BV", "DON_GIA_BH") else _TWO
        if not all(map(shape.fullmatch, parts)):
            yield "ENV-10"
    if kind in ("date8", "datetime12"):
        yield from _date(d, name, parts)
    if known and not known.issuperset(parts):
        yield "ENV-15"


def _date(d: Dossier, name: str, parts: list[str]) -> Iterator[str]:
    for part in parts:
        try:
            moment = when(part)
        except ValueError:
            yield "ENV-11"
            continue
        if name not in _LATER and moment > when(d.sent) + timedelta(days=2):
            yield "ENV-12"


def patient(d: Dossier) -> Iterator[str]:
    """PAT."""
    one, days = d.one, d.days_old
    citizen = one["SO_CCCD"]
    if citizen and not re.fullmatch(r"\d{9}|\d{12}|[A-Z]\d{7}", citizen):
        yield "PAT-01"
    if not citizen and days >= 14 * 365.25:
        yield "PAT-02"
    if when(one["NGAY_SINH"]) > d.came:
        yield "PAT-03"
    if 0 <= days <= 28 and one["NGAY_SINH"].endswith("0000"):
        yield "PAT-04"
    if not one["CAN_NANG"]:
        yield "PAT-06"
    elif not 0 < n(one["CAN_NANG"]) <= 200:
        yield "PAT-05"
    elif (days <= 28 and not 0.5 <= n(one["CAN_NANG"]) <= 6) or (days < 365 and n(one["CAN_NANG"]) > 20):
        yield "PAT-07"
    if one["CAN_NANG_CON"] and not d.rows("XML9"):
        yield "PAT-08"
    if one["MATINH_CU_TRU"] != "99" or one["MAXA_CU_TRU"] not in _communes(d.came.date()):
        yield "PAT-09"
    if len(one["MA_NGHE_NGHIEP"]) != 2:
        yield "PAT-10"
    if not 1 <= int(one["MA_DANTOC"]) <= 54 or one["MA_QUOCTICH"] != "000":
        yield "PAT-11"
    if re.search(r"\d|  ", one["HO_TEN"]):
        yield "PAT-12"
    if not re.fullmatch(r"\d{2,3}", one["DU_PHONG"]):
        yield "PAT-13"


def card(d: Dossier) -> Iterator[str]:
    """CRD."""
    one = d.one
    if one["MA_DOITUONG_KCB"] == "9" and (one["MA_THE_BHYT"] or n(one["T_BHTT"])):
        yield "CRD-10"
    if not one["MA_THE_BHYT"]:
        return
    cards, homes = one["MA_THE_BHYT"].split(";"), one["MA_DKBD"].split(";")
    if not all(re.fullmatch(r"[A-Z]{2}[1-5]\d{12}", part) for part in cards):
        yield "CRD-01"
    if not one["MA_DKBD"]:
        yield "CRD-03"
        return
    begins, ends = one["GT_THE_TU"].split(";"), one["GT_THE_DEN"].split(";")
    if not len(cards) == len(homes) == len(begins) == len(ends):
        yield "CRD-02"
        return
    spans = [(when(begin), when(end)) for begin, end in zip(begins, ends, strict=True)]
    if any(begin > end for begin, end in spans):
        yield "CRD-04"
    came, left = d.came.replace(hour=0, minute=0), d.left.replace(hour=0, minute=0)
    if not any(begin <= came <= end for begin, end in spans):
        yield "CRD-05"
    elif max(end for _, end in spans) + timedelta(days=15 * d.inside) < left:
        yield "CRD-06"
    if (d.card.startswith("HS") and d.days_old > 26 * 365.25) or (d.card.startswith("TE") and d.days_old > 7 * 365.25):
        yield "CRD-07"
    if one["MA_DKBD"] == "99000" and spans != [(came, left)]:
        yield "CRD-08"
