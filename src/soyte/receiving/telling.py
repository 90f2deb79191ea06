"""What to tell a user of an error: one sentence in Vietnamese, whoever shows it."""

from __future__ import annotations

from soyte.catalogue.files import CatalogueError
from soyte.engine import DamagedFile, MissingFile
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.vault import VaultError
from soyte.measures.errors import MeasureError
from soyte.periods import PeriodError
from soyte.places import PlaceError

PLAIN = (LedgerError, VaultError, CatalogueError, MeasureError, UnreadableDocument, PeriodError, PlaceError)


def sentence(error: Exception) -> str:
    """What to tell a user of this error."""
    if isinstance(error, PLAIN):
        return str(error)
    if isinstance(error, OSError):
        return str(disk_trouble(error, error.filename or "tệp"))
    if isinstance(error, (DamagedFile, MissingFile)):
        found = "bị mất" if isinstance(error, MissingFile) else "bị hỏng"
        return f"{error.path}: tệp của sổ số liệu {found}; hãy chạy “soyte doctor --repair” để dựng lại từ tệp gốc."
    return (
        f"Phần mềm gặp lỗi ({type(error).__name__}: {str(error)[:200]}); số liệu đã nhận không bị ảnh hưởng. "
        "Hãy chạy lại với SOYTE_DEBUG=1 và gửi kết quả cho người phụ trách phần mềm."
    )


def sentence_for_others(error: Exception) -> str:
    """The same for whoever is not at this machine: no path, no words of a library. They are in the log."""
    if isinstance(error, PLAIN):
        return str(error)
    if isinstance(error, (DamagedFile, MissingFile)):
        return "Một tệp của sổ số liệu bị mất hoặc bị hỏng; hãy báo cán bộ dữ liệu khám kho số liệu."
    return "Phần mềm gặp lỗi; số liệu đã nhận không bị ảnh hưởng. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống xem nhật ký của máy chủ."
