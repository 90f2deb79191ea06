"""What the rules found in the dossiers that count: by facility, by month (does it get better?), by rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from soyte.catalogue.claims.rules import rules
from soyte.engine import Column, Compare, Count, CountDistinct, Frame
from soyte.engine import Literal as Constant
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, ratio, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

By = Literal["facility", "month", "rule"]
CRITICAL = "C"
_SEVERITIES = ("C", "E", "W")
DEFINITION = (
    "Phát hiện của bộ quy tắc kiểm tra trên hồ sơ đang được tính (bản gửi sau thay bản trước); mức C là sai cấu trúc hoặc công thức, E là "
    "chi phí thường bị từ chối, W là cần xem lại; hồ sơ không đọc được tính vào dòng trống"
)


def findings(
    ledger: Ledger, scope: Scope | None = None, *, by: By = "facility", top: int = 50, as_of: AsOf = None
) -> Answer:
    """Findings by severity, for a hundred dossiers, and the share of dossiers without a critical one."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    feed.only_whole("phát hiện của từng hồ sơ")
    return _by_rule(feed, scope, top) if by == "rule" else _by_place(feed, scope, by, top)


def _rows(feed: Feed, scope: Scope) -> Frame:
    return scope.narrowed(
        feed.view.rows("claim_finding", "row_key", "dossier_key", "facility", "month", "rule", "severity")
    )


def _by_place(feed: Feed, scope: Scope, by: Literal["facility", "month"], top: int) -> Answer:
    counted = {
        row[by] or "": row["n"] for row in feed.collect(feed.rows("xml1", scope).group(by, n=Count())).to_pylist()
    }
    rows = _rows(feed, scope)
    found: dict[str, dict[str, int]] = {}
    for row in feed.collect(rows.group(by, "severity", n=Count())).to_pylist():
        found.setdefault(row[by] or "", {})[row["severity"]] = row["n"]
    critical = rows.filter(Compare(Column("severity"), "==", Constant(CRITICAL))).group(
        by, n=CountDistinct(Column("dossier_key"))
    )
    wrong = {row[by] or "": row["n"] for row in feed.collect(critical).to_pylist()}
    keys = sorted({*counted, *found}, reverse=False)
    if by == "facility":
        keys.sort(key=lambda key: -sum(found.get(key, {}).values()))
    lines: list[tuple[Value, ...]] = []
    for key in keys[:top]:
        some, dossiers = found.get(key, {}), counted.get(key, 0)
        per = ratio(100 * sum(some.values()), dossiers)
        right = share(dossiers - wrong.get(key, 0), dossiers)
        named = (feed.named(key),) if by == "facility" else ()
        lines.append((key, *named, dossiers, *(some.get(one, 0) for one in _SEVERITIES), per, right))
    heads = {
        "facility": (Field("facility", "Cơ sở", asks="facility"), Field("name", "Tên")),
        "month": (Field("month", "Tháng", asks="period"),),
    }
    fields = (
        *heads[by],
        Field("dossiers", "Hồ sơ", "count", narrows=()),
        Field("critical", "Phải sửa (C)", "count", narrows=(("severity", "C"),)),
        Field("refused", "Thường bị từ chối (E)", "count", narrows=(("severity", "E"),)),
        Field("doubtful", "Cần xem lại (W)", "count", narrows=(("severity", "W"),)),
        Field("per_hundred", "Phát hiện trên 100 hồ sơ", "number"),
        Field("right", "Hồ sơ không lỗi mức C (%)", "percent"),
    )
    return _answer(feed, scope, fields, lines, len(keys) - top, sum(counted.values()), found)


def _by_rule(feed: Feed, scope: Scope, top: int) -> Answer:
    known = {rule.id: rule for rule in rules()}
    summed = _rows(feed, scope).group(
        "rule",
        "severity",
        n=Count(),
        dossiers=CountDistinct(Column("row_key")),
        facilities=CountDistinct(Column("facility")),
    )
    some = sorted(feed.collect(summed).to_pylist(), key=lambda row: (-row["n"], row["rule"]))
    lines = [
        (
            row["rule"],
            known[row["rule"]].title if row["rule"] in known else "",
            row["severity"],
            row["n"],
            row["dossiers"],
            row["facilities"],
        )
        for row in some[:top]
    ]
    fields = (
        Field("rule", "Quy tắc", asks="rule"),
        Field("title", "Nội dung"),
        Field("severity", "Mức"),
        Field("findings", "Phát hiện", "count"),
        Field("dossiers", "Hồ sơ", "count", narrows=()),
        Field("facilities", "Cơ sở", "count"),
    )
    by_severity: dict[str, int] = {}
    for row in some:
        by_severity[row["severity"]] = by_severity.get(row["severity"], 0) + row["n"]
    every = feed.collect(feed.rows("xml1", scope).group(n=Count())).to_pylist()
    return _answer(feed, scope, fields, lines, len(some) - top, every[0]["n"] if every else 0, {"": by_severity})


def _answer(
    feed: Feed,
    scope: Scope,
    fields: tuple[Field, ...],
    lines: Sequence[tuple[Value, ...]],
    more: int,
    dossiers: int,
    found: dict[str, dict[str, int]],
) -> Answer:
    total = {one: sum(some.get(one, 0) for some in found.values()) for one in _SEVERITIES}
    return Answer(
        "findings",
        f"Phát hiện của bộ quy tắc, {scope.words}",
        fields,
        tuple(lines),
        feed.pedigree(
            scope, ("xml1", "claim_finding"), DEFINITION, "bộ quy tắc của Soyte (soyte check --help)", dossiers
        ),
        (
            ("Phát hiện", sum(total.values()), "count"),
            ("Phải sửa (C)", total["C"], "count"),
            ("Trên 100 hồ sơ", ratio(100 * sum(total.values()), dossiers), "number"),
        ),
        (f"còn {more} dòng không in",) if more > 0 else (),
    )
