"""Rules of results (CLS), notes (DBL) and papers (DOC)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from claim_oracle.reading import Dossier, Row, n, when

_SIGNS = re.compile(r"CSST<M\d+_T\d+_HA\d+/\d+_NT\d+_HL\d+>")
_METHODS = {"nội khoa", "ngoại khoa", "xạ trị", "hóa trị", "xạ trị + nội khoa"}
_ONE = timedelta(days=1)


def results(d: Dossier) -> Iterator[str]:
    """CLS and DBL."""
    services = {row["MA_DICH_VU"]: row["MA_NHOM"] for row in d.rows("XML3")}
    told: dict[str, list[Row]] = {}
    for row in d.rows("XML4"):
        told.setdefault(row["MA_DICH_VU"], []).append(row)
        if not row["MA_BS_DOC_KQ"] or not row["NGAY_KQ"]:
            yield "CLS-04"
        if row["MA_CHI_SO"] and not re.fullmatch(r"[A-Za-z0-9]+", row["MA_CHI_SO"]):
            yield "CLS-05"
    if set(told) - set(services):
        yield "CLS-01"
    for code, group in services.items():
        if group == "2" and not any(row["MO_TA"] and row["KET_LUAN"] for row in told.get(code, [])):
            yield "CLS-02"
        if group == "1" and not any(row["GIA_TRI"] for row in told.get(code, [])):
            yield "CLS-03"
    notes = [row["DIEN_BIEN_LS"] for row in d.rows("XML5")]
    if bool(notes) != (d.kind in ("02", "03", "04", "05", "06", "08", "09")):
        yield "DBL-01"
    if not all(notes):
        yield "DBL-02"
    if any(note and not _SIGNS.search(note) for note in notes):
        yield "DBL-03"
    if len(set(notes)) != len(notes):
        yield "DBL-04"


def _copied(d: Dossier, row: Row, *names: str) -> bool:
    return all(row[name] == d.one[name] for name in names)


def discharge(d: Dossier) -> Iterator[str]:
    """XML7 and XML8."""
    one, young = d.one, d.days_old < 16 * 365
    if bool(d.rows("XML7")) != (d.inside and one["MA_LOAI_RV"] != "3"):
        yield "DOC-01"
    for row in d.rows("XML7"):
        if row["NGAY_CT"] != one["NGAY_RA"][:8]:
            yield "DOC-02"
        if row["MA_DINH_CHI_THAI"] == "1" and not (
            row["NGUYENNHAN_DINHCHI"] and row["THOIGIAN_DINHCHI"] and row["TUOI_THAI"]
        ):
            yield "DOC-03"
        rest = [row["SO_NGAY_NGHI"], row["NGOAITRU_TUNGAY"], row["NGOAITRU_DENNGAY"]]
        if any(rest) and (
            not all(rest) or int(rest[0]) != (when(rest[2]) - when(rest[1])).days + 1 or rest[1] < one["NGAY_RA"][:8]
        ):
            yield "DOC-04"
        if row["MA_YTE"] != one["MA_BN"] or not _copied(d, row, "NGAY_VAO", "NGAY_RA", "CHAN_DOAN_RV"):
            yield "DOC-05"
        if young and not (row["HO_TEN_CHA"] or row["HO_TEN_ME"]):
            yield "DOC-06"
    for row in d.rows("XML8"):
        if d.kind not in ("03", "04", "06") or not 20 <= len(row["TOMTAT_KQ"]) <= 4000 or not row["PP_DIEUTRI"]:
            yield "DOC-07"
        if len({bool(row[name]) for name in ("NGAY_SINHCON", "NGAY_CONCHET", "SO_CONCHET")}) > 1:
            yield "DOC-08"


def family(d: Dossier) -> Iterator[str]:
    """XML9, XML10, XML11."""
    one, births = d.one, d.rows("XML9")
    if births and [row["CAN_NANG_CON"] for row in births] != one["CAN_NANG_CON"].split(";"):
        yield "PAT-08"
    for row in births:
        inside = one["NGAY_VAO"] <= row["NGAY_SINH_CON"] <= one["NGAY_RA"]
        if row["SO_CON"] != str(len(births)) or not inside or not 300 <= int(row["CAN_NANG_CON"]) <= 7000:
            yield "DOC-09"
        number = row["MA_BHXH_NND"]
        if not re.fullmatch(r"TE1\d{12}", row["MA_THE_TAM"]) or not re.fullmatch(r"\d{10}", number) or not int(number):
            yield "DOC-10"
        if row["NGAYCAP_CCCD_NND"] > d.sent:
            yield "DOC-10"
        if "1" in (row["SINHCON_PHAUTHUAT"], row["SINHCON_DUOI32TUAN"]) and not row["GHI_CHU"]:
            yield "DOC-11"
    for row in d.rows("XML10"):
        length = (when(row["DEN_NGAY"]) - when(row["TU_NGAY"])).days
        if (
            "dưỡng thai" not in row["CHAN_DOAN_RV"]
            or row["TU_NGAY"] != one["NGAY_VAO"][:8]
            or int(row["SO_NGAY"]) not in (length, length + 1)
        ):
            yield "DOC-12"
    for row in d.rows("XML11"):
        days = int(row["SO_NGAY_NGHI"])
        if row["TU_NGAY"] != one["NGAY_VAO"][:8] or row["DEN_NGAY"] < row["TU_NGAY"] or days > 30:
            yield "DOC-13"
        if row["MAU_SO"] not in ("", "CT07") or not re.fullmatch(r"\d{10}", row["MA_BHXH"]):
            yield "DOC-14"
        if row["PP_DIEUTRI"].lower() not in _METHODS:
            yield "DOC-15"


_WHO = ("HO_TEN", "NGAY_SINH", "GIOI_TINH", "DIA_CHI", "MA_THE_BHYT", "GT_THE_DEN")
_ALIKE = (*_WHO, "NGAY_VAO", "NGAY_RA", "CHAN_DOAN_RV", "MA_BENH_CHINH", "MA_BENH_KT")


def onward(d: Dossier) -> Iterator[str]:
    """XML13, XML14, and licences."""
    one = d.one
    moves = d.rows("XML13")
    if bool(moves) != (one["MA_LOAI_RV"] in ("2", "5")):
        yield "DOC-16"
    for row in moves:
        if (
            row["MA_CSKCB_DEN"] in (row["MA_CSKCB"], "")
            or row["MA_CSKCB_DEN"] != one["MA_NOI_DEN"]
            or not _copied(d, row, *_ALIKE)
        ):
            yield "DOC-16"
        needed = ("DAU_HIEU_LS", "QT_BENHLY", "HUONG_DIEU_TRI", "TINH_TRANG_CT", "MA_LYDO_CT", "PHUONGTIEN_VC")
        if not all(row[name] for name in needed):
            yield "DOC-17"
        if (row["MA_LOAI_RV"] == "5") != (row["MA_LYDO_CT"] == "3"):
            yield "DOC-18"
    for row in d.rows("XML14"):
        again = row["NGAY_HEN_KL"]
        if len(again) != 8 or again <= one["NGAY_RA"][:8] or row["NGAY_CT"] < one["NGAY_VAO"][:8]:
            yield "DOC-19"
        if not _copied(d, row, *_ALIKE, "MA_DOITUONG_KCB"):
            yield "DOC-19"
    if not re.fullmatch(r"\d+/[A-Z]+-GPHN", one["MA_TTDV"]):
        yield "DOC-22"


def programmes(d: Dossier) -> Iterator[str]:
    """XML6 and XML15."""
    main = d.one["MA_BENH_CHINH"][:3]
    for row in d.rows("XML6"):
        span = (when(row["NGAY_KET_THUC_XU_TRI"]) - when(row["NGAY_BAT_DAU_XU_TRI"])).days
        if main not in ("B20", "B24", "Z21") or n(row["SO_NGAY_CAP_THUOC_ARV"]) > span:
            yield "DOC-20"
    regimes = {"1": range(20, 28), "2": range(1, 9), "3": range(9, 20)}
    for row in d.rows("XML15"):
        if main not in ("A15", "A16") or int(row["PHACDO_DTRI_LAO"]) not in regimes[row["LOAI_DTRI_LAO"]]:
            yield "DOC-21"
