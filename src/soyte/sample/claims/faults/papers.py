"""Faults of results, notes and papers (CLS, DBL, DOC)."""

from __future__ import annotations

from collections.abc import Callable

from soyte.sample.claims.drafts import Draft, Row, Spot
from soyte.sample.claims.faults.base import Around, Section, age, kind, moved

fault = Section()


def _seen(draft: Draft, row: Row) -> bool:
    """Whether a result is that of a picture."""
    return draft.find("XML3", lambda one: one["MA_NHOM"] == "2" and one["MA_DICH_VU"] == row["MA_DICH_VU"]) is not None


def _has(name: str, value: str = "") -> Callable[[Draft, Row], bool]:
    return lambda _, row: row[name] == value if value else bool(row[name])


fault.edit("CLS-02", "E", "XML4", "KET_LUAN", "", when=_seen)
fault.edit("CLS-04", "E", "XML4", "MA_BS_DOC_KQ", "")
fault.edit("CLS-05", "W", "XML4", "MA_CHI_SO", "Hồng cầu", when=_has("MA_CHI_SO"))
fault.edit("DBL-02", "C", "XML5", "DIEN_BIEN_LS", "", "ENV-14")
fault.edit("DBL-03", "W", "XML5", "DIEN_BIEN_LS", lambda row: row["DIEN_BIEN_LS"].replace("CSST<M", "CSST<MẠCH="))
fault.edit("DOC-02", "E", "XML7", "NGAY_CT", lambda row: moved(row["NGAY_CT"], days=-1))
fault.edit(
    "DOC-03",
    "C",
    "XML7",
    "MA_DINH_CHI_THAI",
    "1",
    when=lambda draft, _: draft.one["GIOI_TINH"] == "2" and 15 < age(draft) < 50,
)
fault.edit(
    "DOC-04", "W", "XML7", "SO_NGAY_NGHI", lambda row: str(int(row["SO_NGAY_NGHI"]) + 3), when=_has("SO_NGAY_NGHI")
)
fault.edit("DOC-05", "E", "XML7", "MA_YTE", lambda row: row["MA_YTE"] + "9")
fault.edit("DOC-07", "E", "XML8", "TOMTAT_KQ", "ok")
fault.edit("DOC-08", "W", "XML8", "SO_CONCHET", "1")
fault.edit("DOC-09", "W", "XML9", "SO_CON", "3")
fault.edit("DOC-10", "E", "XML9", "MA_BHXH_NND", "0000000000")
fault.edit("DOC-11", "E", "XML9", "GHI_CHU", "", when=_has("SINHCON_PHAUTHUAT", "1"))
fault.edit("DOC-12", "E", "XML10", "CHAN_DOAN_RV", "Dọa sảy thai")
fault.edit("DOC-14", "C", "XML11", "MAU_SO", "CT08", "ENV-15")
fault.edit("DOC-15", "W", "XML11", "PP_DIEUTRI", "Uống thuốc nam")
fault.edit("DOC-16", "E", "XML13", "MA_CSKCB_DEN", lambda row: row["MA_CSKCB"])
fault.edit("DOC-17", "C", "XML13", "PHUONGTIEN_VC", "", "ENV-14")
fault.edit("DOC-18", "W", "XML13", "MA_LYDO_CT", "3", when=_has("MA_LOAI_RV", "2"))
fault.edit("DOC-20", "C", "XML6", "SO_NGAY_CAP_THUOC_ARV", "90")
fault.edit("DOC-21", "E", "XML15", "PHACDO_DTRI_LAO", "2")
fault.edit("DOC-22", "E", "XML1", "MA_TTDV", "0123456789")


@fault("CLS-01", "W", "DAY-12")
def cls_01(draft: Draft, _: Around) -> Spot | None:
    """A result of a service that nobody charged; the service has others."""
    rows = draft.rows("XML4")
    if len(rows) < 2 or rows[0]["MA_DICH_VU"] != rows[1]["MA_DICH_VU"]:
        return None
    return draft.put("XML4", rows[0], "MA_DICH_VU", "22.8888.1369")


@fault("CLS-03", "E")
def cls_03(draft: Draft, _: Around) -> Spot | None:
    """A test without a result."""
    test = draft.find("XML3", lambda row: row["MA_NHOM"] == "1")
    if test is None:
        return None
    draft.tables["XML4"] = [row for row in draft.rows("XML4") if row["MA_DICH_VU"] != test["MA_DICH_VU"]]
    if not draft.tables["XML4"]:
        del draft.tables["XML4"]
    return draft.spot("XML3", test, "MA_DICH_VU")


@fault("DBL-01", "W")
def dbl_01(draft: Draft, _: Around) -> Spot | None:
    """No note of the course."""
    if not draft.rows("XML5"):
        return None
    del draft.tables["XML5"]
    return Spot("XML5")


@fault("DBL-04", "W")
def dbl_04(draft: Draft, _: Around) -> Spot | None:
    """The same note on two days."""
    rows = draft.rows("XML5")
    return draft.put("XML5", rows[1], "DIEN_BIEN_LS", rows[0]["DIEN_BIEN_LS"]) if len(rows) > 1 else None


@fault("DOC-01", "E")
def doc_01(draft: Draft, _: Around) -> Spot | None:
    """No paper of discharge."""
    if not draft.rows("XML7"):
        return None
    del draft.tables["XML7"]
    return Spot("XML7")


@fault("DOC-06", "W")
def doc_06(draft: Draft, _: Around) -> Spot | None:
    """A child without parents."""
    row = next(iter(draft.rows("XML7")), None)
    if row is None or age(draft) >= 15.9:
        return None
    row["HO_TEN_CHA"] = ""
    return draft.put("XML7", row, "HO_TEN_ME", "")


@fault("DOC-13", "E")
def doc_13(draft: Draft, _: Around) -> Spot | None:
    """Forty-five days at home after an exam."""
    row = next(iter(draft.rows("XML11")), None)
    if row is None or draft.one["MA_BENH_CHINH"][:3] in ("A15", "A16"):
        return None
    row["DEN_NGAY"] = moved(row["TU_NGAY"], days=44)
    return draft.put("XML11", row, "SO_NGAY_NGHI", "45")


@fault("DOC-19", "E", "DAY-17")
def doc_19(draft: Draft, _: Around) -> Spot | None:
    """To come again before having left."""
    row = next(iter(draft.rows("XML14")), None)
    if row is None or kind(draft) == "02":
        return None
    day = moved(draft.one["NGAY_RA"][:8], days=-2)
    draft.one["NGAY_TAI_KHAM"] = day
    return draft.put("XML14", row, "NGAY_HEN_KL", day)
