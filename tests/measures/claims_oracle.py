"""What figures of the claim feed must be: dicts and loops over the XML of the invented province. It shares no code with the product."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

Dossier = dict[str, Any]

CARE = {"01": "exam", "02": "course", "03": "inpatient", "04": "inpatient", "05": "course", "06": "exam"}
CARE |= {"07": "pickup", "08": "course", "09": "inpatient", "10": "exam"}
STATIONS = range(99921, 99937)
COST = {"1": "lab", "2": "imaging", "3": "function", "4": "drug", "7": "blood", "8": "surgery", "10": "supply"}
COST |= {"12": "transport", "13": "exam", "14": "bed", "15": "bed", "16": "bed", "17": "blood", "18": "procedure"}
VISITS, OUT, SEEN_OUT = ("exam", "course", "inpatient"), ("exam", "course", "pickup"), ("exam", "course")


def dossiers(folder: Path) -> list[Dossier]:
    """The dossiers that stand: of those that were sent again the last one, files in the order of their names."""
    found: dict[tuple[str, str], Dossier] = {}
    for path in sorted(folder.rglob("*.xml")):
        root = ET.parse(path).getroot()
        for one in root.iter("HOSO"):
            tables = {
                part.findtext("LOAIHOSO", ""): _rows(part.findtext("LOAIHOSO", ""), part.findtext("NOIDUNGFILE", ""))
                for part in one.iter("FILEHOSO")
            }
            main = tables["XML1"][0]
            found[main["MA_CSKCB"], main["MA_LK"]] = tables
    return [_told(tables) for tables in found.values()]


def _rows(table: str, content: str) -> list[dict[str, str]]:
    root = ET.fromstring(base64.b64decode(content).decode())
    nodes: Iterable[ET.Element] = [root] if not any(len(child) for child in root) else root[0]
    return [{child.tag: child.text or "" for child in node} for node in nodes]


def _told(tables: dict[str, list[dict[str, str]]]) -> Dossier:
    main = tables["XML1"][0]
    drugs = [row for row in tables.get("XML2", []) if COST.get(row["MA_NHOM"]) == "drug"]
    lines = [*tables.get("XML2", []), *tables.get("XML3", [])]
    newborns = tables.get("XML9", [])
    care = "recalled" if main["MA_DOITUONG_KCB"] == "8" else CARE[main["MA_LOAI_KCB"]]
    return {
        "facility": main["MA_CSKCB"],
        "month": main["NGAY_RA"][:6],
        "residence": main["MAXA_CU_TRU"],
        "sex": {"1": "male", "2": "female"}.get(main["GIOI_TINH"], "unknown"),
        "icd": main["MA_BENH_CHINH"][:3],
        "care": care,
        "insured": main["MA_DOITUONG_KCB"] != "9",
        "days": int(main["SO_NGAY_DTRI"] or 0),
        "died": main["KET_QUA_DTRI"] == "5",
        "referred": bool(tables.get("XML13")) or main["MA_LOAI_RV"] in ("2", "5"),
        "appointed": bool(tables.get("XML14")),
        "traditional": bool(main["MA_BENH_YHCT"]),
        "newborns": len(newborns),
        "boys": sum(row["GIOI_TINH_CON"] == "1" for row in newborns),
        "girls": sum(row["GIOI_TINH_CON"] == "2" for row in newborns),
        "delivered": bool(newborns) or main["MA_BENH_CHINH"][:3] in ("O80", "O81", "O82", "O83", "O84"),
        "caesarean": any(row["SINHCON_PHAUTHUAT"] == "1" for row in newborns)
        or main["MA_BENH_CHINH"].startswith("O82"),
        "lines": len(drugs),
        "orders": len({row["NGAY_YL"][:8] for row in drugs}),
        "antibiotic": any(_antibiotic(row["MA_THUOC"]) for row in drugs),
        "surgeries": sum(row["MA_NHOM"] == "8" for row in tables.get("XML3", [])),
        "procedures": sum(row["MA_NHOM"] == "18" for row in tables.get("XML3", [])),
        "money": {name: Decimal(main[name] or 0) for name in main if name.startswith("T_")},
        "cost": [(COST.get(row["MA_NHOM"], "other"), Decimal(row["THANH_TIEN_BV"] or 0)) for row in lines],
    }


def _antibiotic(code: str) -> bool:
    part = code.split(".")
    return len(part) > 1 and part[0] == "40" and part[1].isdigit() and 154 <= int(part[1]) <= 260


def kept(one: Dossier) -> bool:
    """Not asked to be taken back."""
    return bool(one["care"] != "recalled")


def _insured(*care: str) -> Callable[[Dossier], bool]:
    return lambda one: one["insured"] and kept(one) and (not care or one["care"] in care)


def _care(*care: str) -> Callable[[Dossier], bool]:
    return lambda one: one["care"] in care


def _sum(name: str, where: Callable[[Dossier], bool] = kept) -> Callable[[Dossier], Decimal]:
    return lambda one: Decimal(one[name]) if where(one) else Decimal(0)


def _money(name: str, where: Callable[[Dossier], bool] = kept) -> Callable[[Dossier], Decimal]:
    return lambda one: one["money"][name] if where(one) else Decimal(0)


def _count(where: Callable[[Dossier], bool]) -> Callable[[Dossier], Decimal]:
    return lambda one: Decimal(bool(where(one)))


def _cost(group: str) -> Callable[[Dossier], Decimal]:
    return lambda one: sum((amount for name, amount in one["cost"] if name == group and kept(one)), Decimal(0))


GROUPS = (*dict.fromkeys(COST.values()), "other")
MEASURES: dict[str, Callable[[Dossier], Decimal]] = {
    "bhyt_claims": _count(lambda one: one["insured"]),
    "bhyt_visits": _count(_insured()),
    "bhyt_inpatients": _count(_insured("inpatient")),
    "bhyt_outpatients": _count(_insured(*OUT)),
    "bhyt_cost": _money("T_TONGCHI_BH", _insured()),
    "bhyt_cost_of_inpatients": _money("T_TONGCHI_BH", _insured("inpatient")),
    "bhyt_cost_of_outpatients": _money("T_TONGCHI_BH", _insured(*OUT)),
    "bhyt_fund_paid": _money("T_BHTT", _insured()),
    "bhyt_copaid": _money("T_BNCCT", _insured()),
    "care_cost": _money("T_TONGCHI_BV"),
    "care_self_paid": _money("T_BNTT"),
    "care_other_paid": _money("T_NGUONKHAC"),
    **{f"care_cost_{group}": _cost(group) for group in GROUPS},
    "visits": _count(_care(*VISITS)),
    "inpatients": _count(_care("inpatient")),
    "inpatient_bed_days": _sum("days", _care("inpatient")),
    "station_visits": _count(lambda one: int(one["facility"]) in STATIONS and one["care"] in VISITS),
    "insured_visits": _count(_insured(*VISITS)),
    "outpatient_visits": _count(_care(*SEEN_OUT)),
    "outpatient_courses": _count(_care("course")),
    "traditional_visits": _sum("traditional", _care(*VISITS)),
    "care_deaths": _sum("died"),
    "care_surgeries": _sum("surgeries"),
    "care_procedures": _sum("procedures"),
    "care_referrals": _sum("referred"),
    "care_follow_ups": _sum("appointed"),
    "care_deliveries": _sum("delivered"),
    "care_caesareans": _sum("caesarean"),
    "newborns": _sum("newborns"),
    "newborn_boys": _sum("boys"),
    "newborn_girls": _sum("girls"),
    "outpatient_prescribed": _count(lambda one: one["lines"] > 0 and one["care"] in OUT),
    "outpatient_orders": _sum("orders", _care(*OUT)),
    "outpatient_drug_lines": _sum("lines", _care(*OUT)),
    "outpatient_antibiotics": _sum("antibiotic", _care(*OUT)),
}


def total(found: list[Dossier], measure: str, **same: str) -> Decimal:
    """The sum of a measure over the dossiers for which these keys have these values."""
    wanted = [one for one in found if all(one[name] == value for name, value in same.items())]
    return sum(map(MEASURES[measure], wanted), Decimal(0))
