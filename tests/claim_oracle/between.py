"""Rules between dossiers and of sending: DAY-14, DAY-16, BED-10, CAS-21, SUB. Each finding names its dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime, timedelta

from claim_oracle.reading import Dossier, when

Span = tuple[str, str, Dossier]


def overlaps(spans: Iterable[Span]) -> Iterator[Dossier]:
    """Both dossiers of every two neighbouring spans that overlap."""
    end, before = "", None
    for begun, ended, dossier in sorted(spans, key=lambda span: span[:2]):
        if begun < end and before is not None:
            yield before
            yield dossier
        if ended > end:
            end, before = ended, dossier


def between(dossiers: list[Dossier]) -> Iterator[tuple[str, Dossier]]:
    """Rules that need more than one dossier, over the last version of each."""
    people: dict[Hashable, list[Span]] = defaultdict(list)
    beds: dict[Hashable, list[Span]] = defaultdict(list)
    staff: dict[Hashable, list[Span]] = defaultdict(list)
    exams: dict[Hashable, list[Dossier]] = defaultdict(list)
    for d in dossiers:
        one = d.one
        if d.card:
            people[d.card].append((one["NGAY_VAO"], one["NGAY_RA"], d))
        if d.kind == "01":
            exams[one["SO_CCCD"], one["NGAY_VAO"][:8], one["MA_CSKCB"]].append(d)
        for row in d.rows("XML3"):
            span = (row["NGAY_TH_YL"], row["NGAY_KQ"], d)
            if row["MA_GIUONG"]:
                beds[one["MA_CSKCB"], row["MA_KHOA"], row["MA_GIUONG"]].append(span)
            if row["MA_NHOM"] in ("2", "3", "8", "18") and row["NGUOI_THUC_HIEN"]:
                staff[row["NGUOI_THUC_HIEN"]].append(span)
    for rule, groups in (("DAY-16", people), ("BED-10", beds), ("DAY-14", staff)):
        for spans in groups.values():
            yield from ((rule, d) for d in overlaps(spans))
    for same in exams.values():
        yield from (("SUB-02", d) for d in same if len(same) > 1)


def sending(d: Dossier, works: set[datetime]) -> Iterator[str]:
    """SUB of one dossier with its check-ins; `works` are the days on which offices work."""
    if not d.one["NGAY_TTOAN"]:
        yield "SUB-06"
    if not d.arrivals and d.one["MA_DOITUONG_KCB"] != "2":
        yield "SUB-03"
    for row in d.arrivals:
        if sum(bool(row[name]) for name in ("MA_DICH_VU", "MA_THUOC", "MA_VAT_TU")) != 1:
            yield "SUB-04"
        ward = row["NGAY_VAO_NOI_TRU"]
        if ward and (ward < row["NGAY_VAO"] or not row["LY_DO_VNT"]):
            yield "SUB-05"
    left, sent = d.left.replace(hour=0, minute=0), when(d.sent)
    passed = sum(left + timedelta(k) in works for k in range(1, (sent - left).days + 1))
    if passed > 7:
        yield "SUB-08"
