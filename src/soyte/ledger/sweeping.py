"""Cleaning away what dead loads left, and replaced files whose time is over. What a live load writes is never touched.

An act `swept` names the files first. Whoever wrote them may only have been slow, even on another machine: a load that the act
names is refused when it comes to commit, and an attempt to append that began before the act finds itself overtaken. So
what is deleted afterwards can never be called for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from soyte.ledger import clock, leases
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Intent
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.holdings import holdings, replaced
from soyte.ledger.journal import NAME as JOURNAL
from soyte.ledger.retention import days_of_replaced_files, finish_retiring, retired, today_in_vietnam
from soyte.ledger.settling import settle
from soyte.ledger.state import State
from soyte.ledger.store import Store, owner_of

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

ATTEMPTS = 20
_WHOLE_JOURNAL = re.compile(r"journal(\d+)")
_OURS = re.compile(r"(?:[as]|joined)[0-9a-f]{20}-\d+\.parquet|journal\d+-\d+\.parquet")


@dataclass(frozen=True)
class Findings:
    """Files that no act calls for, as `table/path`, by why they are there."""

    orphans: tuple[str, ...]  # of loads and attempts that died: committed to Delta, or only on disk
    in_use: tuple[str, ...]  # of loads under way
    strangers: tuple[str, ...]  # not named as the ledger names files: never deleted
    kept: tuple[str, ...]  # replaced, still within the time for which replaced files are kept
    expired: tuple[str, ...]  # replaced, and that time is over


@dataclass(frozen=True)
class Sweeping:
    """What a sweep did: files brought into line with acts, orphans removed, expired files removed, leases taken away."""

    finished: tuple[str, ...]
    orphans: tuple[str, ...]
    expired: tuple[str, ...]
    leases: tuple[str, ...]


class _Overtaken(Exception):
    pass


def sweep(ledger: Ledger, *, actor: str = "soyte") -> Sweeping:
    """Remove orphans and expired files, finish what maintenance left undone. Again changes nothing; may die anywhere."""
    finished = settle(ledger)
    for _ in range(ATTEMPTS):
        found = look(ledger)
        try:
            _condemn(ledger, found.orphans, actor)
        except _Overtaken:
            continue
        _remove(ledger, (*found.orphans, *found.expired))
        if retired(ledger.journal.state()):
            finish_retiring(ledger)
        dead = leases.abandoned(ledger.home.leases)
        for name in dead:
            leases.remove(ledger.home.leases, name)
        return Sweeping(tuple(finished), found.orphans, found.expired, tuple(dead))
    raise LedgerError("Sổ đang được ghi liên tục nên chưa dọn được; hãy chạy lại “soyte doctor” sau ít phút.")


def look(ledger: Ledger, state: State | None = None, now: datetime | None = None) -> Findings:
    """Every file that no act calls for. Lists files first, then asks who is alive, then reads the acts: in that order an
    accepted file cannot be taken for an orphan."""
    stores = {**ledger.stores, JOURNAL: ledger.journal.store}
    files = [(store, path, listed) for store in stores.values() for path, listed in _files(store)]
    living = {owner for owner in {owner_of(path) for _, path, _ in files} if leases.alive(ledger.home.leases, owner)}
    acts = state or ledger.journal.state()
    called, gone = holdings(acts), replaced(acts)
    known = {act.act_id: act.seq for act in acts.acts}
    moment = now or clock.now()
    sorts: dict[str, list[str]] = {"orphans": [], "in_use": [], "strangers": [], "kept": [], "expired": []}
    for store, path, listed in files:
        name = f"{store.name}/{path}"
        if name in called or (store.name == JOURNAL and listed):
            continue
        if not _OURS.fullmatch(path) and not listed:
            sort = "strangers"
        elif owner_of(path) in living:
            sort = "in_use"
        elif name in gone:
            sort = _by_age(gone[name].recorded_at, moment) if not listed else "kept"
        elif store.name == JOURNAL and (number := _last_act(path, known)):
            since = _joined_at(store, number)
            sort = _by_age(since, moment) if since else "kept"
        else:
            sort = "orphans"
        sorts[sort].append(name)
    return Findings(**{sort: tuple(sorted(names)) for sort, names in sorts.items()})


def _files(store: Store) -> Iterator[tuple[str, bool]]:
    on_disk = {path.name for path in store.folder.glob("*.parquet")}
    listed = set(store.paths())
    for path in sorted(on_disk | listed):
        yield path, path in listed


def _by_age(since: datetime, now: datetime) -> str:
    return "expired" if now - since > days_of_replaced_files(today_in_vietnam()) else "kept"


def _last_act(path: str, known: Mapping[str, int]) -> int | None:
    """The number of the last act in a file of the journal; None for one whose append came to nothing."""
    whole = _WHOLE_JOURNAL.fullmatch(owner_of(path))
    return int(whole[1]) + 1 if whole else known.get(owner_of(path))


def _joined_at(store: Store, number: int) -> datetime | None:
    """When acts up to this number were joined into a fuller file, if that is known."""
    fuller = [
        (int(match[1]), file)
        for file in store.folder.glob("journal*.parquet")
        if (match := _WHOLE_JOURNAL.fullmatch(owner_of(file.name))) and int(match[1]) >= number
    ]
    return datetime.fromtimestamp(min(fuller)[1].stat().st_mtime, clock.VIETNAM) if fuller else None


def _condemn(ledger: Ledger, orphans: tuple[str, ...], actor: str) -> Act | None:
    """The act that names orphans which no earlier act named, so that they can never be called for."""
    named = {name for act in ledger.journal.state().acts if act.kind is ActKind.SWEPT for name in act.replaced}
    fresh = tuple(name for name in orphans if name not in named)
    if not fresh:
        return None

    def check(state: State) -> Act | None:
        called, ids = holdings(state), {act.act_id for act in state.acts}
        if any(name in called or (name.startswith(f"{JOURNAL}/") and owner_of(name) in ids) for name in fresh):
            raise _Overtaken
        return None

    said = {"replaced": fresh, "reason": "tệp của lần nhận đã dừng giữa chừng"}
    return ledger.committer.commit(Intent(ActKind.SWEPT, "", actor, said, check=check))[0]


def _remove(ledger: Ledger, names: tuple[str, ...]) -> None:
    stores = {**ledger.stores, JOURNAL: ledger.journal.store}
    for table, store in stores.items():
        paths = [name.removeprefix(f"{table}/") for name in names if name.startswith(f"{table}/")]
        if not paths:
            continue
        listed = set(store.paths())
        store.commit([], [path for path in paths if path in listed])
        for path in paths:
            try:
                (store.folder / path).unlink(missing_ok=True)
            except OSError as error:
                raise disk_trouble(error, store.folder) from error
