"""How long people stay: mean, median and the ninth decile of days of treatment, of whom were treated as inpatients."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from soyte.catalogue import icd10
from soyte.catalogue.claims.grouping import groups
from soyte.engine import Column, Count
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope, among

By = Literal["facility", "chapter", "group"]
LONG = 30
_LABELS = {"facility": "Cơ sở", "chapter": "Chương bệnh", "group": "Nhóm bệnh"}
DEFINITION = (
    "Số ngày điều trị (SO_NGAY_DTRI) của hồ sơ nội trú, điều trị ban ngày và nội trú dưới 4 giờ (MA_LOAI_KCB 03, 04, 09); trung "
    f"vị và mức 90% là số ngày nhỏ nhất mà ít nhất 50%, 90% hồ sơ không vượt; “dài” là trên {LONG} ngày"
)


def stays(
    ledger: Ledger, scope: Scope | None = None, *, by: By = "facility", top: int = 30, as_of: AsOf = None
) -> Answer:
    """Length of stay by facility, chapter or group, most stays first."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    form, icd, days = ("form", "icd", "days") if feed.aggregates else ("MA_LOAI_KCB", "MA_BENH_CHINH", "SO_NGAY_DTRI")
    frame = feed.contributions(scope) if feed.aggregates else feed.rows("xml1", scope, form, icd, days)
    column = "facility" if by == "facility" else icd
    inpatient = [one.first for one in groups("care") if one.group == "inpatient"]
    counted = frame.filter(among(form, list(inpatient))).select(key=Column(column), days=Column(days))
    found = feed.collect(counted.group("key", "days", n=Count())).to_pylist()  # a row for each number of days
    known = {"chapter": icd10.chapters, "group": icd10.groups}
    coded = known[by]().codes({row["key"] for row in found}) if by != "facility" else None
    histograms: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    silent = 0
    for row in found:
        key = coded[row["key"]] if coded else row["key"] or ""
        if row["days"] is None:
            silent += row["n"]
        else:
            histograms[key][row["days"]] += row["n"]
    every: dict[int, int] = defaultdict(int)
    for histogram in histograms.values():
        for number, n in histogram.items():
            every[number] += n
    keys = sorted(histograms, key=lambda key: (-sum(histograms[key].values()), key))
    named = feed.named if by == "facility" else known[by]().name
    rows = tuple((key, named(key), *summary(histograms[key])) for key in keys[:top])
    fields = (
        Field(by, _LABELS[by], asks="facility" if by == "facility" else "icd"),
        Field("name", "Tên"),
        Field("stays", "Đợt điều trị", "count"),
        Field("mean", "Bình quân (ngày)", "number"),
        Field("median", "Trung vị", "count"),
        Field("ninth", "Mức 90%", "count"),
        Field("long", f"Trên {LONG} ngày", "count"),
    )
    n, mean, median, *_ = summary(every)
    notes = [f"{silent} hồ sơ không ghi số ngày, không tính"] if silent else []
    notes += [f"còn {len(keys) - top} dòng không in"] if len(keys) > top else []
    return Answer(
        "stays",
        f"Ngày điều trị nội trú, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("xml1",), DEFINITION, "QĐ 3176/QĐ-BYT", n + silent),
        (("Đợt điều trị", n, "count"), ("Bình quân (ngày)", mean, "number"), ("Trung vị", median, "count")),
        tuple(notes),
        common={"inpatient": "true"},
    )


def summary(histogram: dict[int, int]) -> tuple[int, float | None, int | None, int | None, int]:
    """How many, mean, median, ninth decile, how many above `LONG`; `histogram` says how often each number of days occurs."""
    n = sum(histogram.values())
    if not n:
        return 0, None, None, None, 0
    mean = sum(days * count for days, count in histogram.items()) / n
    return n, mean, _quantile(histogram, 50), _quantile(histogram, 90), sum(c for d, c in histogram.items() if d > LONG)


def _quantile(histogram: dict[int, int], percent: int) -> int:
    n, seen = sum(histogram.values()), 0
    for days in sorted(histogram):
        seen += histogram[days]
        if 100 * seen >= percent * n:
            return days
    raise AssertionError("a histogram has a last value")
