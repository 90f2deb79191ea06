"""Joining small files. The act comes first, then Delta follows (`settle`); replaced files stay on disk for a while."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Intent
from soyte.ledger.errors import LedgerError, Swept
from soyte.ledger.files import sha256_of
from soyte.ledger.holdings import Holding, holdings
from soyte.ledger.leases import Lease
from soyte.ledger.settling import settle
from soyte.ledger.state import State
from soyte.ledger.store import JOINED, ROW_GROUP, DataFile, Store, conformed, part_of

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger


@dataclass(frozen=True)
class Plan:
    """When files are joined: at least `least` of a table that are smaller than `small` bytes, up to `largest` together."""

    least: int = 16
    small: int = 64 << 20
    largest: int = 256 << 20


class Overtaken(Exception):
    """Another act changed the files meanwhile."""


def compact(ledger: Ledger, *, actor: str = "soyte", plan: Plan | None = None) -> list[Act]:
    """Join small files, table by table, until nothing is worth it. The acts `compacted`, none if there was nothing to do."""
    acts: list[Act] = []
    settle(ledger)
    while True:
        chosen = _choice(ledger.journal.state(), plan or Plan())
        if not chosen:
            return acts
        try:
            acts.append(_join(ledger, chosen, actor))
        except Overtaken:
            continue
        settle(ledger)


def _choice(state: State, plan: Plan) -> dict[tuple[str, str], list[Holding]]:
    tables: dict[tuple[str, str], list[Holding]] = {}
    for holding in holdings(state).values():
        if holding.file.bytes < plan.small:
            tables.setdefault((holding.file.table, part_of(holding.file.path)), []).append(holding)
    chosen = {}
    for name, files in tables.items():
        total = 0
        group: list[Holding] = []
        for holding in files:
            total += holding.file.bytes
            if group and total > plan.largest:
                break
            group.append(holding)
        if len(group) >= max(2, plan.least):
            chosen[name] = group
    return chosen


def _join(ledger: Ledger, chosen: dict[tuple[str, str], list[Holding]], actor: str) -> Act:
    owner = f"{JOINED}{uuid.uuid4().hex[:20]}"
    lease = Lease(ledger.home.leases, owner)
    made: list[DataFile] = []
    try:
        for (name, part), group in chosen.items():
            made.append(joined(ledger.stores[name], owner, [holding.file for holding in group], part))
        names = tuple(holding.key for group in chosen.values() for holding in group)
        return replace_files(ledger, ActKind.COMPACTED, actor, made, names)
    except BaseException:
        drop_unless_named(ledger, made)
        raise
    finally:
        lease.release()


def replace_files(
    ledger: Ledger, kind: ActKind, actor: str, made: Sequence[DataFile], names: tuple[str, ...], reason: str = ""
) -> Act:
    """The act by which files stand for others. Overtaken if one of those was replaced meanwhile."""

    def check(state: State) -> Act | None:
        if not holdings(state).keys() >= set(names):
            raise Overtaken
        if any(file.path.split("-")[0] in state.swept for file in made):
            raise Swept("Việc ghép tệp đã bị dọn vì tưởng là đã dừng; hãy chạy lại “soyte doctor --compact”.")
        return None

    said = {"replaced": names, "reason": reason or None}
    return ledger.committer.commit(Intent(kind, "", actor, said, tuple(made), check))[0]


def drop_unless_named(ledger: Ledger, made: Sequence[DataFile]) -> None:
    """Delete files that came to nothing, unless an act names them after all."""
    try:
        named = holdings(ledger.journal.state())
    except LedgerError:
        return
    for file in made:
        if f"{file.table}/{file.path}" not in named:
            (ledger.stores[file.table].folder / file.path).unlink(missing_ok=True)


def joined(store: Store, owner: str, files: Sequence[DataFile], part: str = "") -> DataFile:
    """One file with the rows of all, each checked against its hash first: damage must not be passed on."""
    writer = store.writer(owner, part)
    try:
        for table in _in_groups(store, files):
            writer.write(table)
        made = writer.close()
    except BaseException:
        writer.abandon()
        raise
    expected = sum(file.rows for file in files)
    if made is None or made.rows != expected:
        if made is not None:
            (store.folder / made.path).unlink(missing_ok=True)
        raise LedgerError(f"{store.folder}: các tệp không có đủ {expected} dòng như đã ghi; hãy chạy “soyte doctor”.")
    return made


def _in_groups(store: Store, files: Sequence[DataFile]) -> Iterator[pa.Table]:
    """The rows in tables of about a row group: many small row groups would be read slowly."""
    waiting: list[pa.Table] = []
    count = 0
    for file in files:
        path = store.folder / file.path
        try:
            if sha256_of(path) != file.sha256:
                raise LedgerError(f"{path}: tệp bị hỏng; hãy chạy “soyte doctor --repair” trước khi ghép.")
            with pq.ParquetFile(path) as source:
                for batch in source.iter_batches(ROW_GROUP):
                    waiting.append(conformed(pa.Table.from_batches([batch]), store.schema))
                    count += len(batch)
                    if count >= ROW_GROUP:
                        yield pa.concat_tables(waiting)
                        waiting, count = [], 0
        except (OSError, pa.ArrowException) as error:
            raise LedgerError(f"{path}: không đọc được ({error}); hãy chạy “soyte doctor --repair”.") from error
    if waiting:
        yield pa.concat_tables(waiting)
