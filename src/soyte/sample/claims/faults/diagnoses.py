"""Faults of diagnosis codes (ICD)."""

from __future__ import annotations

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.faults.base import Around, Section, age, inside, kind

fault = Section()
_LIST_BY_SEX = "20260701"  # from this day the list of codes itself says which belong to one sex

fault.edit("ICD-09", "E", "XML3", "MA_BENH", "ZZZ.9")
fault.edit("ICD-10", "W", "XML1", "MA_TAI_NAN", "", when=lambda _, row: bool(row["MA_TAI_NAN"]))
fault.edit("ICD-12", "W", "XML1", "MA_PTTT_QT", "", when=lambda _, row: bool(row["MA_PTTT_QT"]))


def _plain(draft: Draft) -> bool:
    """An outpatient's visit whose papers do not depend on the disease."""
    return kind(draft) in ("01", "08") and draft.one["MA_BENH_CHINH"][0] not in "OPBS" and not draft.rows("XML15")


def _main(draft: Draft, code: str, *, fits: bool = True) -> Spot | None:
    return draft.everywhere("MA_BENH_CHINH", code) if fits and _plain(draft) else None


@fault("ICD-01", "C")
def icd_01(draft: Draft, _: Around) -> Spot | None:
    """Not in the list."""
    return _main(draft, "ZZZ.9")


@fault("ICD-02", "E")
def icd_02(draft: Draft, _: Around) -> Spot | None:
    """The main disease once more as a companion."""
    return draft.everywhere("MA_BENH_KT", draft.one["MA_BENH_CHINH"])


@fault("ICD-03", "E", "ICD-01")
def icd_03(draft: Draft, _: Around) -> Spot | None:
    """A code of traditional medicine as the main disease."""
    return _main(draft, "U62.391")


@fault("ICD-04", "E")
def icd_04(draft: Draft, _: Around) -> Spot | None:
    """An external cause as the main disease."""
    return _main(draft, "W19")


@fault("ICD-05", "E", "ICD-06")
def icd_05(draft: Draft, _: Around) -> Spot | None:
    """A disease of women, and a man, under the list of July 2026."""
    late = draft.one["NGAY_RA"] >= _LIST_BY_SEX
    return _main(draft, "N83.2", fits=late and draft.one["GIOI_TINH"] == "1" and age(draft) > 18)


@fault("ICD-06", "W")
def icd_06(draft: Draft, _: Around) -> Spot | None:
    """A disease of women, and a man, before that list."""
    early = draft.one["NGAY_RA"] < _LIST_BY_SEX
    return _main(draft, "N83.2", fits=early and draft.one["GIOI_TINH"] == "1" and age(draft) > 18)


@fault("ICD-07", "W")
def icd_07(draft: Draft, _: Around) -> Spot | None:
    """A disease of newborns, and an adult."""
    return _main(draft, "P59.9", fits=age(draft) > 20)


@fault("ICD-08", "W")
def icd_08(draft: Draft, _: Around) -> Spot | None:
    """A check-up, which is not insured."""
    return _main(draft, "Z00.0")


@fault("ICD-11", "W")
def icd_11(draft: Draft, _: Around) -> Spot | None:
    """Only suspected, on leaving."""
    return (
        draft.everywhere("CHAN_DOAN_RV", "Theo dõi viêm phổi")
        if not inside(draft) and not draft.rows("XML10")
        else None
    )
