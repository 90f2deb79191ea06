"""Rules of drugs (DRG), services and supplies (SVC), beds (BED), and prices against the approved lists (MON-35 to 37)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from claim_oracle.cases import DAY, HOUR
from claim_oracle.reading import Dossier, Row, approved, n, when

_DOSE = re.compile(r"(\d+) (.+)/lần \* (\d+) lần/ngày \* (\d+) ngày \[(\d+) (.+)/ngày\]")
_SERVICE = re.compile(r"\d\d\.\d{4}(\.\d{4})?(_GT|_TT|_TB)?|K\d\d\.\d{4}|VC\.\d{5}")
_MACHINE = re.compile(r"[A-ZĐ]{2,3}\.[123]\..+")


@dataclass(frozen=True)
class Lists:
    """What is approved."""

    drugs: dict[str, Row]
    services: dict[str, Row]
    supplies: dict[str, Row]

    @classmethod
    def read(cls, folder: Path) -> Lists:
        drugs = {row["name"]: row for row in approved(folder, "thuoc").values()}
        services = {row["code"]: row for row in approved(folder, "dich-vu").values()}
        supplies = {row["code"]: row for row in approved(folder, "vat-tu").values()}
        return cls(drugs, services, supplies)


def drugs(d: Dossier, lists: Lists) -> Iterator[str]:
    """DRG."""
    services = {row["MA_DICH_VU"] for row in d.rows("XML3")}
    times = Counter((row["MA_THUOC"], row["NGAY_YL"]) for row in d.rows("XML2"))
    if max(times.values(), default=0) > 1:
        yield "DRG-15"
    for row in d.rows("XML2"):
        listed = lists.drugs[row["TEN_THUOC"]]
        if row["MA_NHOM"] not in ("4", "7", "17"):
            yield "DRG-01"
        if row["MA_THUOC"] != listed["code"]:
            yield "DRG-02"
        if row["HAM_LUONG"] != listed["strength"]:
            yield "DRG-17" if "+" in row["HAM_LUONG"] else "DRG-03"
        if not row["TT_THAU"]:
            yield "DRG-04"
        elif not re.fullmatch(r"[^;]+;G\d{1,2};N\d{1,2};20\d\d", row["TT_THAU"]):
            yield "DRG-05"
        if not row["SO_DANG_KY"]:
            yield "DRG-06"
        yield from _dose(d, row)
        if d.inside and not row["NGAY_TH_YL"]:
            yield "DRG-11"
        if not row["MA_BAC_SI"]:
            yield "DRG-12"
        if d.inside and row["MA_KHOA"] == "K01" and d.one["MA_DOITUONG_KCB"] in ("1.15", "3.1", "3.2", "3.3"):
            yield "DRG-13"
        if row["MA_DICH_VU"] and row["MA_DICH_VU"] not in services:
            yield "DRG-14"
        if row["PHAM_VI"] == "1" and n(row["TYLE_TT_BH"]) != n(listed["share"]):
            yield "DRG-16"
        if row["VET_THUONG_TP"] not in ("", "1"):
            yield "DRG-18"
        if row["NGUON_CTRA"] != "1" and n(row["T_BHTT"]):
            yield "DRG-19"
        if n(row["DON_GIA"]) > n(listed["price"]):
            yield "MON-35"


def _dose(d: Dossier, row: Row) -> Iterator[str]:
    written = _DOSE.fullmatch(row["LIEU_DUNG"])
    assert written, row["LIEU_DUNG"]
    once, unit, often, days, daily, unit_daily = written.groups()
    if int(daily) != int(once) * int(often) or n(row["SO_LUONG"]) != int(daily) * int(days):
        yield "DRG-07"
    if unit != unit_daily or unit != row["DON_VI_TINH"].lower():
        yield "DRG-08"
    if not d.inside and int(days) > 30:
        yield "DRG-09"
    if n(row["SO_LUONG"]) > int(once) * int(often) * int(days) * Decimal("1.2"):
        yield "DRG-10"
    if d.inside and days != "1":
        yield "DRG-07"


def services(d: Dossier, lists: Lists) -> Iterator[str]:
    """SVC, and prices."""
    rows = d.rows("XML3")
    for row in rows:
        yield from _service(d, row, lists)
    days = {(row["MA_DICH_VU"], row["NGAY_YL"][:8]) for row in rows if row["MA_NHOM"] != "10"}
    if any(
        row["MA_NHOM"] == "10" and row["MA_DICH_VU"] and (row["MA_DICH_VU"], row["NGAY_YL"][:8]) not in days
        for row in rows
    ):
        yield "SVC-14"
    same = Counter((r["MA_DICH_VU"], r["NGAY_YL"], r["NGAY_TH_YL"], r["NGAY_KQ"]) for r in rows if r["MA_NHOM"] != "10")
    if max(same.values(), default=0) > 1:
        yield "SVC-21"
    exams = sorted((row for row in rows if row["MA_NHOM"] == "13"), key=lambda row: row["NGAY_YL"])
    rates = [row["TYLE_TT_DV"] for row in exams]
    if rates != ["100", "30", "30", "30", "10"][: len(rates)]:
        yield "SVC-16" if rates.count("100") > 1 else "SVC-15"
    if len({row["MA_DICH_VU"] for row in exams}) != len(exams):
        yield "SVC-17"
    if d.inside and len(exams) > 1:
        yield "SVC-18"
    if sum(row["MA_NHOM"] == "8" and row["TYLE_TT_DV"] == "100" for row in rows) > 1:
        yield "SVC-19"


def _service(d: Dossier, row: Row, lists: Lists) -> Iterator[str]:
    group, code = row["MA_NHOM"], row["MA_DICH_VU"]
    supply = bool(row["MA_VAT_TU"])
    if (supply and not row["TEN_VAT_TU"]) or (not supply and not (code and row["TEN_DICH_VU"])):
        yield "SVC-01"
    if int(group) not in (1, 2, 3, 8, 10, 12, 13, 14, 15, 16, 18, 19):
        yield "SVC-02"
    listed = lists.services.get(code)
    if not supply and not _SERVICE.fullmatch(code):
        yield "SVC-04"
    elif not supply and not code.startswith(("K", "VC.")) and not listed and not code.endswith("_TB"):
        yield "SVC-03"
    if group in ("1", "2", "3", "8", "18") and not (row["NGUOI_THUC_HIEN"] and row["NGAY_TH_YL"]):
        yield "SVC-05"
    if not row["MA_BAC_SI"]:
        yield "SVC-06"
    if group in ("1", "2", "3") and not row["MA_MAY"]:
        yield "SVC-07"
    elif row["MA_MAY"] and not _MACHINE.fullmatch(row["MA_MAY"]):
        yield "SVC-08"
    if group == "8" and (row["PP_VO_CAM"] not in ("1", "2", "3", "4") or n(row["SO_LUONG"]) > 1):
        yield "SVC-09"
    if row["GOI_VTYT"] and not re.fullmatch(r"G[1-9]\d{0,2}", row["GOI_VTYT"]):
        yield "SVC-10"
    if group == "12" and not row["MA_XANG_DAU"]:
        yield "SVC-11"
    if group == "10" and not re.fullmatch(r"[^;]+;G\d{1,2};N\d{1,2};20\d\d", row["TT_THAU"]):
        yield "SVC-12"
    if supply and row["MA_VAT_TU"] not in lists.supplies:
        yield "SVC-13"
    if group in ("1", "2", "3", "18", "10") and row["TYLE_TT_DV"] != "100":
        yield "SVC-20"
    if row["VET_THUONG_TP"] not in ("", "1") or row["TAI_SU_DUNG"] not in ("", "1"):
        yield "SVC-23"
    if row["T_TRANTT"] and not row["MA_HIEU_SP"]:
        yield "SVC-24"
    if "trẻ em" in row["TEN_DICH_VU"] and d.days_old > 16 * 365.25:
        yield "SVC-25"
    if listed and not supply and n(row["DON_GIA_BH"]) > n(listed["price"]):
        yield "MON-36"
    if (
        supply
        and row["MA_VAT_TU"] in lists.supplies
        and n(row["DON_GIA_BV"]) > n(lists.supplies[row["MA_VAT_TU"]]["price"])
    ):
        yield "MON-37"


def beds(d: Dossier) -> Iterator[str]:
    """BED."""
    rows = [row for row in d.rows("XML3") if row["MA_NHOM"] in ("14", "15", "16")]
    days = sum((n(row["SO_LUONG"]) for row in rows), Decimal(0))
    if rows and d.kind in ("01", "02"):
        yield "BED-01"
    for row in rows:
        if not re.fullmatch(r"[HTCK]\d{3}", row["MA_GIUONG"]):
            yield "BED-02"
        span = (when(row["NGAY_KQ"]).date() - when(row["NGAY_TH_YL"]).date()).days + 1
        if n(row["SO_LUONG"]) > span:
            yield "BED-03"
        if row["TYLE_TT_DV"] not in ("100", "50", "33"):
            yield "BED-05"
        if not row["MA_KHOA"].startswith(row["MA_DICH_VU"].split(".")[0]):
            yield "BED-11"
    if d.kind == "04" and any(row["MA_NHOM"] != "14" for row in rows):
        yield "BED-13"
    if len(rows) > 1 and any(n(row["SO_LUONG"]) % 1 != Decimal("0.5") for row in rows):
        yield "BED-04"
    told = int(d.one["SO_NGAY_DTRI"])
    if rows and d.kind not in ("01", "09") and days > told:
        yield "BED-12"
    if not d.one["NGAY_VAO_NOI_TRU"]:
        return
    ward = when(d.one["NGAY_VAO_NOI_TRU"])
    for begun in {ward, d.came}:  # the rules do not say from which moment a stay is measured
        stay = d.left - begun
        nights = (d.left.date() - begun.date()).days
        badly = d.one["KET_QUA_DTRI"] in ("3", "4", "5", "6") or d.one["MA_LOAI_RV"] in ("2", "3", "4")
        if stay < 4 * HOUR:
            if rows:
                yield "BED-06"
        elif stay < DAY:
            if days > 1:
                yield "BED-07"
        elif days > nights + badly:
            yield "BED-08"
        elif days < nights:
            yield "BED-09"
        if timedelta(hours=4) <= stay < DAY and days < 1:
            yield "BED-09"
