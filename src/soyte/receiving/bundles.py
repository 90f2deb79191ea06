"""Many claim files as few: a folder of dossiers is taken in as archives, each a submission, so that an interruption costs one of them.

An archive holds the files uncompressed, in the order of their names, with a fixed date: the same files are the same submission.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from soyte.ledger.errors import disk_trouble

MOST_FILES = 2000
MOST_BYTES = 256 << 20
_DATE = (1980, 1, 1, 0, 0, 0)


def groups(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Files in the order of their names, in groups that make one submission each. A large file is a group of its own."""
    group: list[Path] = []
    size = 0
    for path in sorted(paths):
        own = path.stat().st_size
        if group and (len(group) >= MOST_FILES or size + own > MOST_BYTES):
            yield group
            group, size = [], 0
        group.append(path)
        size += own
    if group:
        yield group


def bundled(paths: Sequence[Path], folder: Path, into: Path, name: str) -> Path:
    """An archive of these files of `folder`, called `name`, in the folder `into`. LedgerError if it cannot be written."""
    made = into / f"{name}.zip"
    try:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for path in paths:
                info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DATE)
                info.file_size = path.stat().st_size
                with path.open("rb") as source, archive.open(info, "w") as target:
                    while piece := source.read(1 << 20):
                        target.write(piece)
    except OSError as error:
        raise disk_trouble(error, made) from error
    return made
