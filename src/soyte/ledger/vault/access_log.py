"""The log of the one door: JSON lines, each sealed together with the seal of the line before.

A seal is an HMAC under the log key, so nobody without the keyring can write a line that fits. `access.head` holds the seal
of the last line: without it, lines cut off at the end would not be missed. A line is on disk before anything is opened;
the head follows it, so after a power cut it may lag behind by one whole line, or a torn one that counts as never written.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from soyte.ledger.clock import now
from soyte.ledger.vault.files import disk_errors, draft_of, locked, write_whole
from soyte.ledger.vault.model import Reader

_START = "0" * 64
_MOST = 1000


class Action(StrEnum):
    """What was done at the door."""

    OPEN = "open"
    REVEAL = "reveal"
    FORGET = "forget"
    EXPORT_KEYS = "export_keys"
    ROTATE_STORAGE = "rotate_storage"
    ROTATE_PSEUDONYM = "rotate_pseudonym"

    @property
    def label(self) -> str:
        """What a Vietnamese reader calls it."""
        return _LABELS[self]


_LABELS = {
    Action.OPEN: "mở tệp gốc",
    Action.REVEAL: "tra thông tin định danh",
    Action.FORGET: "xóa khỏi kho bảo mật",
    Action.EXPORT_KEYS: "xuất khóa dự phòng",
    Action.ROTATE_STORAGE: "thay khóa mã hóa tệp",
    Action.ROTATE_PSEUDONYM: "thay khóa mã thay thế",
}


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """One line: its number from 1, when (UTC), who, what for, what was done, to what, and how many of them."""

    seq: int
    at: datetime
    actor: str
    purpose: str
    action: str
    about: str
    count: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line of the log that does not hold (from 1) and, in Vietnamese, why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class _Head:
    seq: int
    seal: str
    size: int


class AccessLog:
    """Append, read, verify. `key` seals; an instance lives as short as the keyring it came from."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._log, self._head, self._lock = (folder / name for name in ("access.jsonl", "access.head", "access.lock"))
        self._key = key

    def start(self) -> None:
        """The head of an empty log, for a new vault."""
        write_whole(self._head, self._dump(_Head(0, _START, 0)))

    def sweep(self) -> None:
        """Delete the head that a killed process did not finish, unless somebody is writing just now."""
        with locked(self._lock, wait=False) as alone:
            if alone:
                draft_of(self._head).unlink(missing_ok=True)

    def append(self, reader: Reader, action: Action, about: str, items: Sequence[str] = (), count: int = 1) -> None:
        """Write what is about to happen, a line for each thousand items. Returns when it is on disk; else VaultError."""
        parts = [tuple(items[i : i + _MOST]) for i in range(0, len(items), _MOST)] or [()]
        with disk_errors(self._log), locked(self._lock):
            head = self._repaired()
            lines = []
            for part in parts:
                record = {
                    "seq": head.seq + 1,
                    "at": now().isoformat(timespec="milliseconds"),
                    "actor": reader.actor,
                    "purpose": reader.purpose,
                    "action": action.value,
                    "about": about,
                    "count": len(part) or count,
                    "items": part,
                    "prev": head.seal,
                }
                line, seal = self._sealed(record)
                lines.append(line)
                head = _Head(head.seq + 1, seal, head.size + len(line))
            self._write(b"".join(lines))
            write_whole(self._head, self._dump(head))

    def records(self, since: datetime | None = None, actor: str | None = None) -> Iterator[AccessRecord]:
        """The readable lines, oldest first; `since` needs a time zone. What cannot be read is the affair of `verify`."""
        for _, line in self._lines():
            row = _parse(line)
            if row is None:
                continue
            try:
                at = datetime.fromisoformat(row["at"])
                words = (row["actor"], row["purpose"], row["action"], row["about"])
                record = AccessRecord(row["seq"], at, *words, row["count"], tuple(row["items"]))
            except (KeyError, TypeError, ValueError):
                continue
            if (since is None or at >= since) and (actor is None or record.actor == actor):
                yield record

    def verify(self) -> Broken | None:
        """The first line that was changed, inserted, moved or removed, also at the end. None when all hold."""
        head = self._read_head()
        before, at_head, number = _START, _START, 0
        for number, line in self._lines():
            row = _parse(line)
            if row is None or line != self._sealed({k: v for k, v in row.items() if k != "seal"})[0]:
                return Broken(number, "dòng bị sửa hoặc bị hỏng")
            if row.get("prev") != before or row.get("seq") != number:
                return Broken(number, "dòng không nối tiếp dòng trước: có dòng bị xóa, thêm hoặc đảo chỗ")
            before = row["seal"]
            if head and number == head.seq:
                at_head = before
        if head is None:
            return Broken(
                number, "mất dấu niêm phong cuối nhật ký (access.head), không biết có dòng cuối bị xóa hay không"
            )
        if head and head.seq > number:
            return Broken(number + 1, f"các dòng từ đây đến dòng {head.seq} bị xóa ở cuối nhật ký")
        if head and at_head != head.seal:
            return Broken(number, "dấu niêm phong cuối nhật ký không khớp")
        return None

    # -------------------------------------------------------------------------------------------------- the files

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Whole lines with their numbers; a torn one at the end was never written."""
        if not self._log.exists():
            return
        with disk_errors(self._log), self._log.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.endswith(b"\n"):
                    yield number, line

    def _repaired(self) -> _Head:
        """Where to go on. Whole lines beyond the head are adopted, a torn one is cut off, nothing older is touched.

        When lines or the head itself were removed, the next line is made not to fit: the gap stays visible for ever.
        """
        known = self._read_head()
        head = known or _Head(0, _START, 0)
        size = self._log.stat().st_size if self._log.exists() else 0
        if size == head.size:
            return head
        with self._log.open("a+b") as file:
            file.seek(min(size, head.size))
            for line in file:
                if not line.endswith(b"\n"):
                    file.truncate(head.size)
                    break
                row = _parse(line) or {}
                head = _Head(row.get("seq", head.seq), row.get("seal", head.seal), head.size + len(line))
            if size < head.size:
                return replace(head, size=self._ended(file, size))
        return head if known else replace(head, seal=_START)

    @staticmethod
    def _ended(file: BinaryIO, size: int) -> int:
        """End the last line of a log that was cut off; its size afterwards."""
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                size += file.write(b"\n")
        return size

    def _write(self, data: bytes) -> None:
        handle = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        start = os.fstat(handle).st_size
        try:
            with memoryview(data) as rest:
                done = 0
                while done < len(rest):
                    done += os.write(handle, rest[done:])
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, start)
            raise
        finally:
            os.close(handle)

    def _read_head(self) -> _Head | None:
        if not self._head.exists():
            return None
        row = _parse(self._head.read_bytes())
        try:
            head = _Head(int(row["seq"]), str(row["head"]), int(row["size"])) if row else None
        except (KeyError, TypeError, ValueError):
            return None
        return head if head and self._dump(head) == self._head.read_bytes() else None

    # -------------------------------------------------------------------------------------------------- the seals

    def _sealed(self, record: dict[str, Any]) -> tuple[bytes, str]:
        seal = hmac.digest(self._key, _json(record), "sha256").hex()
        return _json({**record, "seal": seal}) + b"\n", seal

    def _dump(self, head: _Head) -> bytes:
        return self._sealed({"seq": head.seq, "head": head.seal, "size": head.size})[0]


def _json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and "seal" in row else None
