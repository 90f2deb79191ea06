"""Rules of the case (CAS), of dates (DAY) and of diagnoses (ICD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from claim_oracle.reading import Dossier, Row, when

PROVINCE = ("99901", "99902", "99903")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_CODES = {"2", "7", "8", "9", "10"}
_CODES |= (
    {f"1.{n}" for n in (*range(1, 8), *range(11, 19))}
    | {f"3.{n}" for n in (1, 2, 3, 6)}
    | {f"7.{n}" for n in (2, 3, 4)}
)


def case(d: Dossier, facilities: set[str]) -> Iterator[str]:
    """CAS."""
    one, kind, code = d.one, d.kind, d.one["MA_DOITUONG_KCB"]
    here, homes = one["MA_CSKCB"], one["MA_DKBD"].split(";")
    insured = bool(one["MA_THE_BHYT"])
    if code not in _CODES:
        yield "CAS-01"
    if code == "1.1" and here not in homes:
        yield "CAS-02"
    if insured and here in homes and code not in ("1.1", "2"):
        yield "CAS-03"
    if insured and here in PROVINCE and here not in homes and code not in ("1.3", "1.14", "1.15", "2"):
        yield "CAS-04"
    if code in ("1.3", "1.5") and not one["MA_NOI_DI"]:
        yield "CAS-05"
    if code == "1.7" and not 0 <= d.days_old <= 5:
        yield "CAS-06"
    if code in ("1.12", "1.13", "1.14", "1.18") and kind not in ("01", "02", "05", "08"):
        yield "CAS-07"
    if code in ("1.15", "3.2", "3.6") and kind not in ("03", "09"):
        yield "CAS-08"
    if code == "3.1" and not d.inside and any(row["MUC_HUONG"] != "0" for row in d.costs):
        yield "CAS-09"
    if code in ("7", "7.2", "7.3", "7.4", "10") and kind != "07":
        yield "CAS-10"
    if bool(one["MA_NOI_DI"]) != bool(one["GIAY_CHUYEN_TUYEN"]):
        yield "CAS-11"
    if one["MA_NOI_DI"] and not d.rows("XML13") and not d.rows("XML14"):
        yield "CAS-12"
    moves = one["MA_LOAI_RV"] in ("2", "5")
    if moves != bool(one["MA_NOI_DEN"]) or (moves and not d.rows("XML13")):
        yield "CAS-13"
    named = {here, one["MA_NOI_DI"], one["MA_NOI_DEN"], *homes} - {"", "99000"}
    if named - facilities:
        yield "CAS-14"
    if d.inside and not (one["LY_DO_VNT"] and one["NGAY_VAO_NOI_TRU"] and one["PP_DIEU_TRI"]):
        yield "CAS-15"
    short = d.left - d.came < 4 * HOUR
    if (kind == "09" and not short) or (kind == "03" and short):
        yield "CAS-17"
    if kind == "01" and d.left - d.came > DAY:
        yield "CAS-18"
    groups = {row["MA_NHOM"] for row in d.rows("XML3")}
    if kind == "05" and groups - {"13"}:
        yield "CAS-19"
    if kind == "07" and "13" in groups:
        yield "CAS-20"
    if one["KET_QUA_DTRI"] in ("5", "8") and (one["MA_LOAI_RV"] not in ("1", "4") or one["NGAY_TAI_KHAM"]):
        yield "CAS-21"
    paid = one["NGAY_TTOAN"]
    if paid and (int(one["THANG_QT"]), int(one["NAM_QT"])) != (int(paid[4:6]), int(paid[:4])):
        yield "CAS-22"


def days(d: Dossier) -> Iterator[str]:
    """DAY, of one dossier."""
    one, kind = d.one, d.kind
    moments = [one[name] for name in ("NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA", "NGAY_TTOAN") if one[name]]
    if moments != sorted(moments):
        yield "DAY-01"
    if not _days_right(d):
        yield "DAY-02" if kind == "03" else "DAY-03"
    if kind in ("02", "05", "07") and one["NGAY_RA"].endswith("2359"):
        yield "DAY-04"
    for row in d.costs:
        yield from _line(d, row)
    if any(not one["NGAY_VAO"] <= row["THOI_DIEM_DBLS"] <= one["NGAY_RA"] for row in d.rows("XML5")):
        yield "DAY-11"
    results = {(row["MA_DICH_VU"], row["NGAY_KQ"][:8]) for row in d.rows("XML3")}
    for row in d.rows("XML4"):
        if row["GIA_TRI"] and not row["NGAY_KQ"]:
            yield "DAY-13"
        elif (row["MA_DICH_VU"], row["NGAY_KQ"][:8]) not in results or row["NGAY_KQ"] > one["NGAY_RA"]:
            yield "DAY-12"
    again = one["NGAY_TAI_KHAM"]
    if again and (again <= one["NGAY_RA"][:8] or again not in [row["NGAY_HEN_KL"] for row in d.rows("XML14")]):
        yield "DAY-17"


def _days_right(d: Dossier) -> bool:
    told, stay = int(d.one["SO_NGAY_DTRI"]), (d.left.date() - d.came.date()).days + 1
    if d.kind in ("01", "09"):
        return told == 0
    if d.kind in ("05", "07"):
        return told == max((int(row["LIEU_DUNG"].split(" * ")[2].split()[0]) for row in d.rows("XML2")), default=told)
    if d.kind in ("02", "08"):
        return told == len({row["NGAY_YL"][:8] for row in d.rows("XML3")})
    return told == stay


def _line(d: Dossier, row: Row) -> Iterator[str]:
    ordered, done, ended = row["NGAY_YL"], row["NGAY_TH_YL"], row.get("NGAY_KQ", "")
    if not d.one["NGAY_VAO"] <= ordered <= d.one["NGAY_RA"]:
        yield "DAY-05"
    if done and done < ordered:
        yield "DAY-06"
    if ended:
        if ended < ordered or ended < done:
            yield "DAY-07"
        if ended > d.one["NGAY_RA"]:
            yield "DAY-08"
        group = row["MA_NHOM"]
        length = (when(ended) - when(done)).total_seconds() / 60
        if length == 0:
            yield "DAY-09"
        elif 0 < length < (15 if group == "8" else 3) or (length > 70 and group in ("2", "3", "8", "18")):
            yield "DAY-10"
        if group in ("1", "2", "3") and row["NGUOI_THUC_HIEN"] == row["MA_BAC_SI"]:
            yield "DAY-15"


def diagnoses(d: Dossier) -> Iterator[str]:
    """ICD. The list of codes is not here: their shape stands for it."""
    one, years = d.one, d.days_old / 365.25
    main, others = one["MA_BENH_CHINH"], [part for part in one["MA_BENH_KT"].split(";") if part]
    shape = re.compile(r"[A-Z]\d\d(\.\d)?")
    if re.fullmatch(r"U\d\d\.\d{3}", main):
        yield "ICD-03"
    elif not shape.fullmatch(main):
        yield "ICD-01"
    if main in others or len(set(others)) != len(others) or len(others) > 12 or not all(map(shape.fullmatch, others)):
        yield "ICD-02"
    if main[0] in "VWXY":
        yield "ICD-04"
    women = main[0] == "O" or re.match(r"N(7|8|9[0-8])|C5[1-8]", main)
    if (women and one["GIOI_TINH"] == "1") or (re.match(r"N4|C6[0-3]", main) and one["GIOI_TINH"] == "2"):
        yield "ICD-05" if one["NGAY_RA"] >= "20260701" else "ICD-06"
    if (main[0] == "P" and years > 1) or (main[0] == "O" and not 10 <= years <= 60):
        yield "ICD-07"
    if main.startswith(("Z00", "R53")):
        yield "ICD-08"
    if any(row["MA_BENH"] and not shape.fullmatch(row["MA_BENH"]) for row in d.rows("XML3")):
        yield "ICD-09"
    if main[0] in "ST" and not one["MA_TAI_NAN"]:
        yield "ICD-10"
    if one["CHAN_DOAN_RV"].lower().startswith("theo dõi"):
        yield "ICD-11"
    if any(row["MA_NHOM"] in ("8", "18") for row in d.rows("XML3")) and not one["MA_PTTT_QT"]:
        yield "ICD-12"
