"""Faults of drugs (DRG)."""

from __future__ import annotations

from decimal import Decimal

from soyte.sample.claims.drafts import Draft, Row, Spot
from soyte.sample.claims.faults.base import Around, Section, copied_row, inside, kind, steady

fault = Section()


def _home(draft: Draft, row: Row) -> bool:
    return not inside(draft) and not row["NGAY_TH_YL"]


def _tablets(draft: Draft, row: Row) -> bool:
    return row["DON_VI_TINH"] == "Viên" and _home(draft, row)


fault.edit("DRG-01", "C", "XML2", "MA_NHOM", "13")
fault.edit("DRG-02", "E", "XML2", "MA_THUOC", "99.9999", "DRG-03")
fault.edit("DRG-03", "E", "XML2", "HAM_LUONG", "999mg")
fault.edit("DRG-04", "C", "XML2", "TT_THAU", "", "DRG-05", "DRG-03")
fault.edit("DRG-05", "E", "XML2", "TT_THAU", "12/QĐ-SYT-SM;2024", "DRG-03")
fault.edit("DRG-06", "E", "XML2", "SO_DANG_KY", "", "DRG-03")
fault.edit("DRG-07", "W", "XML2", "LIEU_DUNG", lambda row: row["LIEU_DUNG"].replace("[", "[1"), when=_home)
fault.edit("DRG-08", "W", "XML2", "LIEU_DUNG", lambda row: row["LIEU_DUNG"].replace("viên", "thìa"), when=_tablets)
fault.edit("DRG-11", "E", "XML2", "NGAY_TH_YL", "", when=lambda draft, _: inside(draft))
fault.edit("DRG-12", "E", "XML2", "MA_BAC_SI", "")
fault.edit("DRG-13", "W", "XML2", "MA_KHOA", "K01", when=lambda draft, _: inside(draft) and draft.one["MA_DOITUONG_KCB"] in ("1.15", "3.3"))  # fmt: skip
fault.edit("DRG-14", "E", "XML2", "MA_DICH_VU", "18.9999.0001")
fault.edit(
    "DRG-16",
    "E",
    "XML2",
    "TYLE_TT_BH",
    "80",
    when=lambda draft, row: row["TYLE_TT_BH"] == "100" and steady(draft),
    settle=True,
)
fault.edit("DRG-17", "W", "XML2", "HAM_LUONG", lambda row: row["HAM_LUONG"] + "+125mg", "DRG-03")
fault.edit("DRG-18", "C", "XML2", "VET_THUONG_TP", "2", "ENV-15")
fault.edit("DRG-19", "W", "XML2", "NGUON_CTRA", "2", when=lambda _, row: Decimal(row["T_BHTT"]) > 0)


def _quantity(draft: Draft, row: Row, value: Decimal) -> Spot:
    row["SO_LUONG"] = f"{value:.3f}"
    draft.settle()
    return draft.spot("XML2", row, "SO_LUONG")


@fault("DRG-09", "W")
def drg_09(draft: Draft, _: Around) -> Spot | None:
    """Sixty days of drugs for a cold."""
    row = draft.find("XML2", lambda one: _home(draft, one))
    if row is None or not steady(draft) or kind(draft) != "01" or draft.one["MA_BENH_CHINH"][0] not in "HJK":
        return None
    days = row["LIEU_DUNG"].split(" * ")[2].split()[0]
    row["LIEU_DUNG"] = row["LIEU_DUNG"].replace(f"* {days} ngày", "* 60 ngày")
    return _quantity(draft, row, Decimal(row["SO_LUONG"]) / int(days) * 60)


@fault("DRG-10", "W", "DRG-07")
def drg_10(draft: Draft, _: Around) -> Spot | None:
    """Twice what dose and days call for."""
    row = draft.find("XML2", lambda one: _home(draft, one))
    return _quantity(draft, row, Decimal(row["SO_LUONG"]) * 2) if row is not None and steady(draft) else None


@fault("DRG-15", "W")
def drg_15(draft: Draft, _: Around) -> Spot | None:
    """The same drug twice at the same time."""
    row = next(iter(draft.rows("XML2")), None)
    if row is None or not steady(draft) or Decimal(row["T_NGUONKHAC"]):
        return None
    return draft.spot("XML2", copied_row(draft, "XML2", row), "MA_THUOC")
