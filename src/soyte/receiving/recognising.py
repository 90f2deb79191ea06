"""What kind of file somebody hands in: a report, a list of targets, a table that is known or one that nobody has described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from soyte.intake.claims.recognising import looks_like_claims
from soyte.intake.sight.looking import Look, look
from soyte.intake.targets import HEADINGS
from soyte.receiving.known import Known, Match, matches
from soyte.text import fold, strip_marks

REPORTS = frozenset({".docx", ".doc", ".pdf", ".html", ".htm", ".txt", ".rtf", ".odt", ".md"})
CLAIMS = frozenset({".xml", ".zip", ".gz"})
TABLES = frozenset({".csv", ".tsv", ".gz", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"})
_TARGET = ("indicator", "period", "value")


@dataclass(frozen=True)
class Recognised:
    """`kind` is report, targets, counts, claims, or empty where it is none of them; `matches` are the mappings that may fit a table."""

    kind: str
    look: Look | None = None
    matches: tuple[Match, ...] = ()

    @property
    def mapping(self) -> Known | None:
        """The mapping by which the table can be read as it is."""
        best = self.matches[0] if self.matches else None
        return best.known if best and best.change.usable else None


def recognise(path: Path, name: str, known: Sequence[Known], on: date) -> Recognised:
    """What the file at `path` is, by its name and, for a table, by its heads. UnreadableCounts if a table cannot be opened."""
    suffix = Path(name).suffix.lower()
    if suffix in CLAIMS and looks_like_claims(path):
        return Recognised("claims")
    if suffix in REPORTS:
        return Recognised("report")
    if suffix not in TABLES:
        return Recognised("")
    seen = look(path, name)
    if is_target_list(seen.heads):
        return Recognised("targets", seen)
    return Recognised("counts", seen, matches(known, seen, on))


def is_target_list(heads: Sequence[str]) -> bool:
    """Whether these are the headings of a list of assigned targets."""
    words = {strip_marks(fold(head)).strip() for head in heads}
    return all(words & set(HEADINGS[name]) for name in _TARGET) and bool(words & {"muc giao", "muc"})
