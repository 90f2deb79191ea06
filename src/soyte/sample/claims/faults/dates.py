"""Faults of dates and days of treatment (DAY)."""

from __future__ import annotations

from soyte.sample.claims.drafts import Draft, Row, Spot
from soyte.sample.claims.faults.base import Around, Section, age, at, group, inside, insured, kind, moved

fault = Section()


def _tested(draft: Draft, row: Row) -> bool:
    return group(row, "1") and bool(row["NGAY_KQ"]) and bool(draft.one)


fault.edit(
    "DAY-05",
    "E",
    "XML2",
    "NGAY_YL",
    lambda row: moved(row["NGAY_YL"], days=-60),
    when=lambda _, row: not row["NGAY_TH_YL"],
)
fault.edit("DAY-06", "C", "XML3", "NGAY_TH_YL", lambda row: moved(row["NGAY_YL"], minutes=-5), when=_tested)
fault.edit(
    "DAY-07",
    "C",
    "XML3",
    "NGAY_KQ",
    lambda row: moved(row["NGAY_TH_YL"], minutes=-2),
    "DAY-10",
    when=lambda d, r: _tested(d, r) and not inside(d),
)
fault.edit(
    "DAY-09",
    "W",
    "XML3",
    "NGAY_KQ",
    lambda row: row["NGAY_TH_YL"],
    "DAY-10",
    when=lambda _, row: group(row, "2", "3", "18"),
)
fault.edit(
    "DAY-10",
    "W",
    "XML3",
    "NGAY_KQ",
    lambda row: moved(row["NGAY_TH_YL"], minutes=1),
    when=lambda _, row: group(row, "2", "3", "18"),
)
fault.edit("DAY-11", "E", "XML5", "THOI_DIEM_DBLS", lambda row: moved(row["THOI_DIEM_DBLS"], days=-40))
fault.edit("DAY-13", "C", "XML4", "NGAY_KQ", "", "CLS-04", "DAY-12", when=lambda _, row: bool(row["GIA_TRI"]))
fault.edit("DAY-15", "W", "XML3", "NGUOI_THUC_HIEN", lambda row: row["MA_BAC_SI"], when=lambda _, row: group(row, "1"))
fault.edit("DAY-17", "E", "XML1", "NGAY_TAI_KHAM", lambda row: moved(row["NGAY_TAI_KHAM"], days=1), when=lambda _, row: bool(row["NGAY_TAI_KHAM"]))  # fmt: skip


@fault("DAY-01", "C")
def day_01(draft: Draft, _: Around) -> Spot | None:
    """In bed before arrival."""
    told = [dict(row) for row in draft.arrivals]
    spot = draft.everywhere("NGAY_VAO_NOI_TRU", moved(draft.one["NGAY_VAO"], minutes=-10)) if inside(draft) else None
    draft.arrivals = told  # the check-in was right
    return spot


@fault("DAY-02", "C", "DAY-03")
def day_02(draft: Draft, _: Around) -> Spot | None:
    """More days of treatment than the stay has."""
    return (
        draft.put("XML1", draft.one, "SO_NGAY_DTRI", str(int(draft.one["SO_NGAY_DTRI"]) + 3))
        if kind(draft) == "03"
        else None
    )


@fault("DAY-03", "C", "DAY-02")
def day_03(draft: Draft, _: Around) -> Spot | None:
    """One day, though drugs were given for more."""
    return draft.put("XML1", draft.one, "SO_NGAY_DTRI", "1") if kind(draft) == "05" and draft.rows("XML2") else None


@fault("DAY-04", "W")
def day_04(draft: Draft, _: Around) -> Spot | None:
    """An outpatient who left at the last minute of the day, as old exports say."""
    if kind(draft) not in ("05", "07", "02") or int(draft.one["NGAY_RA"][6:8]) > 27:
        return None
    left = draft.one["NGAY_RA"][:8] + "2359"
    draft.one["NGAY_TTOAN"] = moved(left, minutes=3)
    return draft.everywhere("NGAY_RA", left)


@fault("DAY-08", "W")
def day_08(draft: Draft, _: Around) -> Spot | None:
    """A result after the patient had left."""
    row = draft.find("XML3", lambda one: _tested(draft, one))
    return draft.put("XML3", row, "NGAY_KQ", moved(draft.one["NGAY_RA"], minutes=60)) if row else None


@fault("DAY-12", "W")
def day_12(draft: Draft, _: Around) -> Spot | None:
    """The result has another day than the service."""
    row = next(iter(draft.rows("XML4")), None)
    if row is None or moved(row["NGAY_KQ"], days=1) > draft.one["NGAY_RA"]:
        return None
    later = moved(row["NGAY_KQ"], days=1)
    same = [r for r in draft.rows("XML3") if r["MA_DICH_VU"] == row["MA_DICH_VU"] and r["NGAY_KQ"][:8] == later[:8]]
    return None if same else draft.put("XML4", row, "NGAY_KQ", later)


@fault("DAY-14", "E", "SVC-22")
def day_14(draft: Draft, _: Around) -> Spot | None:
    """One person does two procedures at a time."""
    first = draft.find("XML3", lambda row: group(row, "18"))
    second = draft.find(
        "XML3", lambda row: group(row, "18") and first is not None and row["MA_DICH_VU"] != first["MA_DICH_VU"]
    )
    if first is None or second is None:
        return None
    length = int((at(second["NGAY_KQ"]) - at(second["NGAY_TH_YL"])).seconds / 60)
    begun = moved(first["NGAY_TH_YL"], minutes=1)
    second.update(
        NGAY_YL=first["NGAY_YL"], NGAY_TH_YL=begun, NGAY_KQ=moved(begun, minutes=length), MA_BAC_SI=first["MA_BAC_SI"]
    )
    return draft.put("XML3", second, "NGUOI_THUC_HIEN", first["NGUOI_THUC_HIEN"])


@fault("DAY-16", "E")
def day_16(draft: Draft, around: Around) -> Spot | None:
    """Somebody who lies in another hospital at that time."""
    one = draft.one
    if not insured(draft) or inside(draft) or age(draft) < 18 or draft.rows("XML11") or draft.rows("XML6"):
        return None

    def lies(other: Draft) -> bool:
        there = other.one
        return (
            insured(other)
            and there["MA_CSKCB"] != one["MA_CSKCB"]
            and there["NGAY_VAO"] < one["NGAY_VAO"] < one["NGAY_RA"] < there["NGAY_RA"]
            and there["GIOI_TINH"] == one["GIOI_TINH"]
            and there["MA_THE_BHYT"][2] == one["MA_THE_BHYT"][2]
            and abs(age(other) - age(draft)) < 25
            and age(other) >= 18
        )

    other = around.partner(lies)
    if other is None:
        return None
    for name in ("HO_TEN", "SO_CCCD", "NGAY_SINH"):
        draft.everywhere(name, other.one[name])
    return draft.everywhere("MA_THE_BHYT", other.one["MA_THE_BHYT"])
