"""The acts: numbered without gaps, chained, growing in time, the same in table and log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from soyte.ledger.acts import Act, ActKind, from_text, link
from soyte.ledger.store import Store
from soyte.ledger.trouble import Kind, Trouble, error, note, warning

APART = timedelta(minutes=5)
_RESTORE = "hãy khôi phục sổ từ bản sao lưu gần nhất rồi nhận lại các tệp gửi sau đó"
_REBUILD = "hãy chạy “soyte doctor --repair”"


def numbering(acts: Sequence[Act]) -> Iterator[Trouble]:
    """Gaps, repetitions, time running backwards, broken links."""
    last = 0
    for act in acts:
        if act.seq != last + 1:
            what = (
                f"số {act.seq} được dùng hai lần"
                if act.seq <= last
                else f"thiếu các số từ {last + 1} đến {act.seq - 1}"
            )
            yield error(Kind.JOURNAL, f"lần ghi nhận số {act.seq}", what, _REBUILD)
        last = act.seq
    for before, act in pairwise(acts):
        if act.recorded_at <= before.recorded_at:
            yield error(
                Kind.JOURNAL, f"lần ghi nhận số {act.seq}", "thời điểm ghi không sau lần ghi nhận liền trước", _RESTORE
            )
    seen: dict[str, int] = {}
    accepted: dict[str, int] = {}
    for act in acts:
        for known, name, what in (
            (seen, act.act_id, "mã của lần ghi nhận"),
            *([(accepted, act.submission_id, "lần gửi")] if act.kind is ActKind.ACCEPTED else []),
        ):
            if name in known:
                yield error(
                    Kind.JOURNAL, f"lần ghi nhận số {act.seq}", f"{what} {name} đã có ở số {known[name]}", _RESTORE
                )
            known[name] = act.seq
    for before_chain, act in zip(("", *(act.chain for act in acts)), acts, strict=False):
        if act.chain != link(act, before_chain):
            yield error(
                Kind.JOURNAL,
                f"lần ghi nhận số {act.seq}",
                "nội dung đã bị sửa hoặc bị chen vào sau khi ghi (mã nối không khớp)",
                _RESTORE,
            )


def copies(acts: Sequence[Act], kept: Sequence[Act]) -> Iterator[Trouble]:
    """The rows of the table against the copies in Delta's log."""
    table, log = {act.act_id: act for act in acts}, {act.act_id: act for act in kept}
    for name in sorted(table.keys() | log.keys(), key=lambda name: (table.get(name) or log[name]).seq):
        where = f"lần ghi nhận số {(table.get(name) or log[name]).seq}"
        if name not in log:
            yield error(Kind.JOURNAL, where, "không có bản sao trong nhật ký của bảng", _RESTORE)
        elif name not in table:
            yield error(Kind.JOURNAL, where, "có trong nhật ký nhưng mất khỏi bảng các lần gửi", _REBUILD)
        elif table[name] != log[name]:
            yield error(Kind.JOURNAL, where, "bảng các lần gửi và nhật ký nói khác nhau", _REBUILD)


def clocks(acts: Sequence[Act], now: datetime) -> Iterator[Trouble]:
    """This machine behind the last act; machines, or one machine at two times, that differed."""
    if acts and acts[-1].recorded_at - now > APART:
        late = acts[-1].recorded_at - now
        yield warning(
            Kind.CLOCK,
            "đồng hồ máy này",
            f"chậm hơn lần ghi nhận cuối cùng {_minutes(late)}",
            "hãy chỉnh lại giờ của máy (bật đồng bộ giờ tự động); số thứ tự của sổ vẫn đúng",
        )
    told: set[tuple[str, str]] = set()
    for before, act in pairwise(acts):
        pair = (before.host, act.host)
        if before.recorded_at - act.clock > APART and pair not in told:
            told.add(pair)
            late = before.recorded_at - act.clock
            who = f"máy {act.host} so với máy {before.host}" if act.host != before.host else f"máy {act.host}"
            yield note(
                Kind.CLOCK,
                f"lần ghi nhận số {act.seq}",
                f"đồng hồ của {who} chậm {_minutes(late)}; thứ tự ghi nhận vẫn đúng",
                "hãy bật đồng bộ giờ tự động trên các máy",
            )


def log_entries(store: Store) -> Iterator[Trouble]:
    """Delta's log of a table: every entry there and readable."""
    log = store.folder / "_delta_log"
    entries = sorted(path for path in log.glob("*.json") if path.stem.isdigit())
    if not entries:
        yield error(Kind.LOG, str(log), "không có nhật ký của bảng", _RESTORE)
    for place, path in enumerate(entries):
        if int(path.stem) != place:
            yield error(Kind.LOG, str(log), f"thiếu mục số {place} của nhật ký", _RESTORE)
            return
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                json.loads(line)
            if not path.stat().st_size:
                raise ValueError
        except (ValueError, OSError):
            yield error(Kind.LOG, str(path), "mục nhật ký không đọc được", _RESTORE)


def copied_acts(store: Store) -> list[Act]:
    """The acts as Delta's log of the journal copies them, in order. Entries that cannot be read are left out."""
    acts = []
    for path in sorted((store.folder / "_delta_log").glob("*.json")):
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                copy = (json.loads(line).get("commitInfo") or {}).get("act")
                if copy:
                    acts.append(from_text(copy))
        except (ValueError, KeyError, TypeError, OSError, AttributeError):
            continue
    return sorted(acts, key=lambda act: act.seq)


def _minutes(span: timedelta) -> str:
    return f"{int(span.total_seconds() // 60)} phút"
