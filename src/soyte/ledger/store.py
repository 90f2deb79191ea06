"""One Delta table: Parquet files that we write and hash ourselves, committed to its log by one atomic step.

Files are named after the submission or act whose rows they hold, so that what a killed process left can be told by name.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable
from deltalake import Schema as DeltaSchema
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import AddAction, RemoveAction

from soyte.ledger import clock
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.files import flush, flush_folder, sha256_of

# The log is history and also holds a copy of every act: it is never cut off.
_CONFIGURATION = {"delta.logRetentionDuration": "interval 36500 days", "delta.enableExpiredLogCleanup": "false"}
ROW_GROUP = 122_880
RETRIES = 100
JOINED = "joined"  # how the owner of a file begins that holds rows of several owners


class Conflict(Exception):
    """Somebody else committed first."""


@dataclass(frozen=True)
class DataFile:
    """A Parquet file of a table, as the act that brought it records it."""

    table: str
    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Store:
    """The table `name` in the folder `root`."""

    root: Path
    name: str
    schema: pa.Schema
    bounded: tuple[str, ...] | None = None  # columns of which files say the least and greatest value; None for all

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.root / self.name

    def create(self) -> None:
        """Make the table if it is not there."""
        with _trouble(self.folder):
            DeltaTable.create(
                str(self.folder),
                schema=DeltaSchema.from_arrow(self.schema),
                mode="ignore",
                configuration=dict(_CONFIGURATION),
            )

    def opened(self) -> DeltaTable:
        """The table at its newest version."""
        with _trouble(self.folder):
            return DeltaTable(str(self.folder))

    def version(self) -> int:
        """The newest version of the log."""
        return int(self.opened().version())

    def grew(self, version: int) -> bool:
        """Whether anything was committed after that version; without reading the log, which is never cut off."""
        log = self.folder / "_delta_log"
        return not (log / f"{version:020}.json").exists() or (log / f"{version + 1:020}.json").exists()

    def paths(self) -> list[str]:
        """The files of the newest version, relative to the folder."""
        return self.names(self.opened())

    def paths_at(self, version: int) -> list[str]:
        """The files of a version, relative to the folder."""
        with _trouble(self.folder):
            return self.names(DeltaTable(str(self.folder), version=version))

    @staticmethod
    def names(table: DeltaTable) -> list[str]:
        """The files of an opened table, relative to the folder."""
        return [uri.rsplit("/", 1)[-1] for uri in table.file_uris()]

    def writer(self, owner: str, part: str = "", *, anew: bool = False) -> Writer:
        """A writer of one file of `owner`'s rows, of one `part` of them where files are divided; with `anew` under a name that
        none of its files ever had or will have."""
        return Writer(self, f"{owner}-{part}" if part else owner, anew=anew)

    def commit(
        self,
        added: Sequence[DataFile],
        removed: Sequence[str] = (),
        *,
        changes: bool = True,
        at: int | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        """Add and remove files in one step. With `at`, only if nothing was committed since that version (else Conflict)."""
        if not added and not removed:
            return
        moment = int(clock.now().timestamp() * 1000)
        actions: list[Any] = [
            AddAction(file.path, file.bytes, {}, moment, changes, f'{{"numRecords": {file.rows}}}') for file in added
        ]
        actions += [RemoveAction(path, changes, moment) for path in removed]
        properties = CommitProperties(
            custom_metadata=dict(metadata or {}), max_commit_retries=0 if at is not None else RETRIES
        )
        with _trouble(self.folder):
            for attempt in range(RETRIES):
                table = DeltaTable(str(self.folder), version=at)
                try:
                    table.create_write_transaction(actions, "append", table.schema(), commit_properties=properties)
                except DeltaError as error:
                    # The entry may be there although a checkpoint after it failed, on a full disk for instance.
                    if not self._holds(added, removed):
                        if at is not None and self.version() > at:
                            raise Conflict from error
                        # Delta takes two commits that both remove files for rivals, also when the files differ.
                        rival = isinstance(error, CommitFailedError) and "concurrent transaction" in str(error)
                        if at is None and rival and attempt + 1 < RETRIES:
                            continue
                        raise
                break
            self._flush_log(int(table.version()) if at is None else at)

    def _holds(self, added: Sequence[DataFile], removed: Sequence[str]) -> bool:
        listed = set(self.paths())
        return listed.issuperset(file.path for file in added) and listed.isdisjoint(removed)

    def _flush_log(self, since: int) -> None:
        log = self.folder / "_delta_log"
        number = since
        while (entry := log / f"{number:020}.json").exists():
            flush(entry)
            number += 1
        flush_folder(log)


class Writer:
    """Writes batches to one Parquet file; `close` flushes, hashes and describes it. Nothing is committed here."""

    def __init__(self, store: Store, owner: str, *, anew: bool = False) -> None:
        self._store = store
        self._rows = 0
        self._path = _new_name(store.folder, owner) if anew else _free_name(store.folder, owner)
        with _trouble(store.folder):
            self._writer = pq.ParquetWriter(
                self._path,
                store.schema,
                compression="zstd",
                compression_level=1,
                write_page_checksum=True,
                use_dictionary=_texts(store.schema),  # of numbers it costs time and saves no room
                write_statistics=True if store.bounded is None else list(store.bounded),
            )

    def write(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Add rows; columns are taken by name and missing ones are null."""
        table = conformed(
            pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch, self._store.schema
        )
        with _trouble(self._store.folder):
            self._writer.write_table(table, row_group_size=ROW_GROUP)
        self._rows += table.num_rows

    def close(self) -> DataFile | None:
        """The finished file, or None if there were no rows."""
        try:
            with _trouble(self._store.folder):
                self._writer.close()
                if not self._rows:
                    self._path.unlink()
                    return None
                flush(self._path)
                size, digest = self._path.stat().st_size, sha256_of(self._path)
        except BaseException:
            self.abandon()
            raise
        return DataFile(self._store.name, self._path.name, self._rows, size, digest)

    def abandon(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError, pa.ArrowException):
            self._writer.close()
        self._path.unlink(missing_ok=True)


def conformed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The columns of `schema` by name; those that the table lacks are null."""
    columns = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _texts(schema: pa.Schema) -> list[str] | bool:
    return [field.name for field in schema if pa.types.is_string(field.type)] or False


def owner_of(path: str) -> str:
    """The submission or act after which a file is named."""
    return path.rsplit("/", 1)[-1].split("-", 1)[0]


def part_of(path: str) -> str:
    """The part of its owner's rows that a file holds; empty where files are not divided."""
    steps = path.rsplit("/", 1)[-1].removesuffix(".parquet").split("-")
    return steps[1] if len(steps) == 3 else ""


def _free_name(folder: Path, owner: str) -> Path:
    number = 0
    while (path := folder / f"{owner}-{number}.parquet").exists():
        number += 1
    return path


def _new_name(folder: Path, owner: str) -> Path:
    """What replaced files were called must not come back: acts name them, and on disk they are deleted one day."""
    return folder / f"{owner}-{uuid.uuid4().int % 10**15:015}.parquet"


@contextmanager
def _trouble(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_trouble(error, folder) from error
    except DeltaError as error:
        raise _delta_trouble(error, folder) from error


def _delta_trouble(error: Exception, folder: Path) -> LedgerError:
    text = str(error)
    for sign, words in _SIGNS.items():
        if sign in text:
            return LedgerError(f"{folder}: {words}.")
    first = (text.splitlines() or [""])[0][:120].strip()  # what follows is the library's own trace
    return LedgerError(f"{folder}: không đọc hoặc ghi được nhật ký của bảng ({first}); hãy chạy “soyte doctor”.")


_SIGNS = {
    "No space left": "đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại, chưa có gì được ghi nhận",
    "Read-only": "nơi lưu chỉ cho đọc; hãy kiểm tra ổ đĩa hoặc quyền ghi",
    "Permission denied": "không có quyền truy cập; hãy kiểm tra quyền của thư mục",
    "File too large": "tệp vượt quá cỡ mà hệ thống cho phép ghi; chưa có gì được ghi nhận",
    "Disk quota": "đã hết hạn mức đĩa; hãy xin thêm dung lượng rồi chạy lại, chưa có gì được ghi nhận",
}
