"""Copies of a whole installation in one file, and installations from such copies."""

from soyte.ledger.backup.archive import BackupError
from soyte.ledger.backup.beside import open_sealed
from soyte.ledger.backup.making import Backup, backup
from soyte.ledger.backup.restoring import Restored, restore

__all__ = ["Backup", "BackupError", "Restored", "backup", "open_sealed", "restore"]
