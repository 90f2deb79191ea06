"""What `soyte ingest` is given becomes files to take in: files, the files of folders, claim files of a folder together, standard input."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from soyte.intake.claims.members import shown
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.scratch import Scratch

STREAM = Path("-")
_FROM_STREAM = "luong-vao.xml"
_NAMED = 5


@dataclass(frozen=True)
class Handed:
    """Something to take in: one file, or several of a folder as one archive called `name`."""

    paths: tuple[Path, ...]
    folder: Path | None = None
    name: str = ""

    @contextmanager
    def laid_out(self) -> Iterator[Path]:
        """As one file; what had to be made for it is gone afterwards."""
        if self.folder is None and self.paths != (STREAM,):
            yield self.paths[0]
            return
        with Scratch() as made:
            if self.folder is None:
                yield _stream(made)
                return
            from soyte.receiving.bundles import bundled  # noqa: PLC0415

            yield bundled(self.paths, self.folder, made, self.name)


def handed_in(files: Sequence[Path], left: list[Path]) -> Iterator[Handed]:
    """Files in the order given. A folder stands for the files in it that can be claims, tables or reports, without mappings and
    hidden ones; what else lies there goes to `left`."""
    for path in files:
        if not path.is_dir():
            yield Handed((path,))
            continue
        yield from _folder(path, left)


def _folder(folder: Path, left: list[Path]) -> Iterator[Handed]:
    from soyte.intake.claims import looks_like_claims  # noqa: PLC0415
    from soyte.receiving.bundles import groups  # noqa: PLC0415
    from soyte.receiving.recognising import REPORTS, TABLES  # noqa: PLC0415

    claims: list[Path] = []
    others: list[Path] = []
    for found in seen_in(folder):
        if found.suffix in (".yaml", ".yml"):
            continue
        if looks_like_claims(found):
            claims.append(found)
        elif found.suffix.lower() in REPORTS | TABLES | {".zip"}:
            others.append(found)
        else:
            left.append(found)
    for path in others:
        yield Handed((path,))
    for number, group in enumerate(groups(claims), 1):
        if len(group) == 1:
            yield Handed((group[0],))
        else:
            yield Handed(tuple(group), folder, f"{folder.resolve().name}-{number:04}")


def seen_in(folder: Path) -> list[Path]:
    """The files of a folder and of folders in it, without hidden ones."""
    return [one for one in sorted(folder.rglob("*")) if one.is_file() and not one.name.startswith((".", "~$"))]


def leaving(left: Sequence[Path], what: str) -> str:
    """A sentence about files of a folder that were passed by."""
    named = ", ".join(shown(one.name) for one in left[:_NAMED]) + (", …" if len(left) > _NAMED else "")
    return f"Bỏ qua {len(left)} tệp không phải {what}: {named}. Tệp nào cần nhận thì hãy ghi rõ tên."


def _stream(into: Path) -> Path:
    path = into / _FROM_STREAM
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target, 1 << 20)
    except OSError as error:
        raise disk_trouble(error, path) from error
    return path


def check_basis(basis: str | None) -> None:
    """Refuse a ground that nobody knows."""
    from soyte.catalogue.claims import bases  # noqa: PLC0415

    known = {one.id: one.label for one in bases()}
    if basis is not None and basis not in known:
        words = "; ".join(f"{name} ({label})" for name, label in known.items())
        raise LedgerError(f"--basis “{basis}” không có trong danh sách; hãy chọn: {words}.")
