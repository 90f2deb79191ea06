"""One sentence for every file that cannot be read: which file, why, and what to do about it."""

from __future__ import annotations

from soyte.intake.documents.model import UnreadableDocument


def unreadable(name: str, cause: str, remedy: str) -> UnreadableDocument:
    """`báo cáo.pdf: tệp đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại`."""
    printable = "".join(c if c.isprintable() else "\ufffd" for c in name) or "(tệp không tên)"
    return UnreadableDocument(f"{printable}: {cause}; {remedy}")


def damaged(name: str, what: str) -> UnreadableDocument:
    """The file claims to be `what`, and is not a whole one."""
    return unreadable(
        name, f"tệp {what} bị hỏng hoặc tải về chưa đủ", "hãy mở lại bằng phần mềm gốc, lưu lại rồi gửi lại"
    )


def too_big(name: str, what: str) -> UnreadableDocument:
    """Reading on would take more memory or time than a document deserves."""
    return unreadable(name, what, "hãy chia nhỏ tệp hoặc chỉ gửi phần báo cáo")


def wordless(name: str) -> UnreadableDocument:
    """A sound file in which no word was found."""
    return unreadable(
        name,
        "không tìm thấy chữ nào trong tệp (có thể chỉ có hình ảnh)",
        "hãy gửi bản có chữ hoặc nhận dạng chữ (OCR) trước",
    )
