"""Where files go: a folder for each facility, each file packed or not, or one zip for each facility."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from types import TracebackType

from soyte.sample.claims.errors import SampleError
from soyte.sample.claims.order import Pack

SENT = "ho-so"
_MADE = (2025, 1, 1, 0, 0, 0)  # the same in every zip, so that the same order gives the same bytes


class Sink:
    """Writes whole files below a folder, which must be new or empty. SampleError if it is not.

    What facilities send lies in `ho-so`, apart from what is told about it: that folder can be taken in whole.
    """

    def __init__(self, folder: Path, pack: Pack) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise SampleError(f"{folder}: đã có tệp ở đây; hãy chọn một thư mục mới hoặc thư mục trống cho --out.")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._pack = pack
        self._zips: dict[str, zipfile.ZipFile] = {}

    def write(self, group: str, name: str, content: bytes) -> str:
        """Write a file of a group (a facility); what it is called, below the folder."""
        if self._pack is Pack.ZIP:
            if group not in self._zips:
                self._zips[group] = zipfile.ZipFile(self._opened(self.folder / SENT / f"{group}.zip"), "w")
            member = zipfile.ZipInfo(name, _MADE)
            member.compress_type = zipfile.ZIP_DEFLATED
            self._zips[group].writestr(member, content, compresslevel=1)
            return f"{SENT}/{group}.zip/{name}"
        if self._pack is Pack.GZ:
            content, name = gzip.compress(content, 1, mtime=0), f"{name}.gz"
        self._opened(self.folder / SENT / group / name).write_bytes(content)
        return f"{SENT}/{group}/{name}"

    @staticmethod
    def _opened(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for opened in self._zips.values():
            opened.close()
