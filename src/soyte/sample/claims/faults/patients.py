"""Faults about the patient and the card (PAT, CRD)."""

from __future__ import annotations

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.faults.base import Around, Section, age, at, inside, insured, kind, moved

fault = Section()

fault.edit("PAT-01", "C", "XML1", "SO_CCCD", "09999", when=lambda _, row: bool(row["SO_CCCD"]))
fault.edit("PAT-05", "E", "XML1", "CAN_NANG", "250.00", when=lambda draft, _: age(draft) >= 6)
fault.edit("PAT-06", "C", "XML1", "CAN_NANG", "", "ENV-14", "PAT-05")
fault.edit("PAT-07", "W", "XML1", "CAN_NANG", "24.00", when=lambda draft, _: age(draft) < 1)
fault.edit("PAT-08", "E", "XML1", "CAN_NANG_CON", "3100", when=lambda draft, _: not draft.rows("XML9"))
fault.edit("PAT-09", "E", "XML1", "MAXA_CU_TRU", "98765", when=lambda draft, _: not draft.rows("XML9"))
fault.edit("PAT-10", "E", "XML1", "MA_NGHE_NGHIEP", "5")
fault.edit("PAT-11", "E", "XML1", "MA_DANTOC", "99")
fault.edit("PAT-13", "W", "XML1", "DU_PHONG", "1m65")


def _plain(draft: Draft) -> bool:
    return kind(draft) in ("01", "05", "08") and draft.one["MA_BENH_CHINH"][0] not in "OP" and not draft.rows("XML11")


@fault("PAT-02", "W")
def pat_02(draft: Draft, _: Around) -> Spot | None:
    """No citizen number, though grown up."""
    return draft.everywhere("SO_CCCD", "") if age(draft) >= 15 and not draft.rows("XML9") else None


@fault("PAT-03", "E", "ENV-12", "PAT-04", "PAT-07", "CRD-07", "DOC-06")
def pat_03(draft: Draft, _: Around) -> Spot | None:
    """Born after arrival."""
    return draft.everywhere("NGAY_SINH", moved(draft.one["NGAY_VAO"], days=20)) if _plain(draft) else None


@fault("PAT-04", "W")
def pat_04(draft: Draft, _: Around) -> Spot | None:
    """A newborn without the hour of birth."""
    born = draft.one["NGAY_SINH"]
    return draft.everywhere("NGAY_SINH", born[:8] + "0000") if born[8:] != "0000" and age(draft) < 0.05 else None


@fault("PAT-12", "W")
def pat_12(draft: Draft, _: Around) -> Spot | None:
    """A digit in the name."""
    return draft.everywhere("HO_TEN", draft.one["HO_TEN"] + " 2")


@fault("CRD-01", "C")
def crd_01(draft: Draft, _: Around) -> Spot | None:
    """A digit is missing in the card's number."""
    return draft.everywhere("MA_THE_BHYT", draft.one["MA_THE_BHYT"][:-1]) if insured(draft) else None


@fault("CRD-02", "C")
def crd_02(draft: Draft, _: Around) -> Spot | None:
    """One card, two places of registration."""
    return draft.everywhere("MA_DKBD", f"{draft.one['MA_DKBD']};{draft.one['MA_DKBD']}") if insured(draft) else None


@fault("CRD-03", "C")
def crd_03(draft: Draft, _: Around) -> Spot | None:
    """A card without a place of registration."""
    return (
        draft.everywhere("MA_DKBD", "") if insured(draft) and draft.one["MA_DOITUONG_KCB"] in ("1.12", "1.2") else None
    )


@fault("CRD-04", "C", "CRD-05", "CRD-06")
def crd_04(draft: Draft, _: Around) -> Spot | None:
    """The card ends before it begins."""
    return draft.everywhere("GT_THE_DEN", moved(draft.one["GT_THE_TU"], days=-30)) if insured(draft) else None


@fault("CRD-05", "E", "CRD-06")
def crd_05(draft: Draft, _: Around) -> Spot | None:
    """The card had ended before arrival."""
    if not insured(draft) or inside(draft):
        return None
    came = draft.one["NGAY_VAO"][:8]
    draft.everywhere("GT_THE_TU", moved(came, days=-300))
    return draft.everywhere("GT_THE_DEN", moved(came, days=-10))


@fault("CRD-06", "E")
def crd_06(draft: Draft, _: Around) -> Spot | None:
    """The card ends on the day of arrival; treatment went on, as an outpatient or for more than 15 days."""
    one = draft.one
    days = (at(one["NGAY_RA"][:8]) - at(one["NGAY_VAO"][:8])).days
    if not insured(draft) or one["MA_DKBD"] == "99000" or not (kind(draft) == "02" or days > 15):
        return None
    return draft.everywhere("GT_THE_DEN", one["NGAY_VAO"][:8])


@fault("CRD-07", "W")
def crd_07(draft: Draft, _: Around) -> Spot | None:
    """A pupil's card of somebody over 26."""
    card = draft.one["MA_THE_BHYT"]
    return (
        draft.everywhere("MA_THE_BHYT", "HS4" + card[3:])
        if card.startswith("GD4") and insured(draft) and age(draft) > 27
        else None
    )


@fault("CRD-08", "E")
def crd_08(draft: Draft, _: Around) -> Spot | None:
    """A temporary card that begins before arrival."""
    one = draft.one
    return draft.everywhere("GT_THE_TU", moved(one["GT_THE_TU"], days=-9)) if one["MA_DKBD"] == "99000" else None


@fault("CRD-10", "E")
def crd_10(draft: Draft, _: Around) -> Spot | None:
    """Not insured, but with a card."""
    one = draft.one
    if one["MA_DOITUONG_KCB"] != "9" or one["MA_CSKCB"] in ("99901", "99902", "99903", "99936"):
        return None
    year = one["NGAY_VAO"][:4]
    for name, value in (("MA_DKBD", "99936"), ("GT_THE_TU", f"{year}0101"), ("GT_THE_DEN", f"{int(year) + 1}1231")):
        draft.everywhere(name, value)
    return draft.everywhere("MA_THE_BHYT", "GD49999" + one["SO_CCCD"][-8:])
