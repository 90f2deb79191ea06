"""Acts: what ever happened to the ledger, in one gapless order. An act's row is the only commit point of its change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import pyarrow as pa

from soyte.engine import types
from soyte.ledger.store import DataFile


class ActKind(StrEnum):
    """What an act does."""

    ACCEPTED = "accepted"  # a submission is taken in
    REJECTED = "rejected"  # a file was kept, but nothing in it could be read
    WITHDRAWN = "withdrawn"  # a submission is taken back
    SWEPT = "swept"  # what a dead load left is cleaned away, and the load can never be accepted any more
    COMPACTED = "compacted"  # files were joined; no row changed
    REPAIRED = "repaired"  # damaged files were written anew from the originals
    REKEYED = "rekeyed"  # pseudonyms were replaced under a new key
    RETIRED = "retired"  # an original was destroyed when its time was over


@dataclass(frozen=True)
class Act:
    """One row of the journal. `seq` counts from 1 without gaps; `recorded_at` only ever grows, `clock` is the machine's own.

    `files` are the data files that came with the act, `replaced` those that they stand for from now on (table/path).
    """

    seq: int
    act_id: str
    kind: ActKind
    submission_id: str
    recorded_at: datetime
    clock: datetime
    host: str
    actor: str
    channel: str = ""
    what: str = ""
    dataset: str | None = None
    owner: str | None = None
    sender: str | None = None
    name: str = ""
    content_hash: str | None = None
    reading_hash: str | None = None
    size: int | None = None
    supersedes: str | None = None
    rows_in: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    reason: str | None = None
    program: str = ""
    files: tuple[DataFile, ...] = ()
    replaced: tuple[str, ...] = ()
    chain: str = ""


_PLAIN = [item.name for item in fields(Act) if item.name not in ("files", "replaced")]
_TYPES = {
    **dict.fromkeys(_PLAIN, types.TEXT),
    **dict.fromkeys(("seq", "size", "rows_in", "rows_accepted", "rows_quarantined"), types.INTEGER),
    **dict.fromkeys(("recorded_at", "clock"), types.MOMENT),
}
SCHEMA = pa.schema({**_TYPES, "files": types.TEXT, "replaced": types.TEXT})


def to_row(act: Act) -> dict[str, Any]:
    """The act as a row of the journal table."""
    row = {name: getattr(act, name) for name in _PLAIN}
    row["kind"] = str(act.kind)
    row["files"] = json.dumps([asdict(file) for file in act.files])
    row["replaced"] = json.dumps(list(act.replaced))
    return row


def from_row(row: dict[str, Any]) -> Act:
    """The act that a row of the journal table says. Columns that an older journal lacks take their defaults."""
    values = {name: row[name] for name in _PLAIN if name in row and (row[name] is not None or name in _NULLABLE)}
    files = tuple(DataFile(**file) for file in json.loads(row.get("files") or "[]"))
    values["kind"] = ActKind(row["kind"])
    return Act(**values, files=files, replaced=tuple(json.loads(row.get("replaced") or "[]")))


_NULLABLE = ("dataset", "owner", "sender", "content_hash", "reading_hash", "size", "supersedes", "reason")


def chained(act: Act, previous: str) -> Act:
    """The act with its link: a hash over the link before it and all that it says, so that no act can be changed unseen."""
    return replace(act, chain=link(act, previous))


def link(act: Act, previous: str) -> str:
    """The hash that `act` must carry when the act before it carries `previous`."""
    # Empty values are left out, so that columns which later versions add do not break the links of older acts.
    empty = (None, "", 0, "[]")
    said = {name: value for name, value in sorted(to_row(act).items()) if name != "chain" and value not in empty}
    text = json.dumps(said, ensure_ascii=False, default=lambda value: value.isoformat(timespec="microseconds"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def to_text(act: Act) -> str:
    """The act as JSON, for the copy that the Delta log keeps."""
    return json.dumps(to_row(act), ensure_ascii=False, default=lambda value: value.isoformat(timespec="microseconds"))


def from_text(text: str) -> Act:
    """The act from its JSON copy."""
    row = json.loads(text)
    for name in ("recorded_at", "clock"):
        row[name] = datetime.fromisoformat(row[name])
    return from_row(row)


@dataclass(frozen=True)
class Draft:
    """An act before it has a number: everything that its author knows."""

    kind: ActKind
    submission_id: str
    act_id: str
    actor: str
    said: dict[str, Any] = field(default_factory=dict)
