"""What came on a day, facility by facility: how much, how punctual, with how many errors; and who usually sends and did not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from soyte.ledger.acts import Act
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, ratio, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.narrowing import day_of
from soyte.measures.care.of_day import USUAL, Counts, arrived, errors_of, last_days, set_aside
from soyte.measures.care.scope import Scope
from soyte.measures.care.timeliness import SOURCE, definition
from soyte.measures.errors import NothingKnown

DEFINITION = (
    "Hồ sơ nằm trong các lần gửi được nhận trong ngày, kể cả bản gửi lại; đúng ngày chỉ xét hồ sơ gửi lần đầu; phát hiện là của bộ quy tắc khi "
    "nhận. Cơ sở đã gửi trong 31 ngày trước mà ngày ấy không có hồ sơ nào thì vẫn có dòng. Bản đã được "
    "gửi lại thay thì không còn trong danh sách hồ sơ đằng sau"
)


def received(ledger: Ledger, day: date | None = None, *, facility: str | None = None, as_of: AsOf = None) -> Answer:
    """By facility, the largest first; then who sent nothing. Without a day, the last one on which dossiers came.

    NothingKnown where none ever came.
    """
    feed = Feed(ledger, as_of)
    feed.only_whole("từng lần gửi hồ sơ")
    acts = bringing(feed)
    if not acts:
        raise NothingKnown("Sổ chưa có hồ sơ khám chữa bệnh nào; hãy nhận hồ sơ: soyte ingest THƯ_MỤC.")
    asked = day or max(day_of(act.recorded_at) for act in acts.values())
    of_day = [name for name, act in acts.items() if day_of(act.recorded_at) == asked]
    rows = arrived(feed, of_day, facility)
    errors = errors_of(feed, of_day, facility)
    last = last_days(feed, acts, asked, facility)
    lines = [_line(feed, code, rows.get(code), errors.get(code, {})) for code in sorted({*rows, *last})]
    lines.sort(key=lambda line: (-int(str(line[2])), str(line[0])))
    lines = [(*line, last.get(str(line[0]), asked if line[2] else None)) for line in lines]
    whole = np.sum(list(rows.values()), axis=0) if rows else np.zeros(4, np.int64)
    found = sum(sum(one.get(s, 0) for s in "CEW") for one in errors.values())
    silent = sum(not line[2] for line in lines)
    aside = 0 if facility else set_aside(feed, of_day)
    notes = [f"{aside} hồ sơ bị để riêng khi đọc, không tính ở trên; xem các lần gửi của ngày"] if aside else []
    notes += [f"{silent} cơ sở có gửi trong {USUAL.days} ngày trước mà ngày này chưa gửi"] if silent else []
    scope = Scope(facility=facility)
    told = f"{DEFINITION}. {definition('discharge', 'file')}"
    return Answer(
        "received",
        f"Hồ sơ nhận ngày {asked:%d/%m/%Y}",
        _FIELDS,
        tuple(lines),
        feed.pedigree(scope, ("xml1", "claim_finding"), told, SOURCE, int(whole[0])),
        (
            ("Hồ sơ", int(whole[0]), "count"),
            ("Cơ sở đã gửi", len(rows), "count"),
            ("Lần gửi", len(of_day), "count"),
            ("% đúng ngày", share(int(whole[2]), int(whole[3])), "percent"),
            ("Phát hiện trên 100 hồ sơ", ratio(100 * found, int(whole[0])), "number"),
        ),
        tuple(notes),
        common={"received": asked.isoformat()},
    )


def days_received(ledger: Ledger, *, as_of: AsOf = None) -> tuple[tuple[date, int, int], ...]:
    """Every day on which dossiers came, with dossiers and submissions, the oldest first."""
    found: dict[date, tuple[int, int]] = {}
    for act in bringing(Feed(ledger, as_of)).values():
        day = day_of(act.recorded_at)
        dossiers, submissions = found.get(day, (0, 0))
        brought = sum(file.rows for file in act.files if file.table == "xml1")
        found[day] = dossiers + brought, submissions + 1
    return tuple((day, *found[day]) for day in sorted(found))


def bringing(feed: Feed) -> Mapping[str, Act]:
    """The submissions that stand and brought dossiers."""
    accepted = feed.view.state.accepted
    return {
        name: accepted[name]
        for name in feed.view.state.standing
        if any(file.table == "xml1" for file in accepted[name].files)
    }


def _line(
    feed: Feed,
    code: str,
    counts: Counts | None,
    errors: Mapping[str, int],
) -> tuple[Value, ...]:
    n, again, on_time, dated = map(int, counts) if counts is not None else (0, 0, 0, 0)
    found = [errors.get(severity, 0) for severity in "CEW"]
    per = ratio(100 * sum(found), n)
    right = share(n - errors.get("faulty", 0), n)
    return (code, feed.named(code), n, again, on_time, share(on_time, dated), *found, per, right)


_FIELDS = (
    Field("facility", "Cơ sở", asks="facility"),
    Field("name", "Tên"),
    Field("dossiers", "Hồ sơ", "count", narrows=()),
    Field("again", "Gửi lại", "count"),
    Field("on_time", "Đúng ngày", "count"),
    Field("on_time_share", "% đúng ngày", "percent"),
    Field("critical", "Phải sửa (C)", "count", narrows=(("severity", "C"),)),
    Field("refused", "Bị từ chối (E)", "count", narrows=(("severity", "E"),)),
    Field("doubtful", "Cần xem (W)", "count", narrows=(("severity", "W"),)),
    Field("per_hundred", "Lỗi/100 hồ sơ", "number"),
    Field("right", "% không lỗi C", "percent"),
    Field("last", "Gửi gần nhất", "date"),
)


__all__ = ["bringing", "days_received", "received"]
