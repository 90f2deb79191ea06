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
from soyte.intake.documents.odt import read_odf
from soyte.intake.documents.package import Package
from soyte.intake.documents.pdf import read_pdf
from soyte.intake.documents.rtf import read_rtf
from soyte.intake.documents.text import read_text
from soyte.intake.documents.xlsx import read_workbook

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
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_package(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _of_compound(data, name)
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return read_pdf
    if suffix in _TEXTS:
        return read_text
    if head.startswith(_IMAGES):
        raise unreadable(name, "là tệp ảnh, không có chữ", "hãy nhận dạng chữ (OCR) rồi gửi lại bản .docx hoặc .pdf")
    if head.startswith(b"{\\rtf"):
        return read_rtf
    if head.lower().startswith(b"mime-version:"):
        return read_mhtml
    if suffix in _PAGES or _HTML.match(data[:4096].lstrip(b"\xef\xbb\xbf")):
        return read_html
    if head.startswith((b"<?xml", b"<pkg:package")):
        raise unreadable(name, "là tệp XML, không phải báo cáo", _OTHER_FORMATS)
    if suffix in _BINARY:
        raise damaged(name, suffix)
    return read_text


# The words of these are as their authors typed them, tags and all.
_TEXTS = frozenset({".txt", ".md", ".text", ".csv", ".tsv"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_BINARY = frozenset(
    {".docx", ".docm", ".dotx", ".doc", ".odt", ".ott", ".ods", ".xlsx", ".xlsm", ".xlsb", ".xls", ".pdf", ".rtf"}
    | {".mht", ".mhtml", ".pptx", ".ppt", ".zip"}
)


def _of_package(data: bytes, name: str) -> Reader:
    with Package(data, name, "nén (.docx, .xlsx, .odt)") as package:
        parts = package.names()
    if any(part.startswith("word/") and part.endswith(".xml") for part in parts):
        return read_docx
    if any(part.startswith("xl/") for part in parts):
        return read_workbook
    if "content.xml" in parts:
        return read_odf
    if any(part.startswith("ppt/") for part in parts):
        raise unreadable(name, "là tệp trình chiếu PowerPoint", _OTHER_FORMATS)
    raise unreadable(name, "là tệp nén không chứa báo cáo đọc được", "hãy giải nén và gửi từng tệp báo cáo")


def _of_compound(data: bytes, name: str) -> Reader:
    """Files of Office 97–2003, and the wrapper that new Office puts round files with a password."""
    if _utf16("EncryptedPackage") in data:
        raise unreadable(name, "tệp đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại")
    word, excel = _utf16("WordDocument") in data, _utf16("Workbook") in data or _utf16("Book") in data
    if excel and not (word and not name.lower().endswith(".xls")):  # each may hold a piece of the other
        return read_workbook
    if word:
        raise unreadable(
            name, "là tệp Word đời cũ (.doc)", "hãy mở bằng Word, lưu lại thành .docx hoặc .pdf rồi gửi lại"
        )
    raise unreadable(name, "là tệp Office đời cũ không đọc được", _OTHER_FORMATS)


def _utf16(entry: str) -> bytes:
    return entry.encode("utf-16-le")
