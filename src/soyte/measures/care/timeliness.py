"""Whether dossiers come on the right day ("chuyển đúng ngày"), how often they are right at the first sending, how many are
corrected or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

import numpy as np
import pyarrow as pa

from soyte.catalogue.working_days import WorkingDays
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, share
from soyte.measures.care.arrivals import BASES, Base, accepted_days, arrivals
from soyte.measures.care.due import CLASSES, EPOCH, Calendar, classes
from soyte.measures.care.feed import Feed
from soyte.measures.care.first_time import faulty_at_first
from soyte.measures.care.refusals import refusals
from soyte.measures.care.scope import Scope
from soyte.measures.care.unsent import unsent

Received = Literal["file", "accepted"]
_BASE_WORDS = {"discharge": "ngày ra (NGAY_RA)", "payment": "ngày thanh toán (NGAY_TTOAN)"}
_RECEIVED_WORDS = {
    "file": "ngày lập của tệp đầu tiên có hồ sơ (NGAYLAP), tệp không ghi thì ngày kho nhận",
    "accepted": "ngày kho nhận lần gửi đầu tiên có hồ sơ",
}
SOURCE = (
    "TT 48/2017/TT-BYT Đ6, Đ7, Đ13; lịch nghỉ theo thư viện holidays và các quyết định hoán đổi. Chưa văn bản nào định nghĩa “tỷ lệ "
    "chuyển đúng ngày”: đây là cách hiểu làm việc"
)


def definition(base: Base, received: Received) -> str:
    """The working definition with its parameters, for a reader."""
    return (
        f"Mỗi hồ sơ ra viện trong kỳ, trừ đối tượng 9; hạn tính từ {_BASE_WORDS[base]}: chính ngày ấy, nếu là ngày nghỉ thì ngày làm việc kế "
        f"tiếp; ngày gửi là {_RECEIVED_WORDS[received]}, các lần gửi thay sau không đổi ngày này; đúng ngày là ngày gửi không sau "
        "hạn; rồi đến muộn 1 ngày, trong 7 ngày làm việc, muộn hơn. Đúng ngay lần đầu: lần gửi đầu không có lỗi mức C"
    )


def timeliness(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    base: Base = "discharge",
    received: Received = "file",
    findings: pa.Table | None = None,
    days: WorkingDays | None = None,
    as_of: AsOf = None,
) -> Answer:
    """Shares by facility. `findings` have columns `dossier_key`, `severity` and `submission_id`; without them, nothing is said of
    the first sending."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    feed.only_whole("ngày gửi của từng hồ sơ")
    found = arrivals(feed, scope, base)
    by_file, placed = classed(feed, found, received, days)
    codes = found["facility"].combine_chunks().dictionary_encode()
    names = codes.dictionary.to_pylist()
    counts = np.zeros((len(names) or 1, len(CLASSES) + 1), np.int64)
    n = found["n"].to_numpy()
    where = codes.indices.to_numpy()
    np.add.at(counts, (where, placed), n)
    again = np.bincount(where, weights=n * (found["sent"].to_numpy() > 1), minlength=len(names)).astype(int)
    faulty = faulty_at_first(feed, scope, findings) if findings is not None else None
    refused, waiting = refusals(feed, scope), unsent(feed, scope)
    rows = [_row(feed, code, counts[at], int(again[at]), faulty) for at, code in enumerate(names)]
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[0])))
    total = _row(
        feed, "", counts.sum(axis=0), int(again.sum()), {"": sum(faulty.values())} if faulty is not None else None
    )
    notes = [f"{by_file} hồ sơ tính theo ngày lập của tệp, {int(n.sum()) - by_file} theo ngày kho nhận"]
    if total[9]:
        notes.append(f"{total[9]} hồ sơ chưa có {_BASE_WORDS[base]}, không tính vào tỷ lệ")
    if waiting:
        notes.append(
            f"{sum(waiting.values())} lượt đã báo đến khám (XML0) trong kỳ mà chưa có hồ sơ, kể cả người còn nằm viện; không tính vào "
            f"tỷ lệ: {_named(feed, waiting)}"
        )
    if refused:
        notes.append(
            f"{refused} hồ sơ bị để riêng khi đọc (không thuộc hồ sơ nào ở trên); xem soyte submissions SỐ --aside"
        )
    if findings is None:
        notes.append("chưa có kết quả kiểm tra nên chưa biết hồ sơ nào đúng ngay lần gửi đầu")
    return Answer(
        "timeliness",
        f"Chuyển dữ liệu đúng ngày, {scope.words}",
        _FIELDS,
        tuple(rows),
        feed.pedigree(scope, ("xml1",), definition(base, received), SOURCE, int(n.sum())),
        (
            ("Hồ sơ", total[2], "count"),
            ("% đúng ngày", total[4], "percent"),
            ("% đúng ngay lần đầu", total[11], "percent"),
        ),
        tuple(notes),
    )


def _named(feed: Feed, waiting: Counter[str]) -> str:
    few = ", ".join(f"{feed.named(code) or code} {n}" for code, n in waiting.most_common(3))
    return f"{few}…" if len(waiting) > 3 else few


def classed(
    feed: Feed, found: pa.Table, received: Received, days: WorkingDays | None
) -> tuple[int, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """How many dossiers are dated by their file, and the class of each group of `arrivals`; the last is for those without a base day."""
    made = found["made_on"].cast(pa.int32()).to_numpy(zero_copy_only=False).astype(float)
    known = accepted_days(feed)
    accepted = np.array([known[seq] for seq in found["seq"].to_pylist()], float)
    if received == "accepted":
        made = np.full(len(found), np.nan)
    sent = np.where(np.isnan(made), accepted, made)
    base = found["base"].cast(pa.int32()).to_numpy(zero_copy_only=False).astype(float)
    there = ~np.isnan(base)
    placed = np.full(len(found), len(CLASSES), np.int64)
    if there.any():
        first, last = (EPOCH + timedelta(days=int(day)) for day in (base[there].min(), base[there].max()))
        calendar = Calendar.around(first, last, days)
        placed[there] = classes(base[there].astype(np.int64), sent[there].astype(np.int64), calendar)
    by_file = int(found["n"].to_numpy()[~np.isnan(made)].sum())
    return by_file, placed


COUNTED = (
    Field("dossiers", "Hồ sơ", "count"),
    Field("on_time", "Đúng ngày", "count", narrows=(("punctual", "on_time"),)),
    Field("on_time_share", "% đúng ngày", "percent"),
    Field("next_day", "Muộn 1 ngày", "count", narrows=(("punctual", "next_day"),)),
    Field("within_7", "Trong 7 ngày làm việc", "count", narrows=(("punctual", "within_7"),)),
    Field("later", "Muộn hơn", "count", narrows=(("punctual", "later"),)),
    Field("later_share", "% muộn hơn", "percent"),
)
"""How many dossiers, and how many of each class of punctuality."""
_FIELDS = (
    Field("facility", "Cơ sở", asks="facility"),
    Field("name", "Tên"),
    *COUNTED,
    Field("undated", "Chưa có ngày gốc", "count", narrows=(("punctual", "undated"),)),
    Field("corrected", "Gửi lại", "count"),
    Field("first_time_share", "% đúng ngay lần đầu", "percent"),
)


def _row(
    feed: Feed,
    code: str,
    counts: np.ndarray[tuple[int], np.dtype[np.int64]],
    again: int,
    faulty: Mapping[str, int] | None,
) -> tuple[Value, ...]:
    on_time, next_day, within, later, undated = map(int, counts)
    dated = on_time + next_day + within + later
    right = share(dated + undated - faulty.get(code, 0), dated + undated) if faulty is not None else None
    return (
        code, feed.named(code), dated + undated, on_time, share(on_time, dated), next_day, within, later, share(later, dated),
        undated, again, right,
    )  # fmt: skip


__all__ = ["BASES", "SOURCE", "Received", "classed", "definition", "timeliness"]
