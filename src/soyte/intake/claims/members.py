"""The files in what was handed in: one file, a packed one, an archive, archives in archives. Nothing is written by their names."""

from __future__ import annotations

import gzip
import io
import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from soyte.intake.claims.limits import DEEPEST_ARCHIVE, EXPANSION, EXPANSION_FREE, LARGEST_TOTAL, MOST_MEMBERS
from soyte.ledger.passing import open_passing

_HIDDEN = re.compile(r"(^|/)(\.|__MACOSX/|~\$|Thumbs\.db$|desktop\.ini$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LONGEST_NAME = 200
_ZIP, _GZIP = b"PK", b"\x1f\x8b"
_AT_ONCE = 1 << 18
_STORED_AT_ONCE = 4 << 20  # one piece is handed on as it is, several are joined: that is a copy
DAMAGE = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)


class Refused(Exception):
    """A file or a dossier that cannot be read on: `reason` is a code of `says`; `row` and `field` say where, if that is known."""

    def __init__(self, reason: str, detail: str = "", *, row: int | None = None, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail
        self.row, self.field = row, field


@dataclass(frozen=True)
class Member:
    """A file without packing. `open` may be called again; `refused` says why there is nothing to open."""

    name: str
    open: Callable[[], IO[bytes]]
    size: int | None = None
    refused: Refused | None = None


@dataclass
class _Budget:
    """How much may still be unpacked."""

    packed: int
    free: int = 16 * EXPANSION_FREE
    whole: _Budget | None = None  # of the archive that this is a file of
    members: int = MOST_MEMBERS
    spent: int = 0

    def spend(self, count: int) -> None:
        self.spent += count
        if self.spent > min(LARGEST_TOTAL, max(self.free, self.packed * EXPANSION)):
            raise Refused("bomb")
        if self.whole is not None:
            self.whole.spend(count)

    def another(self) -> None:
        if self.whole is not None:
            self.whole.another()
        self.members -= 1
        if self.members < 0:
            raise Refused("members")


class _Counted(io.RawIOBase):
    """A stream whose bytes are spent from a budget. What is wrong with the packing is told as Refused."""

    def __init__(
        self, source: io.BufferedIOBase, budget: _Budget, under: IO[bytes] | None = None, at_once: int = _AT_ONCE
    ) -> None:
        self._source, self._budget, self._under, self._at_once = source, budget, under, at_once
        self._broken: Refused | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer only at the end or before damage: that is told by the next read."""
        if self._broken is not None:
            raise self._broken
        pieces: list[bytes] = []
        missing = size
        while size < 0 or missing > 0:
            try:
                piece = self._source.read1(self._at_once if size < 0 else min(missing, self._at_once))
            except (Refused, *DAMAGE) as error:
                self._broken = error if isinstance(error, Refused) else Refused(_damage(error))
                if pieces:
                    break
                raise self._broken from error
            if not piece:
                break
            self._budget.spend(len(piece))
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
            if self._under is not None:
                self._under.close()
        super().close()


def _damage(error: Exception) -> str:
    """What is wrong: cut off, followed by something else, or changed. Only the first two leave what was read before as it was."""
    if isinstance(error, EOFError):
        return "cut"
    if isinstance(error, gzip.BadGzipFile) and str(error).startswith("Not a gzipped file"):
        return "trailing"
    return "packing"


def members(path: Path, name: str) -> Iterator[Member]:
    """The files in `path`, called `name`. Those that cannot be opened are told with their reason; OSError if `path` cannot."""
    size = path.stat().st_size
    yield from _unpacked(lambda: open_passing(path), shown(name), size, _Budget(size), 0)


def shown(name: str) -> str:
    """A file's name as a sentence may hold it."""
    return _CONTROL.sub("·", name)[-_LONGEST_NAME:]


def _unpacked(
    open_it: Callable[[], IO[bytes]], name: str, size: int | None, budget: _Budget, depth: int
) -> Iterator[Member]:
    try:
        with open_it() as stream:
            magic = stream.read(4)
    except Refused as refusal:
        yield _refused(name, refusal)
        return
    if magic[:2] == _GZIP:
        if depth >= DEEPEST_ARCHIVE:
            yield _refused(name, Refused("nested"))
            return

        def unzipped() -> IO[bytes]:
            packed = open_it()
            return cast(IO[bytes], _Counted(gzip.GzipFile(fileobj=packed), own, packed))

        own = budget if depth else _Budget(budget.packed, EXPANSION_FREE, budget)

        yield from _unpacked(unzipped, name, None, budget, depth + 1)
    elif magic[:2] == _ZIP and magic[2:4] in (b"\x03\x04", b"\x05\x06"):
        if depth >= DEEPEST_ARCHIVE:
            yield _refused(name, Refused("nested"))
            return
        yield from _archived(open_it, name, budget, depth)
    else:
        yield Member(name, open_it, size)


def _archived(open_it: Callable[[], IO[bytes]], name: str, budget: _Budget, depth: int) -> Iterator[Member]:
    with closing(open_it()) as stream, tempfile.TemporaryFile() as spool:
        seekable: IO[bytes] = stream
        if depth:  # an archive in an archive has to be laid out before its list can be read
            try:
                while data := stream.read(1 << 20):
                    spool.write(data)
            except Refused as refusal:
                yield _refused(name, refusal)
                return
            seekable = spool
        try:
            archive = zipfile.ZipFile(seekable)
            listed = [info for info in archive.infolist() if not info.is_dir() and not _HIDDEN.search(info.filename)]
        except (*DAMAGE, ValueError, OSError, UnicodeDecodeError):
            yield _refused(name, Refused("packing"))
            return
        with archive:
            for info in sorted(listed, key=lambda one: one.filename):
                yield from _entry(archive, info, f"{name} › {shown(info.filename)}", budget, depth)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget, depth: int) -> Iterator[Member]:
    if info.flag_bits & 0x1:
        yield _refused(name, Refused("encrypted"))
        return
    try:
        budget.another()
    except Refused as refusal:
        yield _refused(name, refusal)
        return

    own = _Budget(info.compress_size, EXPANSION_FREE, budget)
    # Of what is compressed a damaged piece is lost whole, so the pieces are small.
    at_once = _STORED_AT_ONCE if info.compress_type == zipfile.ZIP_STORED else _AT_ONCE

    def open_entry() -> IO[bytes]:
        try:
            return cast(IO[bytes], _Counted(cast(io.BufferedIOBase, archive.open(info)), own, at_once=at_once))
        except (*DAMAGE, ValueError, OSError) as error:
            raise Refused("packing") from error

    yield from _unpacked(open_entry, name, info.file_size, own, depth + 1)


def _refused(name: str, refusal: Refused) -> Member:
    def nothing() -> IO[bytes]:
        raise refusal

    return Member(name, nothing, refused=refusal)
