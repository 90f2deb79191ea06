"""The data files: there, listed, unchanged, readable; and what lies about that nobody calls for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from soyte.ledger import leases
from soyte.ledger.files import sha256_of
from soyte.ledger.holdings import Holding, holdings, submissions_of
from soyte.ledger.settling import unfinished
from soyte.ledger.state import State
from soyte.ledger.store import Store
from soyte.ledger.sweeping import look
from soyte.ledger.trouble import Kind, Trouble, error, note, warning

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

Step = Callable[[], None]
_REPAIR = "hãy chạy “soyte doctor --repair” để dựng lại từ tệp gốc"
_SWEEP = "hãy chạy “soyte doctor” (không kèm --quick) để dọn"
_NAMED = 5


def fault(store: Store, holding: Holding, *, deep: bool) -> str | None:
    """What is wrong with a file that must be there, in Vietnamese; None if nothing."""
    path = store.folder / holding.file.path
    try:
        size = path.stat().st_size
        if size != holding.file.bytes:
            return f"dài {size} byte, lúc ghi dài {holding.file.bytes} byte"
        if not deep:
            return None
        changed = sha256_of(path) != holding.file.sha256
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                rows = sum(len(batch) for batch in file.iter_batches())
        except (OSError, pa.ArrowException):
            return "bị hỏng, không đọc được"
    except FileNotFoundError:
        return "không còn trên đĩa"
    except OSError as problem:
        return f"không đọc được ({problem.strerror})"
    if rows != holding.file.rows:
        return f"có {rows} dòng, lúc ghi có {holding.file.rows} dòng"
    return "nội dung đã khác lúc ghi (mã băm không khớp)" if changed else None


def damaged(ledger: Ledger, state: State, *, deep: bool, step: Step) -> Iterator[tuple[Holding, str]]:
    """Files that must be there and are not as they were written, with what is wrong."""
    for holding in holdings(state).values():
        store = ledger.stores.get(holding.file.table)
        wrong = fault(store, holding, deep=deep) if store else "thuộc một bảng mà chương trình này không biết"
        step()
        if wrong:
            yield holding, wrong


def files(ledger: Ledger, state: State, *, deep: bool, step: Step) -> Iterator[Trouble]:
    """Every file of every act's manifest, or what replaced it."""
    bad = set()
    for holding, wrong in damaged(ledger, state, deep=deep, step=step):
        bad.add(holding.key)
        yield error(Kind.FILE, holding.key, f"{wrong}; liên quan {_concerned(holding, state)}", _REPAIR)
    late: set[str] = set()
    for table, (added, old) in unfinished(ledger.stores, state).items():
        late |= {f"{table}/{file.path}" for file in added}
        for path in (*(file.path for file in added), *old):
            yield warning(
                Kind.UNFINISHED, f"{table}/{path}", "việc ghép hoặc sửa tệp đã ghi nhận nhưng chưa làm xong", _SWEEP
            )
    for table, store in ledger.stores.items():
        listed = set(store.paths())
        for holding in holdings(state).values():
            if holding.file.table == table and holding.file.path not in listed and holding.key not in bad | late:
                yield error(Kind.FILE, holding.key, "không có trong danh sách tệp của bảng", _REPAIR)


def leftovers(ledger: Ledger, state: State | None = None) -> Iterator[Trouble]:
    """Orphans, strangers, replaced files, leases."""
    found = look(ledger, state)
    for name in found.orphans:
        yield warning(Kind.ORPHAN, name, "tệp của một lần nhận đã dừng giữa chừng, không ai đọc đến", _SWEEP)
    for name in found.strangers:
        yield note(Kind.STRANGER, name, "tệp lạ, không do phần mềm tạo ra", "hãy chuyển tệp này ra khỏi thư mục của sổ")
    if found.expired:
        yield warning(Kind.ORPHAN, f"{len(found.expired)} tệp", "đã được thay và hết thời hạn giữ lại", _SWEEP)
    for name in leases.named(ledger.home.leases):
        if leases.alive(ledger.home.leases, name):
            yield note(Kind.LEASE, name, "đang được nhận (hoặc đang được ghép)")
        else:
            yield warning(Kind.LEASE, name, "lần nhận đã dừng giữa chừng", _SWEEP)


def _concerned(holding: Holding, state: State) -> str:
    acts = submissions_of(holding, state)
    names = [f"lần ghi nhận số {act.seq}" + (f" ({act.name})" if act.name else "") for act in acts]
    more = f" và {len(names) - _NAMED} lần khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more or "không rõ lần nào"
