"""Births: children of certificates (XML9) by sex, the sex ratio at birth with its interval, and the share of caesareans."""

from __future__ import annotations

from math import sqrt
from typing import Any, Literal

from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope
from soyte.measures.where import Geography

By = Literal["facility", "month", "residence"]
FEW = 1000  # births; with fewer the ratio says little
_SUMS = ("newborns", "newborn_boys", "newborn_girls", "deliveries", "caesareans")
_LABELS = {"facility": "Cơ sở", "month": "Tháng", "residence": "Nơi cư trú"}
DEFINITION = (
    "Trẻ sinh là dòng của giấy chứng sinh (XML9), giới tính theo GIOI_TINH_CON; tỷ số giới tính khi sinh là số bé trai trên 100 "
    "bé gái, khoảng tin cậy 95% theo Wilson. Ca đẻ là hồ sơ có giấy chứng sinh hoặc mã bệnh chính O80–O84; mổ lấy thai là ca đẻ "
    "có SINHCON_PHAUTHUAT = 1 hoặc mã O82. Tháng theo ngày ra viện; chỉ gồm ca sinh tại cơ sở đã gửi hồ sơ"
)
SOURCE = "QĐ 3176/QĐ-BYT; Wilson (1927), J. Am. Stat. Assoc. 22:209–212"


def births(
    ledger: Ledger, scope: Scope | None = None, *, by: By = "facility", top: int = 100, as_of: AsOf = None
) -> Answer:
    """Births by facility, month of discharge or residence (commune, or province where no commune is known)."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    column = "period_start" if by == "month" else by
    found = feed.collect(feed.contributed(scope, column, sums=_SUMS)).to_pylist()
    seen = [row for row in found if row["newborns"] or row["deliveries"]]
    seen.sort(key=lambda row: (-row["newborns"], str(row[column] or "")))
    if by == "month":
        seen.sort(key=lambda row: str(row[column] or ""))
    total = {name: sum(row[name] for row in seen) for name in _SUMS}
    rows = tuple((*_named(feed, by, row[column]), *_measured(row)) for row in seen[:top])
    fields = (
        Field(by, _LABELS[by], asks={"facility": "facility", "month": "period", "residence": "residence"}[by]),
        *((Field("name", "Tên"),) if by != "month" else ()),
        Field("births", "Trẻ sinh", "count"),
        Field("boys", "Trai", "count"),
        Field("girls", "Gái", "count"),
        Field("ratio", "Trai/100 gái", "number"),
        Field("low", "từ", "number"),
        Field("high", "đến", "number"),
        Field("deliveries", "Ca đẻ", "count"),
        Field("caesareans", "Mổ lấy thai", "count"),
        Field("caesarean_share", "% mổ", "percent"),
    )
    whole = _measured(total)
    notes = [f"dưới {FEW} trẻ thì tỷ số giới tính khi sinh dao động mạnh; hãy nhìn khoảng từ–đến"]
    notes += [f"còn {len(seen) - top} dòng không in"] if len(seen) > top else []
    return Answer(
        "births",
        f"Sinh và tỷ số giới tính khi sinh, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("contribution", "xml9"), DEFINITION, SOURCE, feed.dossiers(scope)),
        (
            ("Trẻ sinh", whole[0], "count"),
            ("Trai/100 gái", whole[3], "number"),
            ("Ca đẻ", whole[6], "count"),
            ("% mổ lấy thai", whole[8], "percent"),
        ),
        tuple(notes),
        common={"births": "true"},
    )


def sex_ratio(boys: int, girls: int) -> tuple[float | None, float | None, float | None]:
    """Boys for 100 girls with the 95 % interval: Wilson's for the share of boys, turned into a ratio. None without girls."""
    n = boys + girls
    if not girls:
        return None, None, None
    z, p = 1.959964, boys / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return 100 * boys / girls, 100 * low / (1 - low), 100 * high / (1 - high)


def _measured(row: dict[str, Any]) -> tuple[Value, ...]:
    boys, girls = row["newborn_boys"], row["newborn_girls"]
    done = (row["deliveries"], row["caesareans"], share(row["caesareans"], row["deliveries"]))
    return row["newborns"], boys, girls, *sex_ratio(boys, girls), *done


def _named(feed: Feed, by: By, value: Any) -> tuple[Value, ...]:
    if by == "month":
        return (f"{value:%Y-%m}" if value else "",)
    name = feed.named(value) if by == "facility" else Geography().name(value, feed.today) if value else ""
    return (value or "", name)
