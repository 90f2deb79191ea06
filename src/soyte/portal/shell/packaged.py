"""Files that pages load and that packages bring: letters, htmx, the drawing of charts. None of them is in our repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django_htmx
import fontpkg_be_vietnam_pro
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from soyte.reports.charts.bundle import NAME, write_bundle

WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
_FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
_HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx"

PACKAGED = {
    **{f"packaged/BeVietnamPro-{weight}.ttf": _FONTS / f"BeVietnamPro-{weight}.ttf" for weight in WEIGHTS},
    "packaged/htmx.js": _HTMX / "htmx-2.min.js",
}
CHARTS = f"packaged/{NAME}"


def file_of(path: str) -> Path | None:
    """A packaged file on disk; the script of charts is made when it is first asked for."""
    if path == CHARTS:
        return write_bundle(Path(settings.STATIC_ROOT).parent / "made")
    return PACKAGED.get(path)


class PackagedFinder(BaseFinder):
    """Finds them for `collectstatic` and for the test server."""

    def check(self, **_: Any) -> list[Any]:
        """Nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file on disk."""
        wanted = find_all or kwargs.get("all", False)
        file = file_of(path)
        if file is None:
            return []
        return [str(file)] if wanted else str(file)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002 (Django's own signature)
        """Every file with a storage that opens it."""
        for path in (*PACKAGED, CHARTS):
            file = file_of(path)
            if file is not None:
                yield path, _Renamed(file, path)


class _Renamed(FileSystemStorage):
    """One file under another name."""

    def __init__(self, file: Path, path: str) -> None:
        super().__init__(location=str(file.parent))
        self._file, self._path, self.prefix = file, path, None

    def path(self, name: str) -> str:
        return str(self._file) if name == self._path else super().path(name)
