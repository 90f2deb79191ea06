"""Faults about the kind of case (CAS)."""

from __future__ import annotations

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.faults.base import Around, Section, age, inside, insured, kind, moved

fault = Section()
_PROVINCE = ("99901", "99902", "99903")

fault.edit("CAS-11", "E", "XML1", "GIAY_CHUYEN_TUYEN", "", when=lambda _, row: bool(row["MA_NOI_DI"]))
fault.edit("CAS-13", "E", "XML1", "MA_NOI_DEN", "", "DOC-16", when=lambda _, row: bool(row["MA_NOI_DEN"]))
fault.edit("CAS-15", "C", "XML1", "LY_DO_VNT", "", when=lambda draft, _: inside(draft))
fault.edit("CAS-22", "W", "XML1", "THANG_QT", lambda row: str(int(row["THANG_QT"]) % 12 + 1))


def _becomes(draft: Draft, code: str, *, of: tuple[str, ...], fits: bool = True) -> Spot | None:
    """Another MA_DOITUONG_KCB, if it was one of some."""
    return draft.everywhere("MA_DOITUONG_KCB", code) if fits and draft.one["MA_DOITUONG_KCB"] in of else None


def _province(draft: Draft) -> bool:
    return draft.one["MA_CSKCB"] in _PROVINCE


@fault("CAS-01", "C", "ENV-15", "CAS-04")
def cas_01(draft: Draft, _: Around) -> Spot | None:
    """A code that does not exist."""
    return _becomes(draft, "4.9", of=("1.12",))


@fault("CAS-02", "E")
def cas_02(draft: Draft, _: Around) -> Spot | None:
    """Said to be registered here, but is not."""
    return _becomes(draft, "1.1", of=("1.12",))


@fault("CAS-03", "E")
def cas_03(draft: Draft, _: Around) -> Spot | None:
    """Registered here, yet came by herself from elsewhere."""
    return _becomes(draft, "3.3", of=("1.1",), fits=insured(draft))


@fault("CAS-04", "W")
def cas_04(draft: Draft, _: Around) -> Spot | None:
    """Not a code for the former provincial hospital."""
    elsewhere = draft.one["MA_DKBD"] != draft.one["MA_CSKCB"] and draft.one["MA_DKBD"] != "99000"
    return _becomes(draft, "3.3", of=("1.15",), fits=_province(draft) and elsewhere and insured(draft))


@fault("CAS-05", "E")
def cas_05(draft: Draft, _: Around) -> Spot | None:
    """Sent by somebody, but by whom?"""
    if draft.one["MA_DOITUONG_KCB"] not in ("1.3", "1.5"):
        return None
    draft.one["GIAY_CHUYEN_TUYEN"] = ""
    return draft.put("XML1", draft.one, "MA_NOI_DI", "")


@fault("CAS-06", "E", "CAS-04", "SUB-03")
def cas_06(draft: Draft, _: Around) -> Spot | None:
    """Called a newborn at the age of three weeks."""
    if draft.one["MA_DKBD"] != "99000":
        return None
    draft.everywhere("NGAY_SINH", moved(draft.one["NGAY_SINH"], days=-18))
    return draft.everywhere("MA_DOITUONG_KCB", "1.7")


@fault("CAS-07", "E")
def cas_07(draft: Draft, _: Around) -> Spot | None:
    """A code for outpatients, with a bed."""
    return _becomes(draft, "1.12", of=("1.15",), fits=not _province(draft))


@fault("CAS-08", "E")
def cas_08(draft: Draft, _: Around) -> Spot | None:
    """A code for inpatients, without a bed."""
    return _becomes(draft, "1.15", of=("1.12",))


@fault("CAS-09", "E", "MON-29", "MON-30", "MON-31")
def cas_09(draft: Draft, _: Around) -> Spot | None:
    """Out of route as an outpatient, and the fund pays."""
    return _becomes(draft, "3.1", of=("1.12",))


@fault("CAS-10", "W")
def cas_10(draft: Draft, _: Around) -> Spot | None:
    """Only fetched drugs, yet had an exam."""
    return _becomes(draft, "10", of=("1.12",), fits=kind(draft) == "01")


@fault("CAS-12", "W")
def cas_12(draft: Draft, _: Around) -> Spot | None:
    """Sent by somebody, and no paper of it."""
    if not draft.one["MA_NOI_DI"] or not draft.rows("XML14"):
        return None
    del draft.tables["XML14"]
    draft.one["NGAY_TAI_KHAM"] = ""
    return draft.spot("XML1", draft.one, "MA_NOI_DI")


@fault("CAS-14", "E")
def cas_14(draft: Draft, _: Around) -> Spot | None:
    """Registered at a facility that does not exist."""
    return (
        draft.everywhere("MA_DKBD", "99899")
        if insured(draft) and draft.one["MA_DOITUONG_KCB"] in ("1.12", "1.2")
        else None
    )


@fault("CAS-17", "E", "BED-09", "DAY-02", "DAY-03")
def cas_17(draft: Draft, _: Around) -> Spot | None:
    """Called a stay of less than four hours, and lasted longer."""
    if kind(draft) != "09":
        return None
    draft.one["NGAY_TTOAN"] = moved(draft.one["NGAY_TTOAN"], minutes=300)
    return draft.everywhere("NGAY_RA", moved(draft.one["NGAY_RA"], minutes=300))


@fault("CAS-18", "W")
def cas_18(draft: Draft, _: Around) -> Spot | None:
    """An exam that took days."""
    free = not draft.rows("XML10") and not draft.rows("XML11") and int(draft.one["NGAY_VAO"][6:8]) > 5
    fits = kind(draft) == "01" and free and age(draft) > 1
    return draft.everywhere("NGAY_VAO", moved(draft.one["NGAY_VAO"], days=-3)) if fits else None


@fault("CAS-19", "E")
def cas_19(draft: Draft, _: Around) -> Spot | None:
    """Exam and drugs only, they say; but there are tests."""
    drug = draft.find("XML2", lambda row: not row["NGAY_TH_YL"])
    if kind(draft) != "08" or drug is None:
        return None
    draft.one["SO_NGAY_DTRI"] = drug["LIEU_DUNG"].split(" * ")[2].split()[0]
    return draft.everywhere("MA_LOAI_KCB", "05")


@fault("CAS-20", "E")
def cas_20(draft: Draft, _: Around) -> Spot | None:
    """Drugs without an exam, they say; but there is one."""
    if (
        kind(draft) != "05"
        or draft.one["MA_DOITUONG_KCB"] == "1.12"
        or not draft.find("XML3", lambda row: row["MA_NHOM"] == "13")
    ):
        return None
    draft.tables.pop("XML5", None)
    return draft.everywhere("MA_LOAI_KCB", "07")


@fault("CAS-21", "W")
def cas_21(draft: Draft, _: Around) -> Spot | None:
    """Died, and is to come again."""
    fits = draft.one["NGAY_TAI_KHAM"] and not inside(draft) and age(draft) > 1
    return draft.everywhere("KET_QUA_DTRI", "5") if fits else None
