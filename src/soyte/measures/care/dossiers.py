"""The dossiers behind a number: which, of when, with what, and where they lie; nobody's name, number or address."""

from __future__ import annotations

from datetime import date
from typing import Any

from soyte.catalogue import icd10
from soyte.catalogue.claims.grouping import groups
from soyte.catalogue.diseases import load_diseases
from soyte.engine import Coalesce, Column, Count, Expression, Frame, IsIn
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value
from soyte.measures.care.feed import Feed
from soyte.measures.care.narrowing import come_as, found_in, left_in_week, received_on
from soyte.measures.care.scope import Scope, among, apart_from
from soyte.measures.care.selection import Selection
from soyte.measures.errors import MeasureError

DEFINITION = (
    "Hồ sơ đang được tính, mỗi hồ sơ một dòng; mã liên kết chỉ hiện bốn ký tự cuối, không hiện tên, số giấy tờ, địa chỉ. Mở bản gốc "
    "theo lần gửi và số thứ tự trong tệp cần quyền đọc kho bảo mật và được ghi nhật ký"
)
_SHOWN = 4
RECALLED = "8"  # MA_DOITUONG_KCB of what its sender asks to be taken back
_PRINTED = (
    *("MA_LOAI_KCB", "MA_BENH_CHINH", "KET_QUA_DTRI", "T_TONGCHI_BV", "T_BHTT"),
    *("MA_LK", "row_key", "submission_id", "path", "block"),
)
_COLUMNS = (*_PRINTED, "NGAY_RA_day", "NGAY_VAO_day", "MA_NOI_DEN", "MA_DOITUONG_KCB", "MAXA_CU_TRU", "MATINH_CU_TRU")


def dossiers(
    ledger: Ledger,
    scope: Scope | None = None,
    selection: Selection | None = None,
    *,
    top: int = 50,
    as_of: AsOf = None,
) -> Answer:
    """The dossiers that are selected, by facility and day; `dossier` is the key under which the ledger knows one."""
    scope, selection, feed = scope or Scope(), selection or Selection(), Feed(ledger, as_of)
    feed.only_whole("hồ sơ")
    found = selected(feed, scope, selection)
    shown = found.with_columns(left=Coalesce((Column("NGAY_RA_day"), Column("NGAY_VAO_day")))).select(
        "facility", "left", *_PRINTED
    )
    table = feed.collect(shown.sort("facility", "left", "row_key", limit=top))
    count = len(table) if len(table) < top else _count(feed, found)
    rows = tuple(_row(feed, row) for row in table.to_pylist())
    return Answer(
        "dossiers",
        f"Hồ sơ{f' của cơ sở {scope.facility}' if scope.facility else ''}, {scope.words}: {selection.words}",
        _FIELDS,
        rows,
        feed.pedigree(scope, ("xml1",), DEFINITION, "QĐ 3176/QĐ-BYT", count),
        (("Hồ sơ", count, "count"),),
        (f"còn {count - top} hồ sơ không in",) if count > top else (),
    )


_FIELDS = (
    Field("facility", "Cơ sở"),
    Field("day", "Ngày ra", "date"),
    Field("form", "Hình thức"),
    Field("icd", "Mã bệnh"),
    Field("result", "Kết quả"),
    Field("cost", "Chi phí", "money"),
    Field("fund", "Quỹ chi trả", "money"),
    Field("link", "Mã liên kết"),
    Field("submission", "Lần gửi"),
    Field("file", "Tệp"),
    Field("number", "Hồ sơ thứ", "count"),
    Field("dossier", "Khóa trong sổ"),
)


def selected(feed: Feed, scope: Scope, selection: Selection) -> Frame:
    """The rows of XML1 that are selected."""
    frame = feed.rows("xml1", scope, *_COLUMNS).filter(apart_from("MA_DOITUONG_KCB", RECALLED))
    if selection.icd or selection.disease:
        codes = feed.collect(frame.distinct("MA_BENH_CHINH"))["MA_BENH_CHINH"].to_pylist()
        frame = frame.filter(among("MA_BENH_CHINH", [code for code in codes if _fits(code, selection)]))
    if selection.to:
        places = feed.collect(frame.distinct("MA_NOI_DEN"))["MA_NOI_DEN"].to_pylist()
        frame = frame.filter(among("MA_NOI_DEN", [code for code in places if code and code.startswith(selection.to)]))
    if selection.result:
        frame = frame.filter(IsIn(Column("KET_QUA_DTRI"), tuple(selection.result.split(","))))
    if selection.residence:
        column = "MAXA_CU_TRU" if len(selection.residence) > 2 else "MATINH_CU_TRU"
        frame = frame.filter(IsIn(Column(column), (selection.residence,)))
    if selection.inpatient:
        frame = frame.filter(among("MA_LOAI_KCB", [one.first for one in groups("care") if one.group == "inpatient"]))
    if selection.drug:
        frame = _having(feed, frame, scope, "xml2", "MA_THUOC", condition=IsIn(Column("MA_THUOC"), (selection.drug,)))
    if selection.service:
        codes = feed.collect(feed.rows("xml3", scope, "MA_DICH_VU").distinct("MA_DICH_VU"))["MA_DICH_VU"].to_pylist()
        endings = [code for code in codes if code and code.partition("_")[0] == selection.service]
        frame = _having(feed, frame, scope, "xml3", "MA_DICH_VU", condition=among("MA_DICH_VU", list(endings)))
    if selection.rule or selection.severity:
        frame = found_in(feed, frame, scope, selection.rule, selection.severity)
    if selection.punctual:
        frame = come_as(feed, frame, scope, selection.punctual)
    if selection.received:
        frame = received_on(feed, frame, selection.received)
    if selection.week:
        frame = left_in_week(frame, selection.week)
    for asked, table in ((selection.sent_on, "xml13"), (selection.births, "xml9"), (selection.appointed, "xml14")):
        if asked:
            frame = _having(feed, frame, scope, table)
    return frame


def _having(
    feed: Feed, frame: Frame, scope: Scope, table: str, *code: str, condition: Expression | None = None
) -> Frame:
    rows = feed.rows(table, scope, "row_key", *code)
    rows = rows if condition is None else rows.filter(condition)
    return frame.join(rows.distinct("row_key"), ["row_key"], "semi")


def _fits(code: str | None, selection: Selection) -> bool:
    part = (selection.icd or "").upper()
    if part:
        chapter, group = icd10.chapters().of(code), icd10.groups().of(code)
        plain = (code or "").strip().upper()
        known = {chapter.code if chapter else icd10.UNKNOWN, group.code if group else icd10.UNKNOWN}
        if part not in known and not (len(part) >= 3 and plain.replace(".", "").startswith(part.replace(".", ""))):
            return False
    if selection.disease:
        known_diseases = load_diseases()
        wanted = selection.disease.split("+")
        if wanted[0] not in known_diseases.all:
            raise MeasureError(f"Danh mục không có bệnh “{selection.disease}”; hãy dùng mã như dengue, measles.")
        spans = [span for name in wanted if name in known_diseases.all for span in known_diseases.all[name].icd10]
        plain = (code or "").strip().upper().replace(".", "")
        return any(plain.startswith(one.replace(".", "")) for span in spans for one in span.codes)
    return True


def _count(feed: Feed, found: Frame) -> int:
    return int(feed.collect(found.group(n=Count()))["n"][0].as_py())


def _row(feed: Feed, row: dict[str, Any]) -> tuple[Value, ...]:
    act = feed.view.state.accepted[row["submission_id"]]
    day: date | None = row["left"]
    return (
        row["facility"], day, row["MA_LOAI_KCB"], row["MA_BENH_CHINH"], row["KET_QUA_DTRI"], row["T_TONGCHI_BV"],
        row["T_BHTT"], "•••" + (row["MA_LK"] or "")[-_SHOWN:], f"#{act.seq}", row["path"] or act.name, row["block"],
        row["row_key"],
    )  # fmt: skip


__all__ = ["Selection", "dossiers", "selected"]
