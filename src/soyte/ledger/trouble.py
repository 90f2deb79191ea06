"""What is wrong with a ledger, said so that the person who keeps it can act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is. Only a note leaves the ledger sound."""

    ERROR = "error"  # something is lost or wrong
    WARNING = "warning"  # nothing is lost; something has to be done
    NOTE = "note"  # worth knowing

    @property
    def label(self) -> str:
        """What a Vietnamese reader calls it."""
        return {"error": "lỗi", "warning": "cần xử lý", "note": "lưu ý"}[self.value]


class Kind(StrEnum):
    """What sort of trouble."""

    HOME = "home"  # the mark file or the folders
    JOURNAL = "journal"  # the acts
    LOG = "log"  # Delta's log of a table
    CLOCK = "clock"  # this machine's clock, or those of several machines
    FILE = "file"  # a data file is missing or damaged
    UNFINISHED = "unfinished"  # Delta lags behind the acts
    ORPHAN = "orphan"  # what a dead load left
    STRANGER = "stranger"  # a file that is not the ledger's
    LEASE = "lease"  # loads under way, or abandoned
    ROWS = "rows"  # counts of rows do not agree
    ROLLUP = "rollup"  # a roll-up is not the sum of its rows
    ORIGINAL = "original"  # an original is missing
    VAULT = "vault"  # a file of the vault is damaged


@dataclass(frozen=True)
class Trouble:
    """One thing: what kind, how bad, where (path, act or submission), what was found, what to do (both Vietnamese)."""

    kind: Kind
    severity: Severity
    where: str
    message: str
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.where}: {self.message}" + (f"; {self.remedy}." if self.remedy else ".")


def error(kind: Kind, where: str, message: str, remedy: str) -> Trouble:
    """Something is lost or wrong."""
    return Trouble(kind, Severity.ERROR, where, message, remedy)


def warning(kind: Kind, where: str, message: str, remedy: str) -> Trouble:
    """Something has to be done."""
    return Trouble(kind, Severity.WARNING, where, message, remedy)


def note(kind: Kind, where: str, message: str, remedy: str = "") -> Trouble:
    """Worth knowing."""
    return Trouble(kind, Severity.NOTE, where, message, remedy)
