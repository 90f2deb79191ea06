"""Who was sent where, for what, at what cost: an origin–destination matrix, and what left the province."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from soyte.catalogue import icd10
from soyte.engine import Coalesce, Column, Count, Sum, types
from soyte.engine import Literal as Constant
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

By = Literal["facility", "province", "chapter", "group", "code"]
PROVINCE = 2  # so many characters of a facility's code name the province
DEFINITION = (
    "Giấy chuyển là một dòng XML13, từ MA_CSKCB đến MA_CSKCB_DEN (trước 2025: MA_NOI_DEN); hồ sơ có nơi chuyển đi là XML1 có "
    "MA_NOI_DEN, chi phí là T_TONGCHI_BV của các hồ sơ ấy tại nơi chuyển; hai số lệch nhau thì ghi cả hai. Ra ngoài tỉnh: hai ký "
    "tự đầu của nơi đến khác mọi cơ sở đã gửi hồ sơ vào kho"
)
SOURCE = "QĐ 4750/QĐ-BYT; QĐ 3176/QĐ-BYT; TT 01/2025/TT-BYT"
_FLOWS = ("papers", "dossiers", "cost", "fund")


def transfers(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    by: By = "facility",
    outside: bool | None = None,
    top: int = 50,
    as_of: AsOf = None,
) -> Answer:
    """The matrix by facility or province, or the diseases that people were sent on for.

    `outside`: only what left the province (True) or stayed in it (False).
    """
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    feed.only_whole("nơi chuyển đến của từng hồ sơ")
    home = provinces(feed)
    sums: dict[tuple[str, ...], dict[str, Value]] = defaultdict(lambda: dict.fromkeys(_FLOWS, 0))
    for row in [*_papers(feed, scope), *_dossiers(feed, scope)]:  # a row for each flow, not for each dossier
        leaves = str(row["destination"] or "")[:PROVINCE] not in home
        if outside is None or outside == leaves:
            one = sums[_key(by, row)]
            for name in _FLOWS:
                one[name] = _plus(one[name], row.get(name))
    order = sorted(sums, key=lambda key: (-_size(sums[key]), key))
    total = {name: _total(sums.values(), name) for name in _FLOWS}
    rows = tuple(_row(feed, by, key, sums[key], home, total["dossiers"]) for key in order[:top])
    notes = [f"trong tỉnh gồm các cơ sở có mã bắt đầu bằng {', '.join(sorted(home))}"]
    notes += [f"còn {len(order) - top} dòng không in"] if len(order) > top else []
    words = {None: "", True: " ra ngoài tỉnh", False: " trong tỉnh"}[outside]
    return Answer(
        "transfers",
        f"Chuyển cơ sở khám, chữa bệnh{words}, {scope.words}",
        _fields(by),
        rows,
        feed.pedigree(scope, ("xml1", "xml13"), DEFINITION, SOURCE, feed.dossiers(scope)),
        (
            ("Giấy chuyển", total["papers"], "count"),
            ("Hồ sơ có nơi chuyển đi", total["dossiers"], "count"),
            ("Chi phí tại nơi chuyển", total["cost"], "money"),
        ),
        tuple(notes),
        common={"sent_on": "true"} if by in ("chapter", "group", "code") else {},
    )


def provinces(feed: Feed) -> frozenset[str]:
    """The beginnings of the codes of facilities that hand their dossiers in here: those are of this province."""
    found = feed.collect(feed.contributed(Scope(), "facility"))
    return frozenset(code[:PROVINCE] for code in found["facility"].to_pylist() if code)


def _papers(feed: Feed, scope: Scope) -> list[dict[str, Value]]:
    if not feed.brought("xml13"):
        return []
    frame = feed.rows("xml13", scope, "MA_BENH_CHINH", "MA_CSKCB_DEN", "MA_NOI_DEN").select(
        "facility",
        "MA_BENH_CHINH",
        destination=Coalesce((Column("MA_CSKCB_DEN"), Column("MA_NOI_DEN"), Constant(None, types.TEXT))),
    )
    found = feed.collect(frame.group("facility", "destination", "MA_BENH_CHINH", papers=Count()))
    return list(found.to_pylist())


def _dossiers(feed: Feed, scope: Scope) -> list[dict[str, Value]]:
    columns = ("MA_NOI_DEN", "MA_BENH_CHINH", "T_TONGCHI_BV", "T_BHTT")
    frame = feed.rows("xml1", scope, *columns).reported("MA_NOI_DEN")
    flows = frame.group(
        "facility",
        "MA_NOI_DEN",
        "MA_BENH_CHINH",
        dossiers=Count(),
        cost=Sum(Column("T_TONGCHI_BV")),
        fund=Sum(Column("T_BHTT")),
    )
    return [row for row in feed.collect(flows.rename({"MA_NOI_DEN": "destination"})).to_pylist() if row["destination"]]


def _key(by: By, row: dict[str, Value]) -> tuple[str, ...]:
    here, there, icd = (str(row[name] or "") for name in ("facility", "destination", "MA_BENH_CHINH"))
    if by == "facility":
        return here, there
    if by == "province":
        return here[:PROVINCE], there[:PROVINCE]
    if by == "code":
        return (icd.strip().upper()[:3] or icd10.UNKNOWN,)
    parts = icd10.chapters() if by == "chapter" else icd10.groups()
    return (parts.codes([icd])[icd],)


def _row(
    feed: Feed, by: By, key: tuple[str, ...], one: dict[str, Value], home: frozenset[str], whole: Value
) -> tuple[Value, ...]:
    flow = tuple(one[name] for name in _FLOWS)
    if by in ("facility", "province"):
        named = tuple(feed.named(code) if by == "facility" else code for code in key)
        return (key[0], named[0], key[1], named[1], "không" if key[1][:PROVINCE] in home else "có", *flow)
    parts = icd10.chapters() if by == "chapter" else icd10.groups()
    name = parts.name(key[0]) if by != "code" else (group.name_vi if (group := icd10.groups().of(key[0])) else "")
    return (key[0], name, *flow, share(one["dossiers"], whole))  # type: ignore[arg-type]


def _fields(by: By) -> tuple[Field, ...]:
    flow = (
        Field("papers", "Giấy chuyển", "count"),
        Field("dossiers", "Hồ sơ", "count", narrows=() if by in ("facility", "province") else None),
        Field("cost", "Chi phí", "money"),
        Field("fund", "Quỹ chi trả", "money"),
    )
    if by not in ("facility", "province"):
        return Field("code", "Mã", asks="icd"), Field("name", "Bệnh"), *flow, Field("share", "% hồ sơ", "percent")
    here, there = ("Nơi chuyển", "Nơi đến") if by == "facility" else ("Tỉnh chuyển", "Tỉnh đến")
    return (
        Field("origin", here, asks="facility" if by == "facility" else ""),
        Field("origin_name", "Tên nơi chuyển"),
        Field("destination", there, asks="to"),
        Field("destination_name", "Tên nơi đến"),
        Field("leaves", "Ra ngoài tỉnh"),
        *flow,
    )


def _plus(left: Value, right: Value) -> Value:
    return left if right is None else left + right  # type: ignore[operator]


def _size(one: dict[str, Value]) -> int:
    return max(int(one["papers"] or 0), int(one["dossiers"] or 0))  # type: ignore[arg-type]


def _total(every: object, name: str) -> Value:
    found: Value = 0
    for one in every:  # type: ignore[attr-defined]
        found = _plus(found, one[name])
    return found
