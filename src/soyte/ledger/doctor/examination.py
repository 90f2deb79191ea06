"""Everything that can be wrong with a ledger, looked at in an order in which one trouble does not hide the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from soyte.engine import EngineError
from soyte.ledger import clock, invariants
from soyte.ledger.doctor.file_checks import files, leftovers
from soyte.ledger.doctor.journal_checks import clocks, copied_acts, copies, log_entries, numbering
from soyte.ledger.doctor.originals import originals
from soyte.ledger.errors import LedgerError
from soyte.ledger.holdings import holdings
from soyte.ledger.home import open_home
from soyte.ledger.journal import Journal
from soyte.ledger.state import State
from soyte.ledger.trouble import Kind, Severity, Trouble, error

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

Progress = Callable[[str, int, int], object]
"""Called with what is looked at (Vietnamese), how many things are done and how many there are."""


def check(ledger: Ledger, *, deep: bool = True, progress: Progress | None = None) -> list[Trouble]:
    """All troubles, worst first. Reads only. Without `deep` neither content nor past moments nor the vault's files."""
    found = list(_troubles(ledger, deep=deep, progress=progress or (lambda *_: None)))
    order = list(Severity)
    return sorted(found, key=lambda trouble: order.index(trouble.severity))


def sound(troubles: list[Trouble]) -> bool:
    """Whether only notes are left."""
    return all(trouble.severity is Severity.NOTE for trouble in troubles)


def _troubles(ledger: Ledger, *, deep: bool, progress: Progress) -> Iterator[Trouble]:
    try:
        open_home(ledger.home.folder)
    except LedgerError as problem:
        yield error(Kind.HOME, str(ledger.home.folder), str(problem), "hãy khôi phục từ bản sao lưu")
    progress("nhật ký các bảng", 0, 1)
    for store in (ledger.journal.store, *ledger.stores.values()):
        yield from log_entries(store)
    kept = copied_acts(ledger.journal.store)
    readable = True
    try:
        state = Journal(ledger.home.ledger).state()  # from disk, not from what was read before
    except LedgerError as problem:
        yield error(Kind.JOURNAL, ledger.journal.store.name, str(problem).rstrip("."), "các kiểm tra sau dùng bản sao")
        state, readable = State(tuple(kept), 0), False
    yield from numbering(state.acts)
    if readable:
        yield from copies(state.acts, kept)
    yield from clocks(state.acts, clock.now())
    try:
        yield from _contents(ledger, state, readable=readable, deep=deep, progress=progress)
    except (LedgerError, EngineError) as problem:
        yield error(Kind.LOG, str(ledger.home.ledger), str(problem).rstrip("."), "hãy khôi phục từ bản sao lưu")


def _contents(ledger: Ledger, state: State, *, readable: bool, deep: bool, progress: Progress) -> Iterator[Trouble]:
    total, done = len(holdings(state)), 0

    def step() -> None:
        nonlocal done
        done += 1
        progress("tệp dữ liệu", done, total)

    broken = False
    for trouble in files(ledger, state, deep=deep, step=step):
        broken = broken or trouble.kind is Kind.FILE
        yield trouble
    yield from leftovers(ledger, None if readable else state)
    if broken:
        return  # sums over damaged files say nothing more
    progress("số dòng", 0, 1)
    yield from invariants.counts(ledger.engine, ledger.stores, state)
    yield from invariants.made(ledger.engine, ledger.stores, state)
    numbers = invariants.moments(state) if deep else [state.head]
    for place, seq in enumerate(numbers):
        progress("tổng hợp", place, len(numbers))
        yield from invariants.rollups(ledger.engine, ledger.stores, state, [seq])
    progress("tổng hợp", len(numbers), len(numbers))

    def originals_step(done: int, total: int) -> None:
        progress("tệp gốc trong kho bảo mật", done, total)

    yield from originals(ledger, state, deep=deep, progress=originals_step)
