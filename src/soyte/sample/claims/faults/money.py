"""Faults of money (MON). Amounts are shifted so that as few other rules as possible break with them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from soyte.sample.claims.drafts import Draft, Row, Spot, settle_row
from soyte.sample.claims.faults.base import Around, Section, add, alone, group, insured, steady

fault = Section()
_LARGE = 2000


def _pays(row: Row, level: str = "") -> bool:
    """Whether the fund pays a good part of a line (at a level)."""
    return Decimal(row["T_BHTT"]) > _LARGE and (not level or row["MUC_HUONG"] == level)


def _shifted(draft: Draft, table: str, fits: Callable[[Row], bool], spot: str, **by: int) -> Spot | None:
    """Amounts of one line, with the sums of XML1 as the line has them now."""
    row = draft.find(table, fits)
    if row is None:
        return None
    for name, dong in by.items():
        add(row, name, dong)
    draft.add_up()
    return draft.spot(table, row, spot)


def _sum(draft: Draft, name: str, by: int) -> Spot:
    add(draft.one, name, by)
    return draft.spot("XML1", draft.one, name)


def _all_at(draft: Draft, level: str) -> Spot | None:
    """Every line at another level."""
    insured_row = draft.find("XML3", lambda one: one["PHAM_VI"] == "1")
    if insured_row is None:
        return None
    for table, row in draft.costs():
        if row["PHAM_VI"] == "1":
            row["MUC_HUONG"] = level
            settle_row(table, row)
    draft.add_up()
    return draft.spot("XML3", insured_row, "MUC_HUONG")


def _card(draft: Draft, level: str) -> bool:
    return insured(draft) and draft.one["MA_THE_BHYT"][2] == level and draft.one["NGAY_MIEN_CCT"] == ""


def _large(draft: Draft) -> bool:
    return Decimal(draft.one["T_TONGCHI_BH"]) >= 351_000


def _dearer(draft: Draft, table: str, fits: Callable[[Row], bool], *names: str, by: int) -> Spot | None:
    """A price above the approved one; amounts follow."""
    row = draft.find(table, lambda one: fits(one) and one["PHAM_VI"] == "1")
    if row is None or not steady(draft):
        return None
    for name in names:
        row[name] = f"{Decimal(row[name]) + by:.3f}"
    draft.settle()
    return draft.spot(table, row, names[0])


def _in_full(draft: Draft, row: Row) -> bool:
    return row["TYLE_TT_BH"] == "100" and steady(draft) and row["MUC_HUONG"] == "100"


fault.edit("MON-09", "C", "XML3", "T_NGUONKHAC_NSNN", "500.00")
fault.edit("MON-21", "E", "XML2", "PHAM_VI", "2", when=lambda _, row: row["TYLE_TT_BH"] == "100")
fault.edit("MON-23", "E", "XML3", "PHAM_VI", "3", when=lambda draft, _: insured(draft) and draft.one["MA_THE_BHYT"][:2] not in ("QN", "CA", "CY"))  # fmt: skip
fault.edit(
    "MON-24",
    "C",
    "XML3",
    "MA_DICH_VU",
    lambda row: row["MA_DICH_VU"] + "_TB",
    "SVC-03",
    when=alone,
)
fault.edit("MON-25", "E", "XML3", "TAI_SU_DUNG", "1", when=lambda _, row: row["DON_GIA_BV"] != row["DON_GIA_BH"])
fault.edit(
    "MON-27", "E", "XML3", "T_TRANTT", "100000.00", "MON-26", when=lambda _, row: bool(row["T_TRANTT"]) and _pays(row)
)
fault.edit("MON-28", "C", "XML2", "TYLE_TT_BH", "99.5", "DRG-16", "ENV-10", "ENV-13", when=_in_full, settle=True)
fault.edit("MON-29", "E", "XML3", "MUC_HUONG", "70", when=lambda _, row: row["MUC_HUONG"] in ("80", "95"), settle=True)


@fault("MON-01", "C", "MON-06")
def mon_01(draft: Draft, _: Around) -> Spot | None:
    """A drug that costs more than quantity times price."""
    return _shifted(draft, "XML2", _pays, "THANH_TIEN_BV", THANH_TIEN_BV=1000, T_BNTT=1000)


@fault("MON-02", "C", "MON-06")
def mon_02(draft: Draft, _: Around) -> Spot | None:
    """The insured part of a drug is too small."""
    return _shifted(draft, "XML2", _pays, "THANH_TIEN_BH", THANH_TIEN_BH=-1000, T_BHTT=-1000, T_BNTT=1000)


@fault("MON-03", "C", "MON-04")
def mon_03(draft: Draft, _: Around) -> Spot | None:
    """A service that costs more than quantity times price."""
    return _shifted(draft, "XML3", lambda row: group(row, "1", "13"), "THANH_TIEN_BV", THANH_TIEN_BV=1000, T_BNTT=1000)


@fault("MON-05", "C")
def mon_05(draft: Draft, _: Around) -> Spot | None:
    """The insured part of a service is too small."""
    return _shifted(
        draft, "XML3", lambda row: _pays(row, "100"), "THANH_TIEN_BH", THANH_TIEN_BH=-1000, T_BHTT=-1000, T_BNTT=1000
    )


@fault("MON-06", "C")
def mon_06(draft: Draft, _: Around) -> Spot | None:
    """The fund pays too little of a drug."""
    return _shifted(draft, "XML2", _pays, "T_BHTT", T_BHTT=-500, T_BNCCT=500)


@fault("MON-07", "C")
def mon_07(draft: Draft, _: Around) -> Spot | None:
    """The fund pays too little of a service."""
    return _shifted(draft, "XML3", _pays, "T_BHTT", T_BHTT=-500, T_BNCCT=500)


@fault("MON-08", "C", "MON-07", "MON-16", "MON-18")
def mon_08(draft: Draft, _: Around) -> Spot | None:
    """A gift is taken from the fund's part, not from the patient's."""
    row = draft.find("XML3", lambda one: _pays(one, "80") and Decimal(one["T_BNCCT"]) > _LARGE)
    if row is None:
        return None
    row["T_NGUONKHAC"] = row["T_NGUONKHAC_NSNN"] = "1000.00"
    add(row, "T_BHTT", -1000)
    draft.add_up()
    return draft.spot("XML3", row, "T_BHTT")


@fault("MON-10", "C", "MON-06", "MON-18")
def mon_10(draft: Draft, _: Around) -> Spot | None:
    """The parts of a line are more than the line."""
    return _shifted(draft, "XML2", _pays, "T_BNTT", T_BNTT=777)


@fault("MON-11", "C")
def mon_11(draft: Draft, _: Around) -> Spot | None:
    """The sum of drugs."""
    return _sum(draft, "T_THUOC", 5000)


@fault("MON-12", "C")
def mon_12(draft: Draft, _: Around) -> Spot | None:
    """The sum of supplies."""
    return _sum(draft, "T_VTYT", 5000)


@fault("MON-13", "C", "MON-18")
def mon_13(draft: Draft, _: Around) -> Spot | None:
    """The sum of all costs."""
    return _sum(draft, "T_TONGCHI_BV", 5000)


@fault("MON-14", "C", "MON-16", "MON-20", "MON-31")
def mon_14(draft: Draft, _: Around) -> Spot | None:
    """The sum of insured costs."""
    return _sum(draft, "T_TONGCHI_BH", -5000) if _large(draft) else None


@fault("MON-15", "C", "MON-18")
def mon_15(draft: Draft, _: Around) -> Spot | None:
    """The sum of what the patient pays."""
    return _sum(draft, "T_BNTT", 5000)


@fault("MON-16", "C", "MON-18")
def mon_16(draft: Draft, _: Around) -> Spot | None:
    """The sum of what the fund pays."""
    return _sum(draft, "T_BHTT", -5000) if Decimal(draft.one["T_BHTT"]) > 5000 else None


@fault("MON-17", "C")
def mon_17(draft: Draft, _: Around) -> Spot | None:
    """The sum of what is paid by service."""
    return (
        _sum(draft, "T_BHTT_GDV", 4000)
        if insured(draft) and draft.one["MA_THE_BHYT"][:2] not in ("CA", "CY", "QN")
        else None
    )


@fault("MON-18", "C", "MON-15")
def mon_18(draft: Draft, _: Around) -> Spot | None:
    """Who pays is more than the costs."""
    return _sum(draft, "T_NGUONKHAC", 900)


@fault("MON-19", "C", "DRG-07", "DRG-10")
def mon_19(draft: Draft, _: Around) -> Spot | None:
    """Nothing of a supply was used, yet it is a line."""
    row = draft.find("XML3", lambda one: group(one, "10"))
    if row is None or not steady(draft):
        return None
    row["SO_LUONG"] = "0.000"
    draft.settle()
    return draft.spot("XML3", row, "SO_LUONG")


@fault("MON-20", "C", "MON-14", "MON-16")
def mon_20(draft: Draft, _: Around) -> Spot | None:
    """More is insured than was charged."""
    by = Decimal(draft.one["T_TONGCHI_BV"]) - Decimal(draft.one["T_TONGCHI_BH"]) + 1000
    return _sum(draft, "T_TONGCHI_BH", int(by)) if _large(draft) else None


@fault("MON-22", "E", "MON-36", "SVC-16")
def mon_22(draft: Draft, _: Around) -> Spot | None:
    """The fund is to pay, at no price."""
    row = draft.find("XML3", lambda one: group(one, "1") and one["PHAM_VI"] == "1")
    if row is None or not steady(draft):
        return None
    row["DON_GIA_BH"] = "0.000"
    draft.settle()
    return draft.spot("XML3", row, "DON_GIA_BH")


@fault("MON-26", "C", "MON-27")
def mon_26(draft: Draft, _: Around) -> Spot | None:
    """The fund's price of a supply is above its ceiling."""
    row = draft.find("XML3", lambda one: bool(one["T_TRANTT"]) and one["PHAM_VI"] == "1")
    if row is None:
        return None
    row["DON_GIA_BH"] = row["DON_GIA_BV"]
    draft.settle()
    return draft.spot("XML3", row, "DON_GIA_BH")


@fault("MON-30", "E")
def mon_30(draft: Draft, _: Around) -> Spot | None:
    """A card for 80 % is paid in full."""
    fits = _card(draft, "4") and _large(draft) and draft.one["MA_DOITUONG_KCB"] != "1.2"
    return _all_at(draft, "100") if fits else None


@fault("MON-31", "E")
def mon_31(draft: Draft, _: Around) -> Spot | None:
    """A small bill is not paid in full."""
    fits = _card(draft, "4") and not _large(draft) and draft.one["MA_DOITUONG_KCB"] not in ("1.2", "1.7")
    return _all_at(draft, "80") if fits else None


@fault("MON-32", "E", "MON-31")
def mon_32(draft: Draft, _: Around) -> Spot | None:
    """Exempt from sharing costs, yet has to."""
    one = draft.one
    fits = one["NGAY_MIEN_CCT"] and insured(draft) and one["MA_THE_BHYT"][2] == "4" and one["MA_DOITUONG_KCB"] != "1.2"
    return _all_at(draft, "80") if fits else None


@fault("MON-33", "E", "MON-31")
def mon_33(draft: Draft, _: Around) -> Spot | None:
    """Costs are shared in primary care."""
    return _all_at(draft, "80") if _card(draft, "4") and draft.one["MA_DOITUONG_KCB"] == "1.2" else None


@fault("MON-35", "E", "DRG-03")
def mon_35(draft: Draft, _: Around) -> Spot | None:
    """A drug above the approved price."""
    return _dearer(draft, "XML2", lambda row: row["TYLE_TT_BH"] == "100", "DON_GIA", by=500)


@fault("MON-36", "E")
def mon_36(draft: Draft, _: Around) -> Spot | None:
    """A test above the approved price."""
    return _dearer(draft, "XML3", lambda row: group(row, "1"), "DON_GIA_BV", "DON_GIA_BH", by=10_000)


@fault("MON-37", "E")
def mon_37(draft: Draft, _: Around) -> Spot | None:
    """A supply above the approved price."""
    plain = lambda row: group(row, "10") and not row["T_TRANTT"]  # noqa: E731
    return _dearer(draft, "XML3", plain, "DON_GIA_BV", "DON_GIA_BH", by=5000)
