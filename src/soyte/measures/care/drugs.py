"""Drugs: which, how much, at what cost; and how prescribing looks: drugs to a visit, visits with an antibiotic."""

from __future__ import annotations

from typing import Any, Literal

import pyarrow.compute as pc

from soyte.catalogue.claims.grouping import antibiotics, groups
from soyte.engine import Column, IsIn
from soyte.ledger.care_rollups import DRUGS
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, ratio, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.labels import labels
from soyte.measures.care.scope import Scope

Order = Literal["cost", "rows", "quantity"]
By = Literal["facility", "month", "icd"]
_ORDERS = {"cost": "amount_sum", "rows": "n_rows_sum", "quantity": "quantity_sum"}
DEFINITION = (
    "Dòng thuốc của XML2 (MA_NHOM 4; trước 7/2024 cả 5, 6), gộp theo mã thuốc và đơn vị tính; chi phí là THANH_TIEN_BV; một hồ sơ "
    "có thể có nhiều dòng của một thuốc"
)
PRESCRIBING = (
    "Lượt có thuốc là hồ sơ có ít nhất một dòng thuốc; số khoản thuốc là số dòng thuốc; đơn là các dòng thuốc của một hồ sơ cùng "
    "thời điểm y lệnh; lượt có kháng sinh là hồ sơ có ít nhất một mã thuốc thuộc nhóm chống nhiễm khuẩn"
)
SOURCE = "QĐ 3176/QĐ-BYT; TT 20/2022/TT-BYT"
_INDICATORS = "WHO (1993), How to investigate drug use in health facilities, chỉ số kê đơn"
_COUNTS = ("prescribed", "orders", "drug_lines", "antibiotics", "T_TONGCHI_BV", "cost_drug")


def source() -> str:
    """Which codes count as antibiotics, and how sure that is."""
    spans = ", ".join(
        f"{one.first}–{one.last} ({one.legal_source}; {_CERTAIN[one.certainty]})" for one in groups("drug")
    )
    return f"{SOURCE}; kháng sinh: mã {spans}"


_CERTAIN = {"looked_up": "đã tra cứu", "memory": "theo trí nhớ, cần kiểm tra", "uncertain": "chưa chắc chắn"}


def drugs(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    order: Order = "cost",
    only_antibiotics: bool = False,
    top: int = 30,
    as_of: AsOf = None,
) -> Answer:
    """The drugs with most cost, rows or quantity; a drug in two units is two rows."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    kinds = tuple(one.first for one in groups("cost") if one.group == "drug")
    frame = feed.sums(DRUGS, scope, "MA_THUOC", "DON_VI_TINH", "MA_NHOM").filter(IsIn(Column("MA_NHOM"), kinds))
    found = feed.collect(frame).group_by(["MA_THUOC", "DON_VI_TINH"])
    summed = found.aggregate([(name, "sum") for name in ("n_rows", "quantity", "amount", "fund")])
    against = antibiotics(summed["MA_THUOC"].combine_chunks())
    cost = pc.sum(summed["amount_sum"]).as_py()
    part = pc.sum(summed["amount_sum"].filter(against)).as_py()
    summed = summed.append_column("antibiotic", pc.if_else(against, "có", ""))
    if only_antibiotics:
        summed = summed.filter(against)
    summed = summed.sort_by([(_ORDERS[order], "descending"), ("MA_THUOC", "ascending"), ("DON_VI_TINH", "ascending")])
    shown: list[dict[str, Any]] = summed.slice(0, top).to_pylist()
    named = labels(feed, "xml2", "MA_THUOC", "TEN_THUOC", [row["MA_THUOC"] for row in shown], scope)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            row["MA_THUOC"], named.get(row["MA_THUOC"] or "", ""), row["antibiotic"], row["DON_VI_TINH"], row["quantity_sum"],
            row["n_rows_sum"], row["amount_sum"], share(row["amount_sum"], cost), row["fund_sum"],
        )
        for row in shown
    )  # fmt: skip
    fields = (
        Field("drug", "Mã thuốc", asks="drug"),
        Field("name", "Tên"),
        Field("antibiotic", "Kháng sinh"),
        Field("unit", "Đơn vị"),
        Field("quantity", "Số lượng", "number"),
        Field("rows", "Dòng", "count"),
        Field("cost", "Chi phí", "money"),
        Field("cost_share", "% chi phí", "percent"),
        Field("fund", "Quỹ chi trả", "money"),
    )
    return Answer(
        "drugs",
        f"{'Kháng sinh' if only_antibiotics else 'Thuốc'}, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("xml2",), DEFINITION, source(), feed.dossiers(scope)),
        (("Chi phí thuốc", cost, "money"), ("% chi phí là kháng sinh", share(part, cost), "percent")),
        (f"còn {len(summed) - top} dòng không in",) if len(summed) > top else (),
    )


def prescribing(
    ledger: Ledger, scope: Scope | None = None, *, by: By = "facility", top: int = 50, as_of: AsOf = None
) -> Answer:
    """Drugs to a visit, prescriptions to a visit, share of visits with an antibiotic, by facility, month or disease."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    column = "period_start" if by == "month" else by
    found = feed.collect(feed.contributed(scope, column, sums=_COUNTS)).to_pylist()
    found.sort(key=lambda row: (-row["prescribed"], str(row[column] or "")))
    if by == "month":
        found.sort(key=lambda row: str(row[column] or ""))
    total = {name: sum(row[name] or 0 for row in found) for name in ("n_rows", *_COUNTS)}
    rows = tuple((*_key(feed, by, row[column]), *_measured(row)) for row in found[:top])
    fields = (
        Field(by, {"facility": "Cơ sở", "month": "Tháng", "icd": "Bệnh"}[by], asks=_ASKS[by]),
        *((Field("name", "Tên"),) if by == "facility" else ()),
        Field("visits", "Lượt", "count"),
        Field("with_drugs", "Lượt có thuốc", "count"),
        Field("orders_per_visit", "Đơn/lượt", "number"),
        Field("lines_per_visit", "Khoản thuốc/lượt có thuốc", "number"),
        Field("with_antibiotic", "Lượt có kháng sinh", "count"),
        Field("antibiotic_share", "% lượt có kháng sinh", "percent"),
        Field("drug_cost_share", "% chi phí là thuốc", "percent"),
    )
    whole = _measured(total)
    return Answer(
        "prescribing",
        f"Kê đơn, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("contribution", "xml2"), PRESCRIBING, f"{source()}; {_INDICATORS}", total["n_rows"]),
        (
            ("Lượt", whole[0], "count"),
            ("Khoản thuốc/lượt có thuốc", whole[3], "number"),
            ("% lượt có kháng sinh", whole[5], "percent"),
        ),
        (f"còn {len(found) - top} dòng không in",) if len(found) > top else (),
    )


_ASKS = {"facility": "facility", "month": "period", "icd": "icd"}


def _measured(row: dict[str, Any]) -> tuple[Value, ...]:
    visits = row["n_rows"]
    return (
        visits, row["prescribed"], ratio(row["orders"], visits), ratio(row["drug_lines"], row["prescribed"]),
        row["antibiotics"], share(row["antibiotics"], visits), share(row["cost_drug"], row["T_TONGCHI_BV"]),
    )  # fmt: skip


def _key(feed: Feed, by: By, value: Any) -> tuple[Value, ...]:
    if by == "month":
        return (f"{value:%Y-%m}" if value else "",)
    return (value or "", feed.named(value)) if by == "facility" else (value or "?",)
