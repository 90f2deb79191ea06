"""Bringing Delta into line with the acts. An act that replaces files is written first, so whatever dies can be finished."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING

from soyte.ledger.files import sha256_of
from soyte.ledger.holdings import Holding, holdings
from soyte.ledger.state import State
from soyte.ledger.store import DataFile, Store

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger


def unfinished(stores: Mapping[str, Store], state: State) -> dict[str, tuple[list[DataFile], list[str]]]:
    """By table: files that acts call for and Delta does not list though they lie there, and listed ones that were replaced."""
    groups: dict[tuple[str, str], list[Holding]] = {}
    for holding in holdings(state).values():
        groups.setdefault((holding.file.table, holding.act.act_id), []).append(holding)
    listed = {name: set(store.paths()) for name, store in stores.items()}
    steps: dict[str, tuple[list[DataFile], list[str]]] = {}
    for (name, _), group in groups.items():
        if name not in stores:
            continue
        missing = [holding.file for holding in group if holding.file.path not in listed[name]]
        if not all(_sound(stores[name], file) for file in missing):
            continue  # what stands for the old files is not all there: the old ones are all there is
        old = {key.removeprefix(f"{name}/") for holding in group for key in holding.stands_for} & listed[name]
        if missing or old:
            added, removed = steps.setdefault(name, ([], []))
            added += missing
            removed += sorted(old)
    return steps


def settle(ledger: Ledger, *, locked: bool = False) -> list[str]:
    """Carry out what acts say and Delta does not yet; the files concerned, as `table/path`. Again changes nothing."""
    done: list[str] = []
    with nullcontext() if locked else ledger.committer.lock():
        for name, (added, old) in unfinished(ledger.stores, ledger.journal.state()).items():
            ledger.stores[name].commit(added, old, changes=False)
            done += [f"{name}/{path}" for path in (*(file.path for file in added), *old)]
    return done


def _sound(store: Store, file: DataFile) -> bool:
    path = store.folder / file.path
    return path.exists() and path.stat().st_size == file.bytes and sha256_of(path) == file.sha256
