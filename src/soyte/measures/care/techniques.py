"""Techniques new to a facility: services that it did in the window asked about and never before, as far as its history goes."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.grouping import groups
from soyte.engine import All, Column, Compare, Frame, IsIn, Literal, Min, Not, Sum, When
from soyte.ledger.care_rollups import SERVICES
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value
from soyte.measures.care.feed import Feed
from soyte.measures.care.labels import labels
from soyte.measures.care.scope import Scope
from soyte.measures.errors import MeasureError

LEAST = 12  # months of history before the window; with less nobody can tell new from not seen
_KINDS = ("lab", "imaging", "function", "surgery", "procedure")
_FIRST = ("first", "min")
_NAMES = {"first_min": "first", "rows_sum": "rows", "quantity_sum": "quantity"}
_ELSEWHERE = r"(_TB|\.K\.\w+)$"  # stopped before it was done; sent to another facility
_ENDING = r"(_[A-Z]+)$"  # how it was done, which makes no other technique
DEFINITION = (
    "Kỹ thuật mới của cơ sở: mã dịch vụ (MA_DICH_VU của XML3, bỏ hậu tố như _GT) thuộc xét nghiệm, chẩn đoán hình ảnh, thăm dò "
    "chức năng, phẫu thuật, thủ thuật, có trong kỳ và không có trong mọi tháng trước đó của cơ sở; không tính dịch vụ bị dừng "
    f"(_TB) và gửi nơi khác làm (.K.). Cơ sở có dưới {LEAST} tháng dữ liệu trước kỳ thì không kết luận"
)
SOURCE = "QĐ 3176/QĐ-BYT; QĐ 5937/QĐ-BYT"


def techniques(ledger: Ledger, scope: Scope, *, least: int = LEAST, top: int = 100, as_of: AsOf = None) -> Answer:
    """New techniques within the months of the scope, which must have an end and a beginning; latest first.

    `least`: months of history that a facility needs before the window. Facilities with less are named in the notes.
    """
    if scope.first is None or scope.last is None:
        raise MeasureError(
            "Cần một kỳ để biết kỹ thuật nào là mới trong kỳ ấy, chẳng hạn --period 2025 hoặc --period T8/2025."
        )
    feed = Feed(ledger, as_of)
    everywhere = Scope(facility=scope.facility)
    done = feed.sums(SERVICES, everywhere, "facility", "MA_DICH_VU", "MA_NHOM", "month").filter(
        Not(IsIn(Column("month"), ("",)))
    )
    every = feed.collect(_firsts(done, scope))  # asked once: facilities begin with the first of anything that they did
    begun = {row["facility"]: row["first_min"] for row in every.group_by("facility").aggregate([_FIRST]).to_pylist()}
    short = {code: _months(first, scope.first) for code, first in begun.items() if _months(first, scope.first) < least}
    codes = [one.first for one in groups("cost") if one.group in _KINDS]
    seen = _plain(every.filter(pc.is_in(every["MA_NHOM"], pa.array(codes, pa.string()))))
    new = seen.filter(
        pc.and_(pc.greater_equal(seen["first_min"], scope.first), pc.less_equal(seen["first_min"], scope.last))
    )
    told = new.filter(pc.invert(pc.is_in(new["facility"], pa.array(list(short), pa.string()))))
    told = told.sort_by([("first_min", "descending"), ("facility", "ascending"), ("service", "ascending")])
    named = labels(feed, "xml3", "MA_DICH_VU", "TEN_DICH_VU", told["service"].slice(0, top).to_pylist(), scope)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            row["facility"], feed.named(row["facility"]), row["service"], named.get(row["service"], ""), row["first_min"],
            row["rows_sum"], row["quantity_sum"], _months(begun[row["facility"]], scope.first),
        )
        for row in told.slice(0, top).to_pylist()
    )  # fmt: skip
    fields = (
        Field("facility", "Cơ sở", asks="facility"),
        Field("facility_name", "Tên cơ sở"),
        Field("service", "Mã dịch vụ", asks="service"),
        Field("name", "Tên kỹ thuật"),
        Field("first", "Tháng đầu tiên"),
        Field("rows", "Lượt trong kỳ", "count"),
        Field("quantity", "Số lượng", "number"),
        Field("history", "Tháng dữ liệu trước kỳ", "count"),
    )
    notes = [
        f"không kết luận được với {feed.named(code)} ({code}): chỉ có {months} tháng dữ liệu trước kỳ, cần ít nhất {least}"
        for code, months in sorted(short.items())
    ]
    notes += [f"còn {len(told) - top} dòng không in"] if len(told) > top else []
    return Answer(
        "techniques",
        f"Kỹ thuật mới, {scope.words}",
        fields,
        rows,
        feed.pedigree(scope, ("xml3",), DEFINITION, SOURCE, feed.dossiers(scope)),
        (("Kỹ thuật mới", len(told), "count"), ("Cơ sở chưa kết luận được", len(short), "count")),
        tuple(notes),
    )


def _firsts(done: Frame, scope: Scope) -> Frame:
    """The first month of each code at each facility, and how often it was done within the window; null if it was not."""
    inside = All(
        (Compare(Column("month"), ">=", Literal(scope.first)), Compare(Column("month"), "<=", Literal(scope.last)))
    )
    return done.group(
        "facility",
        "MA_DICH_VU",
        "MA_NHOM",
        first=Min(Column("month")),
        rows=Sum(When(inside, Column("n_rows"), Literal(None))),
        quantity=Sum(When(inside, Column("quantity"), Literal(None))),
    )


def _plain(found: pa.Table) -> pa.Table:
    """Codes without their endings: facility, service, first_min, rows_sum, quantity_sum."""
    sums = [_FIRST, ("rows", "sum"), ("quantity", "sum")]
    codes = found.group_by(["facility", "MA_DICH_VU"]).aggregate(sums).rename_columns(_NAMES)
    codes = codes.filter(pc.is_valid(codes["rows"]))
    here = codes.filter(pc.invert(pc.match_substring_regex(codes["MA_DICH_VU"], _ELSEWHERE)))
    service = pc.replace_substring_regex(here["MA_DICH_VU"], _ENDING, "")
    grouped = here.append_column("service", service).group_by(["facility", "service"])
    return grouped.aggregate(sums)


def _months(first: str, last: str) -> int:
    """From one month to another; 0 if it does not come later."""
    (year, month), (later, of) = (map(int, one.split("-")) for one in (first, last))
    return max(0, 12 * (later - year) + of - month)
