"""Diseases that must be reported, as diagnoses tell of them: visits and people by week or month, commune or facility."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.diseases import Diseases, load_diseases
from soyte.engine import Coalesce, Column
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope, among
from soyte.measures.errors import MeasureError
from soyte.measures.where import Geography

By = Literal["disease", "week", "month", "residence", "facility"]
_LABELS = {"week": "Tuần từ ngày", "month": "Tháng", "residence": "Nơi cư trú", "facility": "Cơ sở"}
DEFINITION = (
    "Hồ sơ có mã bệnh chính (MA_BENH_CHINH) thuộc bệnh phải báo cáo, theo mã ICD-10 và danh mục có hiệu lực ngày ra (sốt xuất "
    "huyết Dengue: A90, A91 đến 30/6/2026 và A97 từ 28/10/2020); tuần và tháng theo ngày vào; một mã có thể chỉ nhiều bệnh thì "
    "ghi chung. Số người là số người khác nhau trong ô (số căn cước, thẻ hoặc mã người bệnh, đều là mã giả). Đây là chẩn đoán "
    "thanh toán, không thay báo cáo ca bệnh"
)
_COLUMNS = (
    *("MA_BENH_CHINH", "NGAY_RA_day", "NGAY_VAO_day", "MAXA_CU_TRU", "MATINH_CU_TRU"),
    *("SO_CCCD", "MA_THE_BHYT", "MA_BN"),
)
SOURCE = "TT 54/2015/TT-BYT; QĐ 97/QĐ-PB 30/6/2026; TT 06/2026/TT-BYT; QĐ 4469/QĐ-BYT 28/10/2020"


def notifiable(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    disease: str | None = None,
    by: By = "disease",
    top: int = 100,
    as_of: AsOf = None,
) -> Answer:
    """Counts by disease, or of one or all diseases by week, month, residence or facility."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    known = load_diseases()
    if disease is not None and disease not in known.all:
        raise MeasureError(
            f"Danh mục không có bệnh “{disease}”; hãy dùng mã như dengue, measles (soyte catalogue show)."
        )
    cells = _aggregated(feed, scope, known, by) if feed.aggregates else _counted(feed, scope, known, by, disease)
    sums: Cells = {}
    for (of, key), found in cells.items():
        if disease is None or disease in of.split("+"):
            sums[of, key] = found
    order = sorted(sums, key=lambda one: (one[1], one[0]) if by in ("week", "month") else (-sums[one][0], *one))
    total = sum(n for n, _ in sums.values())
    rows = tuple(_row(feed, known, by, one, sums[one]) for one in order[:top])
    fields = (
        Field("disease", "Bệnh", asks="disease"),
        Field("disease_name", "Tên bệnh"),
        *(
            (Field(by, _LABELS[by], asks={"residence": "residence", "facility": "facility"}.get(by, "")),)
            if by in _LABELS
            else ()
        ),
        *((Field("name", "Tên"),) if by in ("residence", "facility") else ()),
        Field("visits", "Lượt", "count"),
        Field("people", "Số người", "count"),
    )
    notes = (
        ["kho chỉ giữ phần đóng góp: mã bệnh ba ký tự, tháng theo ngày ra, không đếm được số người"]
        if feed.aggregates
        else []
    )
    notes += [f"còn {len(order) - top} dòng không in"] if len(order) > top else []
    return Answer(
        "notifiable",
        f"Bệnh phải báo cáo theo mã bệnh, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("xml1",), DEFINITION, SOURCE, feed.dossiers(scope)),
        (("Lượt", total, "count"),),
        tuple(notes),
    )


Cells = dict[tuple[str, str], tuple[int, int | None]]


def _counted(feed: Feed, scope: Scope, known: Diseases, by: By, disease: str | None) -> Cells:
    rows = feed.rows("xml1", scope, *_COLUMNS)
    codes = feed.collect(rows.distinct("MA_BENH_CHINH"))["MA_BENH_CHINH"].to_pylist()
    spells = [code for code in codes if code and ever(known, code, disease)]
    cases = rows.filter(among("MA_BENH_CHINH", list(spells))).select(
        "facility",
        code=Column("MA_BENH_CHINH"),
        left=Coalesce((Column("NGAY_RA_day"), Column("NGAY_VAO_day"))),
        came=Coalesce((Column("NGAY_VAO_day"), Column("NGAY_RA_day"))),
        residence=Coalesce((Column("MAXA_CU_TRU"), Column("MATINH_CU_TRU"))),
        person=Coalesce((Column("SO_CCCD"), Column("MA_THE_BHYT"), Column("MA_BN"))),
    )
    return _cells(feed.collect(cases), known, by)


def _aggregated(feed: Feed, scope: Scope, known: Diseases, by: By) -> Cells:
    if by == "week":
        feed.only_whole("ngày vào của từng hồ sơ")
    column = {"disease": (), "month": (), "residence": ("residence",), "facility": ("facility",)}[by]
    found = feed.collect(feed.contributed(scope, *column, "icd", "period_start")).to_pylist()
    meant = cache(lambda code, month: reported(known, code, month))
    cells: Cells = defaultdict(lambda: (0, None))
    for row in found:
        of = meant(row["icd"], row["period_start"]) if row["icd"] and row["period_start"] else ""
        key = f"{row['period_start']:%Y-%m}" if by == "month" and of else row[column[0]] or "" if column else ""
        if of:
            cells[of, key] = cells[of, key][0] + row["n_rows"], None
    return dict(cells)


def _cells(cases: pa.Table, known: Diseases, by: By) -> Cells:
    """Visits and people by disease and cut. What codes mean is asked once for each stretch of days on which it stays the same."""
    marked = [_marked(cases, known, *stretch) for stretch in pairwise(changes(known))]
    whole = pa.concat_tables(marked).append_column("key", _keys(pa.concat_tables(marked), by))
    summed = whole.group_by(["of", "key"]).aggregate([("code", "count"), ("person", "count_distinct")])
    return {
        (row["of"], row["key"]): (row["code_count"], row["person_count_distinct"])
        for row in summed.to_pylist()
        if row["of"]
    }


def _marked(cases: pa.Table, known: Diseases, start: date, end: date) -> pa.Table:
    """The cases that ended from a day to before another, with the diseases that their codes mean then."""
    inside = pc.and_(pc.greater_equal(cases["left"], start), pc.less(cases["left"], end))
    found = cases.filter(inside)
    codes = found["code"].combine_chunks().dictionary_encode()
    meant = [reported(known, code, start) for code in codes.dictionary.to_pylist()]
    return found.append_column("of", pa.array(meant, pa.string()).take(codes.indices))


def changes(known: Diseases) -> list[date]:
    """The days on which codes, or what must be reported, change; before the first and after the last nothing does."""
    spans: list[Any] = [span for disease in known.all.values() for span in disease.icd10]
    spans += known.lists.values()
    starts = {span.valid_from for span in spans if span.valid_from}
    ends = {span.valid_to + timedelta(days=1) for span in spans if span.valid_to}
    return sorted({date.min, *starts, *ends, date.max})


def _keys(cases: pa.Table, by: By) -> pa.ChunkedArray | pa.Array:
    if by in ("residence", "facility"):
        return pc.fill_null(cases[by], "")
    if by == "month":
        return pc.strftime(cases["came"], format="%Y-%m")
    if by == "week":
        return pc.strftime(pc.floor_temporal(cases["came"], unit="week"), format="%Y-%m-%d")
    return pa.array([""] * len(cases), pa.string())


def ever(known: Diseases, code: str, disease: str | None = None) -> bool:
    """Whether a code ever meant a disease (this one, if one is named)."""
    plain = code.strip().upper().replace(".", "")
    sought = known.all.values() if disease is None else [known.all[disease]]
    return any(plain.startswith(one.replace(".", "")) for of in sought for span in of.icd10 for one in span.codes)


def reported(known: Diseases, code: str, on: date) -> str:
    """The diseases that a code means on a day and that must be reported then, joined by +; empty for none."""
    return "+".join(one for one in known.meanings([code], on)[code] if known.disease(one, on).list is not None)


def _row(feed: Feed, known: Diseases, by: By, one: tuple[str, str], found: tuple[int, int | None]) -> tuple[Value, ...]:
    of, key = one
    name = "; ".join(known.name(part) for part in of.split("+"))
    cut: tuple[Value, ...] = ()
    if by in ("week", "month"):
        cut = (key,)
    elif by == "facility":
        cut = key, feed.named(key)
    elif by == "residence":
        cut = key, Geography().name(key, feed.today) if key else ""
    return (of, name, *cut, found[0], found[1])
