"""Deaths that dossiers tell of: in the facility, outside of it, and the dying whom their families took home."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, Literal

from soyte.catalogue import claims, icd10
from soyte.engine import Column, IsIn
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, ratio
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

By = Literal["facility", "month", "chapter"]
INSIDE, OUTSIDE, HOPELESS = "5", "8", "6"  # codes of KET_QUA_DTRI; since when each means that, the list of codes says
_LABELS = {"facility": "Cơ sở", "month": "Tháng", "chapter": "Chương bệnh"}
DEFINITION = (
    "Hồ sơ có kết quả điều trị (KET_QUA_DTRI) 5 là tử vong tại cơ sở, 8 là tử vong ngoại viện (mã có từ 01/7/2024); mã 6 "
    "(tiên lượng nặng, xin về) ghi riêng, không cộng vào tử vong. Mã chỉ tính từ tháng mà danh mục có mã ấy"
)
SOURCE = "QĐ 130/QĐ-BYT; QĐ 4750/QĐ-BYT; QĐ 3176/QĐ-BYT"


def deaths(ledger: Ledger, scope: Scope | None = None, *, by: By = "facility", as_of: AsOf = None) -> Answer:
    """Deaths by facility, month or chapter of the main disease, with the dossiers that they are among."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    column = {"facility": "facility", "month": "period_start", "chapter": "chapter"}[by]
    every = feed.collect(feed.contributed(scope, column)).to_pylist()
    dead = feed.contributed(scope, *dict.fromkeys((column, "result", "period_start")))
    told = feed.collect(dead.filter(IsIn(Column("result"), (INSIDE, OUTSIDE, HOPELESS)))).to_pylist()
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in every:  # one for each group, not for each dossier
        counts[_key(by, row[column])]["all"] += row["n_rows"]
    for row in told:
        if _held(row["result"], row["period_start"]):
            counts[_key(by, row[column])][row["result"]] += row["n_rows"]
    keys = sorted(counts, key=lambda key: key if by == "month" else (-counts[key][INSIDE] - counts[key][OUTSIDE], key))
    rows = tuple(_row(feed, by, key, counts[key]) for key in keys)
    total = {code: sum(one[code] for one in counts.values()) for code in (INSIDE, OUTSIDE, HOPELESS, "all")}
    fields = (
        Field(by, _LABELS[by], asks={"facility": "facility", "month": "period", "chapter": "icd"}[by]),
        *((Field("name", "Tên"),) if by != "month" else ()),
        Field("inside", "Tử vong tại cơ sở", "count"),
        Field("outside", "Tử vong ngoại viện", "count"),
        Field("hopeless", "Nặng, xin về", "count"),
        Field("dossiers", "Hồ sơ", "count"),
        Field("per_thousand", "Tử vong/1.000 hồ sơ", "number"),
    )
    return Answer(
        "deaths",
        f"Tử vong theo hồ sơ, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("xml1",), DEFINITION, SOURCE, total["all"]),
        (
            ("Tử vong tại cơ sở", total[INSIDE], "count"),
            ("Tử vong ngoại viện", total[OUTSIDE], "count"),
            ("Nặng, xin về", total[HOPELESS], "count"),
        ),
        common={"result": f"{INSIDE},{OUTSIDE}"},
    )


def _key(by: By, value: Any) -> str:
    if by == "month":
        return f"{value:%Y-%m}" if value else ""
    return value or (icd10.UNKNOWN if by == "chapter" else "")


def _held(code: str, month: date | None) -> bool:
    """Whether the list had the code in a month; a dossier without a month is taken at its word."""
    if month is None:
        return True
    last = (month + timedelta(days=31)).replace(day=1)
    return any(
        one.code == code and one.valid_from < last and (one.valid_to is None or one.valid_to >= month)
        for one in claims.codes_of("KET_QUA_DTRI")
    )


def _row(feed: Feed, by: By, key: str, counts: dict[str, int]) -> tuple[Value, ...]:
    name: tuple[Value, ...] = ()
    if by != "month":
        name = (feed.named(key) if by == "facility" else icd10.chapters().name(key),)
    dead = counts[INSIDE] + counts[OUTSIDE]
    return (
        key,
        *name,
        counts[INSIDE],
        counts[OUTSIDE],
        counts[HOPELESS],
        counts["all"],
        ratio(1000 * dead, counts["all"]),
    )
