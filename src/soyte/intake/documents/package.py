"""A zip package (docx, odt, xlsx, ods) opened with a bound on everything that it may expand to."""

from __future__ import annotations

import io
import zipfile
import zlib
from types import TracebackType

from soyte.intake.documents.errors import damaged, too_big, unreadable
from soyte.intake.documents.limits import EXPANDED_BYTES, EXPANSION_RATIO, MARKUP_BYTES, RATIO_FREE_BYTES, ZIP_MEMBERS

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Package:
    """Named parts of a zip file. Use it as a context manager."""

    def __init__(self, data: bytes, name: str, what: str) -> None:
        self._name = name
        self._what = what
        self._left = EXPANDED_BYTES
        # Every entry of the directory, believed or not, starts with this mark.
        if data.count(b"PK\x01\x02") > ZIP_MEMBERS:
            raise too_big(name, "tệp nén chứa quá nhiều mục")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged(name, what) from error
        self._members = {member.filename: member for member in self._zip.infolist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def names(self) -> list[str]:
        """The parts in the order of the directory."""
        return list(self._members)

    def read(self, part: str) -> bytes:
        """The bytes of one part, however much its header lies about their number."""
        member = self._members.get(part)
        if member is None:
            raise damaged(self._name, self._what)
        if member.flag_bits & 1:
            raise unreadable(self._name, "tệp đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại")
        limit = min(self._left, MARKUP_BYTES)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as error:
            raise damaged(self._name, self._what) from error
        if len(data) > limit or _suspicious(len(data), member.compress_size):
            raise self._bomb()
        self._left -= len(data)
        return data

    def refuse_bombs(self) -> None:
        """Check all parts by what they declare, for a reader that expands them by itself."""
        declared = [(member.file_size, member.compress_size) for member in self._members.values()]
        if sum(size for size, _ in declared) > EXPANDED_BYTES or any(_suspicious(*sizes) for sizes in declared):
            raise self._bomb()

    def _bomb(self) -> Exception:
        return too_big(self._name, "nội dung nén bung ra quá lớn")


def _suspicious(size: int, compressed: int) -> bool:
    return size > RATIO_FREE_BYTES and size > EXPANSION_RATIO * max(compressed, 1)
