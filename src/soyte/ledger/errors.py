"""What the ledger refuses, in words for the person who asked."""

from __future__ import annotations


class LedgerError(Exception):
    """The message is Vietnamese: what is wrong, where, and what to do."""


class Busy(LedgerError):
    """Others were faster again and again; later it will go well."""


class Swept(LedgerError):
    """The load was given up for dead and cleaned away while it still ran; it must be taken in again."""


def disk_trouble(error: OSError, folder: object) -> LedgerError:
    """Full, read-only, gone: the sentence for what the operating system reports."""
    import errno  # noqa: PLC0415 (only when something failed)

    remedy = {
        errno.ENOSPC: "đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại, chưa có gì được ghi nhận",
        errno.EDQUOT: "đã hết hạn mức đĩa; hãy xin thêm dung lượng rồi chạy lại, chưa có gì được ghi nhận",
        errno.EFBIG: "tệp vượt quá cỡ mà hệ thống cho phép ghi; chưa có gì được ghi nhận",
        errno.EROFS: "nơi lưu chỉ cho đọc; hãy kiểm tra ổ đĩa hoặc quyền ghi",
        errno.EACCES: "không có quyền truy cập; hãy kiểm tra quyền của thư mục",
        errno.EPERM: "không có quyền truy cập; hãy kiểm tra quyền của thư mục",
    }.get(error.errno or 0, f"lỗi đọc, ghi ({error.strerror or error}); hãy kiểm tra ổ đĩa rồi chạy lại")
    return LedgerError(f"{error.filename or folder}: {remedy}.")
