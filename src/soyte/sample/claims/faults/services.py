"""Faults of services, supplies and beds (SVC, BED)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from soyte.sample.claims.drafts import Draft, Row, Spot
from soyte.sample.claims.faults.base import (
    Around,
    Section,
    age,
    alone,
    at,
    copied_row,
    group,
    inside,
    kind,
    moved,
    steady,
)

fault = Section()


def _is(*groups: str) -> Callable[[Draft, Row], bool]:
    return lambda _, row: group(row, *groups)


def _grown(draft: Draft, row: Row) -> bool:
    """A procedure of an adult."""
    return group(row, "18") and age(draft) > 18


fault.edit("SVC-01", "C", "XML3", "TEN_DICH_VU", "", "SVC-03", when=_is("1"))
fault.edit("SVC-02", "W", "XML3", "MA_NHOM", "11", "ENV-15", when=_is("10"))
fault.edit("SVC-03", "E", "XML3", "MA_DICH_VU", "03.9999.0200", when=alone)
fault.edit("SVC-04", "E", "XML3", "MA_DICH_VU", "TIEM-01", "SVC-03", when=alone)
fault.edit("SVC-05", "C", "XML3", "NGUOI_THUC_HIEN", "", when=_is("1"))
fault.edit("SVC-06", "E", "XML3", "MA_BAC_SI", "", when=_is("1"))
fault.edit("SVC-07", "E", "XML3", "MA_MAY", "", when=_is("1", "2", "3"))
fault.edit("SVC-08", "E", "XML3", "MA_MAY", "MAY-99", when=_is("1", "2", "3"))
fault.edit("SVC-09", "E", "XML3", "PP_VO_CAM", "", when=_is("8"))
fault.edit("SVC-10", "C", "XML3", "GOI_VTYT", "X01", when=_is("10"))
fault.edit("SVC-12", "C", "XML3", "TT_THAU", "", when=_is("10"))
fault.edit("SVC-13", "E", "XML3", "MA_VAT_TU", "N99.99.999", when=_is("10"))
fault.edit(
    "SVC-20", "C", "XML3", "TYLE_TT_DV", "70", when=lambda draft, row: group(row, "1") and steady(draft), settle=True
)
fault.edit("SVC-23", "C", "XML3", "VET_THUONG_TP", "2", "ENV-15")
fault.edit("SVC-24", "W", "XML3", "MA_HIEU_SP", "", when=lambda _, row: bool(row["MA_HIEU_SP"]))
fault.edit("SVC-25", "W", "XML3", "TEN_DICH_VU", lambda row: row["TEN_DICH_VU"] + " cho trẻ em", "SVC-03", when=_grown)
fault.edit("BED-02", "E", "XML3", "MA_GIUONG", "", when=_is("14", "15"))
fault.edit(
    "BED-05",
    "E",
    "XML3",
    "TYLE_TT_DV",
    "40",
    "SVC-20",
    when=lambda draft, row: group(row, "15") and steady(draft),
    settle=True,
)
fault.edit("BED-11", "E", "XML3", "MA_DICH_VU", "K49.1917", when=_is("15"))
fault.edit("BED-13", "E", "XML3", "MA_NHOM", "15", when=_is("14"))


def _rows(draft: Draft, *groups: str) -> list[Row]:
    return [row for row in draft.rows("XML3") if group(row, *groups)]


def _share(draft: Draft, row: Row, rate: str) -> Spot:
    row["TYLE_TT_DV"] = rate
    draft.settle()
    return draft.spot("XML3", row, "TYLE_TT_DV")


def _bed_days(draft: Draft, by: str, *, least: int) -> Spot | None:
    """More or fewer days of the only bed."""
    beds = _rows(draft, "14", "15")
    if len(beds) != 1 or not steady(draft) or Decimal(beds[0]["SO_LUONG"]) < least:
        return None
    beds[0]["SO_LUONG"] = f"{Decimal(beds[0]['SO_LUONG']) + Decimal(by):.3f}"
    draft.settle()
    return draft.spot("XML3", beds[0], "SO_LUONG")


def _badly(draft: Draft) -> bool:
    return draft.one["KET_QUA_DTRI"] in ("3", "4", "5", "6") or draft.one["MA_LOAI_RV"] in ("2", "3", "4")


def _hours(draft: Draft) -> float:
    return (at(draft.one["NGAY_RA"]) - at(draft.one["NGAY_VAO_NOI_TRU"])).total_seconds() / 3600


def _bed_for_nobody(draft: Draft) -> Spot | None:
    """A bed line where there is none."""
    exam = next(iter(_rows(draft, "13")), None)
    if exam is None or not steady(draft):
        return None
    row = copied_row(
        draft, "XML3", exam, MA_DICH_VU="K03.1917", TEN_DICH_VU="Giường điều trị nội trú khoa K03", MA_NHOM="15", MA_GIUONG="H001",
        DON_VI_TINH="Ngày", MA_KHOA="K03", NGUOI_THUC_HIEN="", NGAY_YL=draft.one["NGAY_VAO"], NGAY_TH_YL=draft.one["NGAY_VAO"],
        NGAY_KQ=draft.one["NGAY_RA"], TYLE_TT_DV="100",
    )  # fmt: skip
    return draft.spot("XML3", row, "MA_NHOM")


@fault("SVC-11", "C", "SVC-03")
def svc_11(draft: Draft, _: Around) -> Spot | None:
    """A transport without its fuel."""
    exam = next(iter(_rows(draft, "13")), None)
    if exam is None or not steady(draft) or not draft.one["MA_NOI_DEN"]:
        return None
    row = copied_row(
        draft, "XML3", exam, MA_DICH_VU=f"VC.{draft.one['MA_NOI_DEN']}", TEN_DICH_VU="Vận chuyển người bệnh", MA_NHOM="12",
        DON_VI_TINH="Km", NGUOI_THUC_HIEN="", TYLE_TT_DV="100", DON_GIA_BV="6000.000", DON_GIA_BH="6000.000", SO_LUONG="20.000",
    )  # fmt: skip
    return draft.spot("XML3", row, "MA_XANG_DAU")


@fault("SVC-14", "W")
def svc_14(draft: Draft, _: Around) -> Spot | None:
    """A supply of an operation, on another day."""
    row = draft.find("XML3", lambda one: group(one, "10") and bool(one["MA_DICH_VU"]))
    if row is None or moved(row["NGAY_TH_YL"], days=1) > draft.one["NGAY_RA"]:
        return None
    row["NGAY_TH_YL"] = moved(row["NGAY_TH_YL"], days=1)
    return draft.put("XML3", row, "NGAY_YL", moved(row["NGAY_YL"], days=1))


@fault("SVC-15", "E")
def svc_15(draft: Draft, _: Around) -> Spot | None:
    """A second exam for half, not for 30 %."""
    exams = _rows(draft, "13")
    return _share(draft, exams[1], "50") if len(exams) > 1 and steady(draft) else None


@fault("SVC-16", "E", "SVC-15")
def svc_16(draft: Draft, _: Around) -> Spot | None:
    """Two exams in full."""
    exams = _rows(draft, "13")
    return _share(draft, exams[1], "100") if len(exams) > 1 and steady(draft) else None


@fault("SVC-17", "E")
def svc_17(draft: Draft, _: Around) -> Spot | None:
    """The same exam twice."""
    exams = _rows(draft, "13")
    if len(exams) < 2:
        return None
    exams[1]["TEN_DICH_VU"] = exams[0]["TEN_DICH_VU"]
    return draft.put("XML3", exams[1], "MA_DICH_VU", exams[0]["MA_DICH_VU"])


@fault("SVC-18", "E")
def svc_18(draft: Draft, _: Around) -> Spot | None:
    """Two exam fees of an inpatient."""
    exam = next(iter(_rows(draft, "13")), None)
    if exam is None or not inside(draft) or not steady(draft):
        return None
    other = ("14.1897", "Khám Mắt")
    row = copied_row(
        draft, "XML3", exam, MA_DICH_VU=other[0], TEN_DICH_VU=other[1], TYLE_TT_DV="30", NGAY_YL=moved(exam["NGAY_YL"], minutes=9),
        NGAY_TH_YL=moved(exam["NGAY_TH_YL"], minutes=9), NGAY_KQ=moved(exam["NGAY_KQ"], minutes=9),
    )  # fmt: skip
    return draft.spot("XML3", row, "MA_DICH_VU")


@fault("SVC-19", "E")
def svc_19(draft: Draft, _: Around) -> Spot | None:
    """A second operation by the same team, in full."""
    first = next(iter(_rows(draft, "8")), None)
    if first is None or not steady(draft) or first["MA_DICH_VU"] == "10.0942.0217":
        return None
    begun = moved(first["NGAY_KQ"], minutes=2)
    if moved(begun, minutes=25) > draft.one["NGAY_RA"]:
        return None
    row = copied_row(
        draft, "XML3", first, MA_DICH_VU="10.0942.0217", TEN_DICH_VU="Khâu vết thương phần mềm", DON_GIA_BV="194700.000",
        DON_GIA_BH="194700.000", NGAY_TH_YL=begun, NGAY_KQ=moved(begun, minutes=25),
    )  # fmt: skip
    return draft.spot("XML3", row, "TYLE_TT_DV")


@fault("SVC-21", "W")
def svc_21(draft: Draft, _: Around) -> Spot | None:
    """The same test twice at the same time."""
    test = next(iter(_rows(draft, "1")), None)
    return (
        draft.spot("XML3", copied_row(draft, "XML3", test), "MA_DICH_VU")
        if test is not None and steady(draft)
        else None
    )


@fault("BED-01", "E", "BED-06", "BED-12")
def bed_01(draft: Draft, _: Around) -> Spot | None:
    """A bed for an exam."""
    return _bed_for_nobody(draft) if kind(draft) == "01" else None


@fault("BED-03", "W")
def bed_03(draft: Draft, _: Around) -> Spot | None:
    """More days of a bed than between its two times."""
    beds = _rows(draft, "15")
    if len(beds) != 1 or Decimal(beds[0]["SO_LUONG"]) < 4:
        return None
    return draft.put("XML3", beds[0], "NGAY_KQ", moved(beds[0]["NGAY_TH_YL"], days=1))


@fault("BED-04", "E", "BED-08", "BED-03", "BED-12")
def bed_04(draft: Draft, _: Around) -> Spot | None:
    """The day of the move counts whole in both wards."""
    beds = _rows(draft, "15")
    if len(beds) != 2 or not steady(draft):
        return None
    for row in beds:
        row["SO_LUONG"] = f"{Decimal(row['SO_LUONG']) + Decimal('0.5'):.3f}"
    draft.settle()
    return draft.spot("XML3", beds[0], "SO_LUONG")


@fault("BED-06", "E", "BED-12")
def bed_06(draft: Draft, _: Around) -> Spot | None:
    """A bed for less than four hours."""
    return _bed_for_nobody(draft) if kind(draft) == "09" else None


@fault("BED-07", "E", "BED-03", "BED-12")
def bed_07(draft: Draft, _: Around) -> Spot | None:
    """Two bed days within a day."""
    return _bed_days(draft, "1", least=1) if inside(draft) and 4 <= _hours(draft) < 24 else None


@fault("BED-08", "E", "BED-03")
def bed_08(draft: Draft, _: Around) -> Spot | None:
    """A bed day too many."""
    return _bed_days(draft, "1", least=1) if kind(draft) == "03" and _hours(draft) >= 24 and not _badly(draft) else None


@fault("BED-09", "W")
def bed_09(draft: Draft, _: Around) -> Spot | None:
    """A bed day too few."""
    return _bed_days(draft, "-1", least=3) if kind(draft) == "03" and not _badly(draft) else None


@fault("BED-10", "E")
def bed_10(draft: Draft, around: Around) -> Spot | None:
    """Two patients in one bed that is not shared."""
    beds = _rows(draft, "15")
    if len(beds) != 1:
        return None
    own = beds[0]

    def shares(other: Draft) -> bool:
        bed = next(iter(_rows(other, "15")), None)
        return (
            bed is not None
            and other.one["MA_CSKCB"] == draft.one["MA_CSKCB"]
            and other.one["MA_LK"] != draft.one["MA_LK"]
            and bed["MA_KHOA"] == own["MA_KHOA"]
            and bed["NGAY_TH_YL"] < own["NGAY_KQ"]
            and own["NGAY_TH_YL"] < bed["NGAY_KQ"]
        )

    other = around.partner(shares)
    return draft.put("XML3", own, "MA_GIUONG", _rows(other, "15")[0]["MA_GIUONG"]) if other is not None else None


@fault("BED-12", "E", "BED-08", "BED-03")
def bed_12(draft: Draft, _: Around) -> Spot | None:
    """More bed days than days of treatment."""
    return _bed_days(draft, "3", least=1) if kind(draft) == "03" and _hours(draft) >= 24 else None
