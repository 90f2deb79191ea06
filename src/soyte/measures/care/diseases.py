"""What was treated: chapters and groups of ICD-10, or codes of three characters, by visits, days or cost."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue import icd10
from soyte.engine import Column, Compare
from soyte.engine import Literal as Constant
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, ratio, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

Level = Literal["chapter", "group", "code"]
Order = Literal["visits", "cost", "days"]
_SUMS = ("days", "T_TONGCHI_BV", "T_BHTT")
_HEADINGS = {"chapter": "Chương", "group": "Nhóm bệnh", "code": "Mã bệnh"}
_ORDERS = {"visits": "n_rows", "cost": "T_TONGCHI_BV", "days": "days"}
DEFINITION = (
    "Mỗi hồ sơ (đợt khám, chữa bệnh) được đếm một lần theo mã bệnh chính (MA_BENH_CHINH), tháng theo ngày ra; chi phí là "
    "T_TONGCHI_BV, phần quỹ là T_BHTT, ngày là SO_NGAY_DTRI; nội trú là MA_LOAI_KCB 03, 04, 09; không tính hồ sơ đề nghị thu hồi"
)


def diseases(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    level: Level = "chapter",
    order: Order = "visits",
    inpatient: bool | None = None,
    top: int = 20,
    as_of: AsOf = None,
) -> Answer:
    """The chapters, groups or codes with most visits, cost or days, the first `top` of them."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    column = "chapter" if level == "chapter" else "icd"
    frame = feed.contributed(scope, column, "care", sums=_SUMS)
    if inpatient is not None:
        frame = frame.filter(Compare(Column("care"), "==" if inpatient else "!=", Constant("inpatient")))
    found = feed.collect(frame)
    coded = found[column].combine_chunks().dictionary_encode()
    parts = [_part(code, level) for code in coded.dictionary.to_pylist()]
    named = pa.array(parts, pa.string()).take(coded.indices).fill_null(icd10.UNKNOWN)
    names = ("n_rows", *_SUMS)
    summed = found.append_column("part", named).group_by("part").aggregate([(name, "sum") for name in names])
    summed = summed.rename_columns(["part", *names]).sort_by([(_ORDERS[order], "descending"), ("part", "ascending")])
    visits = int(pc.sum(summed["n_rows"]).as_py() or 0)
    cost = pc.sum(summed["T_TONGCHI_BV"]).as_py()
    rows = tuple(
        (
            row["part"], _name(row["part"], level), row["n_rows"], share(row["n_rows"], visits), row["days"],
            row["T_TONGCHI_BV"], share(row["T_TONGCHI_BV"], cost), row["T_BHTT"], ratio(row["T_TONGCHI_BV"], row["n_rows"]),
        )
        for row in summed.slice(0, top).to_pylist()
    )  # fmt: skip
    kind = {None: "", True: " nội trú", False: " ngoại trú"}[inpatient]
    fields = (
        Field("code", _HEADINGS[level], asks="icd"),
        Field("name", "Tên"),
        Field("visits", "Lượt", "count"),
        Field("visits_share", "% lượt", "percent"),
        Field("days", "Ngày điều trị", "count"),
        Field("cost", "Chi phí", "money"),
        Field("cost_share", "% chi phí", "percent"),
        Field("fund", "Quỹ chi trả", "money"),
        Field("cost_per_visit", "Bình quân lượt", "money"),
    )
    return Answer(
        "diseases",
        f"Bệnh được khám, chữa{kind}, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("xml1",), DEFINITION, f"QĐ 3176/QĐ-BYT; {icd10.SOURCE}", visits),
        (("Số lượt", visits, "count"), ("Chi phí", cost, "money")),
        (f"còn {len(summed) - top} dòng không in",) if len(summed) > top else (),
    )


def _part(code: str, level: Level) -> str:
    part = icd10.groups().of(code) if level == "group" else None
    return (part.code if part else icd10.UNKNOWN) if level == "group" else code


def _name(code: str, level: Level) -> str:
    if level == "code":
        group = icd10.groups().of(code)
        return f"({group.name_vi})" if group else ""
    return (icd10.chapters() if level == "chapter" else icd10.groups()).name(code)
