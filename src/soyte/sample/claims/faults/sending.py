"""Faults between dossiers, of check-ins and of sending (SUB)."""

from __future__ import annotations

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.faults.base import Around, Section, inside, kind, moved

fault = Section()

fault.edit("SUB-06", "W", "XML1", "NGAY_TTOAN", "", "CAS-22")


def _numbered(draft: Draft, key: str) -> None:
    """Another number of the dossier, in all its tables."""
    for rows in draft.tables.values():
        for row in rows:
            row["MA_LK"] = key


@fault("SUB-01", "C", "SUB-02", "DAY-16")
def sub_01(draft: Draft, _: Around) -> Spot | None:
    """One number for two patients; the second comes right after."""
    if kind(draft) != "01" or draft.find("XML3", lambda row: row["MA_NHOM"] in ("2", "3", "8", "18")):
        return None
    draft.double = draft.copy()
    for name in ("HO_TEN", "SO_CCCD", "MA_BN"):
        draft.double.everywhere(name, f"{draft.one[name]} HAI" if name == "HO_TEN" else draft.one[name][:-1] + "X")
    draft.double.everywhere("SO_CCCD", "099000000001")
    card = draft.one["MA_THE_BHYT"]
    draft.double.everywhere("MA_THE_BHYT", card[:5] + "9800000001" if card else "")
    return draft.spot("XML1", draft.one, "MA_LK")


@fault("SUB-02", "W", "DAY-16", "SUB-03")
def sub_02(draft: Draft, _: Around) -> Spot | None:
    """Two dossiers of one exam."""
    if kind(draft) != "01" or draft.find("XML3", lambda row: row["MA_NHOM"] in ("2", "3", "8", "18")):
        return None
    draft.double = draft.copy()
    _numbered(draft.double, draft.one["MA_LK"] + ".2")
    return draft.spot("XML1", draft.one, "MA_LK")


@fault("SUB-03", "W")
def sub_03(draft: Draft, _: Around) -> Spot | None:
    """Nobody said that the patient had come."""
    if not draft.arrivals:
        return None
    draft.arrivals.clear()
    return Spot("XML0")


@fault("SUB-04", "C")
def sub_04(draft: Draft, _: Around) -> Spot | None:
    """Two kinds of first costs."""
    if not draft.arrivals or not draft.arrivals[0]["MA_DICH_VU"]:
        return None
    draft.arrivals[0].update(MA_THUOC="40.48", TEN_THUOC="Paracetamol SM")
    return Spot("XML0", "", "MA_THUOC")


@fault("SUB-05", "C")
def sub_05(draft: Draft, _: Around) -> Spot | None:
    """In bed before arrival, says the check-in."""
    if not draft.arrivals or not inside(draft):
        return None
    draft.arrivals[0]["NGAY_VAO_NOI_TRU"] = moved(draft.arrivals[0]["NGAY_VAO"], minutes=-20)
    return Spot("XML0", "", "NGAY_VAO_NOI_TRU")


@fault("SUB-08", "E")
def sub_08(draft: Draft, _: Around) -> Spot | None:
    """Sent after a month."""
    draft.late = 30
    return Spot("XML1", "1", "NGAY_RA")
