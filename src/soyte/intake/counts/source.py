"""The bytes of a text table as a stream of UTF-8 blocks with plain line ends, whatever they were before."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from soyte.intake.counts.limits import FILE_BYTES, MEBIBYTE, WHOLE_BYTES
from soyte.intake.counts.model import UnreadableCounts
from soyte.intake.documents.encodings import decode, looks_binary, unicode_form
from soyte.intake.documents.legacy import detect, to_unicode
from soyte.intake.documents.limits import EXPANSION_RATIO, RATIO_FREE_BYTES

_BLOCK = 4 * MEBIBYTE
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def refusal(name: str, cause: str, remedy: str) -> UnreadableCounts:
    """`số liệu.csv: tệp rỗng; hãy gửi tệp có nội dung`."""
    printable = "".join(c if c.isprintable() else "\ufffd" for c in name) or "(tệp không tên)"
    return UnreadableCounts(f"{printable}: {cause}; {remedy}")


@dataclass(frozen=True)
class Text:
    """UTF-8 blocks, lines ended by line feeds alone, without byte order mark; and what the user should be told."""

    blocks: Iterator[bytes]
    encoding: str
    warnings: tuple[str, ...]


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """A plain file of bearable size. Neither a device nor a pipe is waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        if path.is_dir():
            raise refusal(name, "là một thư mục", "hãy chọn một tệp số liệu")
        if not stat.S_ISREG(path.stat().st_mode):
            raise refusal(name, "không phải là tệp thường", "hãy chọn một tệp số liệu")
        file = os.fdopen(os.open(path, flags), "rb")
    except FileNotFoundError as error:
        raise refusal(name, "không tìm thấy tệp", "hãy kiểm tra lại đường dẫn") from error
    except PermissionError as error:
        raise refusal(name, "không có quyền đọc tệp", "hãy cấp quyền đọc hoặc chép tệp sang thư mục khác") from error
    except (OSError, ValueError) as error:
        raise refusal(name, "không mở được tệp", "hãy kiểm tra lại đường dẫn") from error
    with file:
        size = os.fstat(file.fileno()).st_size
        if size == 0:
            raise refusal(name, "tệp rỗng (0 byte)", "hãy kiểm tra và gửi lại tệp có nội dung")
        if size > FILE_BYTES:
            raise _too_large(name)
        yield file


def is_workbook(file: BinaryIO) -> bool:
    """Whether it begins like a workbook; the position stays at the start."""
    head = file.read(8)
    file.seek(0)
    return head.startswith(_SHEETS)


def text_of(file: BinaryIO, name: str) -> Text:
    """Decode a text table. Small files are judged as a whole, large ones must be UTF-8 or UTF-16."""
    blocks = _unpacked(file, name)
    head = b""
    for block in blocks:
        head += block
        if len(head) > WHOLE_BYTES:
            break
    if head.startswith((b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", *_SHEETS)) or looks_binary(head):
        raise refusal(name, "nội dung không phải là bảng số liệu dạng chữ", "hãy gửi tệp .csv hoặc .xlsx")
    if len(head) <= WHOLE_BYTES:
        return _whole(head)
    return _stream(_chain(head, blocks), unicode_form(head) or "utf-8", name)


def _whole(data: bytes) -> Text:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if unicode_form(data) in (None, "utf-8") and (
            data.isascii() or detect(data[:400_000].decode("utf-8", "ignore")) is None
        ):
            return Text(_plain_ends(iter((data.removeprefix(codecs.BOM_UTF8),))), "utf-8", ())
    decoded = decode(data)
    text, encoding, warnings = decoded.text.removeprefix("\ufeff"), decoded.encoding, decoded.warnings
    hidden = detect(text)  # Unicode in form, but the letters are those of an old font
    if hidden is not None:
        text, encoding = to_unicode(text, hidden), hidden.value
        warnings = (*warnings, f"Chữ trong tệp gõ bằng bảng mã cũ {encoding}, đã chuyển sang Unicode.")
    return Text(_plain_ends(iter((text.encode("utf-8", "replace"),))), encoding, warnings)


def _stream(blocks: Iterator[bytes], encoding: str, name: str) -> Text:
    def decoded() -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        first = True
        try:
            for block in blocks:
                text = decoder.decode(block)
                yield (text.removeprefix("\ufeff") if first else text).encode()
                first = False
            yield decoder.decode(b"", final=True).encode()
        except UnicodeError as error:
            raise refusal(
                name, f"tệp lớn và có byte không đúng {encoding.upper()}", "hãy lưu lại bằng UTF-8 rồi gửi lại"
            ) from error

    return Text(_plain_ends(decoded()), encoding, ())


def _plain_ends(blocks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for block in blocks:
        whole = held + block
        held = b"\r" if whole.endswith(b"\r") else b""  # its line feed may be the first byte of the next block
        whole = whole[: len(whole) - len(held)]
        if b"\r" in whole:
            whole = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield whole
    if held:
        yield b"\n"


def _chain(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


def _unpacked(file: BinaryIO, name: str) -> Iterator[bytes]:
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    stream: io.BufferedIOBase | BinaryIO = gzip.GzipFile(fileobj=file) if packed else file
    total = 0
    try:
        while block := stream.read(_BLOCK):
            total += len(block)
            if total > FILE_BYTES:
                raise _too_large(name)
            if packed and total > RATIO_FREE_BYTES and total > EXPANSION_RATIO * max(file.tell(), 1):
                raise refusal(name, "nội dung nén bung ra quá lớn", "hãy giải nén, kiểm tra rồi gửi tệp .csv")
            yield block
    except (OSError, EOFError, zlib.error) as error:
        what = "tệp nén .gz bị hỏng hoặc tải về chưa đủ" if packed else "đọc tệp giữa chừng bị lỗi"
        raise refusal(name, what, "hãy tải hoặc nén lại rồi gửi lại") from error
    if total == 0:
        raise refusal(name, "tệp rỗng (0 byte)", "hãy kiểm tra và gửi lại tệp có nội dung")


def _too_large(name: str) -> UnreadableCounts:
    return refusal(name, f"tệp lớn hơn {FILE_BYTES // MEBIBYTE} MB", "hãy chia nhỏ tệp theo năm rồi gửi lại")
