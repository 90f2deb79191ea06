"""Which reader a file belongs to: its first bytes decide, its extension only where they say nothing."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path, PurePath

from soyte.intake.documents.docx import read_docx
from soyte.intake.documents.errors import damaged, too_big, unreadable
from soyte.intake.documents.html import read_html, read_mhtml
from soyte.intake.documents.limits import INPUT_BYTES
from soyte.intake.documents.model import Document, UnreadableDocument
from soyte.intake.documents.package import Package
from soyte.intake.documents.text import read_text

Reader = Callable[[bytes, str], Document]

_OTHER_FORMATS = "hãy lưu lại thành .docx, .pdf, .html, .odt, .xlsx hoặc .txt rồi gửi lại"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.I | re.S
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def read_document(path: Path) -> Document:
    """Read a file from disk. Whatever is wrong with it, only UnreadableDocument is raised."""
    name = path.name or str(path)
    try:
        data = _load(path, name)
    except (OSError, ValueError) as error:
        raise _not_opened(name, error) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read a file that is in memory already; `name` is what the user calls it, its extension a hint."""
    if not data:
        raise unreadable(name, "tệp rỗng (0 byte)", "hãy kiểm tra và gửi lại tệp có nội dung")
    if len(data) > INPUT_BYTES:
        raise _oversize(name)
    try:
        return _reader(data, name)(data, name)
    except UnreadableDocument:
        raise
    except MemoryError as error:
        raise too_big(name, "tệp cần quá nhiều bộ nhớ để đọc") from error
    except Exception as error:  # a file from outside must never stop the program: what a parser missed ends here
        raise damaged(name, PurePath(name).suffix or "này") from error


def _load(path: Path, name: str) -> bytes:
    # Neither a device nor a pipe may be waited for: open without blocking, then look at what was opened.
    if path.is_dir():
        raise unreadable(name, "là một thư mục", "hãy chọn một tệp báo cáo")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    if not stat.S_ISREG(path.stat().st_mode):
        raise unreadable(name, "không phải là tệp thường", "hãy chọn một tệp báo cáo")
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(name, "không phải là tệp thường", "hãy chọn một tệp báo cáo")
        if status.st_size > INPUT_BYTES:
            raise _oversize(name)
        return file.read(INPUT_BYTES + 1)


def _oversize(name: str) -> UnreadableDocument:
    return too_big(name, f"tệp lớn hơn {INPUT_BYTES // 2**20} MB")


def _not_opened(name: str, error: Exception) -> UnreadableDocument:
    if isinstance(error, FileNotFoundError):
        return unreadable(name, "không tìm thấy tệp", "hãy kiểm tra lại đường dẫn")
    if isinstance(error, PermissionError):
        return unreadable(name, "không có quyền đọc tệp", "hãy cấp quyền đọc hoặc chép tệp sang thư mục khác")
    reason = error.strerror if isinstance(error, OSError) else None
    return unreadable(name, f"không mở được tệp ({reason or 'đường dẫn không hợp lệ'})", "hãy kiểm tra lại đường dẫn")


def _reader(data: bytes, name: str) -> Reader:
    suffix = PurePath(name).suffix.lower()
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _of_package(data, name)
    if head.startswith(_IMAGES) and suffix not in _TEXTS:
        raise unreadable(name, "là tệp ảnh, không có chữ", "hãy nhận dạng chữ (OCR) rồi gửi lại bản .docx hoặc .pdf")
    if suffix in _TEXTS:
        return read_text
    if _HTML.match(data[:4096].lstrip(b"\xef\xbb\xbf")):
        return read_html
    if head.lower().startswith(b"mime-version:"):
        return read_mhtml
    reader = _BY_SUFFIX.get(suffix)
    if reader is not None:
        return reader
    if suffix in _PACKAGES:
        raise damaged(name, suffix)
    return read_text


_TEXTS = frozenset({".txt", ".md", ".text", ".csv", ".tsv"})
_PACKAGES = frozenset(
    {".docx", ".docm", ".dotx", ".odt", ".ods", ".xlsx", ".xlsm", ".xls", ".doc", ".pdf", ".rtf", ".xlsb"}
)
_BY_SUFFIX: dict[str, Reader] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
}


def _of_package(data: bytes, name: str) -> Reader:
    with Package(data, name, "nén (.docx, .xlsx, .odt)") as package:
        parts = package.names()
        if any(part.startswith("word/") and part.endswith(".xml") for part in parts):
            return read_docx
    raise unreadable(name, "là tệp nén không chứa báo cáo đọc được", _OTHER_FORMATS)
