"""A PDF opened with pdfium: pages in order, lines rebuilt, running headers dropped, paragraphs and tables found."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from soyte.intake.documents.builder import Builder
from soyte.intake.documents.errors import damaged, too_big, unreadable
from soyte.intake.documents.limits import PDF_PAGES
from soyte.intake.documents.model import BlockKind, Cell, Document
from soyte.intake.documents.pdf_flow import paragraphs
from soyte.intake.documents.pdf_furniture import drop_furniture
from soyte.intake.documents.pdf_page import Page, read_page
from soyte.intake.documents.pdf_tables import Grid

_OCR = "hãy nhận dạng chữ (OCR) rồi gửi lại, hoặc gửi bản .docx gốc"
_UNMAPPED_SHARE = 0.3


def extract_pdf(data: bytes, name: str) -> Document:
    """Read the text layer of a PDF, in this process."""
    start = data.find(b"%PDF-", 0, 1024)
    try:
        opened = pypdfium2.PdfDocument(data[max(start, 0) :])
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise unreadable(name, "tệp PDF đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại") from error
        raise damaged(name, "PDF") from error
    try:
        return _extract(opened, name)
    finally:
        opened.close()


def _extract(opened: pypdfium2.PdfDocument, name: str) -> Document:
    count = len(opened)
    if count > PDF_PAGES:
        raise too_big(name, f"tệp PDF có {count} trang")
    builder = Builder(name)
    pages: list[Page] = []
    for index in range(count):
        try:
            pages.append(read_page(opened, index))
        except pypdfium2.PdfiumError:
            builder.warn(f"Trang {index + 1} bị hỏng, không đọc được.")
    _require_words(pages, name)
    silent = [str(page.number) for page in pages if not page.characters and page.pictures]
    if silent:
        builder.warn(f"Trang {', '.join(silent[:20])} chỉ có hình ảnh, không có lớp chữ nên chưa được đọc.")
    for page in pages:
        if page.cut:
            builder.warn(f"Trang {page.number} quá nhiều ký tự, chỉ đọc phần đầu.")
    drop_furniture(pages)
    _build(builder, pages)
    return builder.document()


def _require_words(pages: list[Page], name: str) -> None:
    characters = sum(page.characters for page in pages)
    pictures = any(page.pictures for page in pages)
    if characters == 0 or (pictures and characters < 10 * len(pages)):
        raise unreadable(name, "tệp PDF là bản quét, không có lớp chữ", _OCR)
    if sum(page.unmapped for page in pages) > _UNMAPPED_SHARE * characters:
        raise unreadable(name, "phông chữ trong tệp PDF không có bảng mã nên không lấy được chữ", _OCR)


def _build(builder: Builder, pages: list[Page]) -> None:
    tables = 0
    for item in paragraphs(pages):
        if isinstance(item.content, Grid):
            for (row, column), text in item.content.texts():
                locator = f"trang {item.page}, bảng {tables + 1}, dòng {row + 1}, cột {column + 1}"
                builder.add(BlockKind.CELL, text, locator, cell=Cell(tables, row, column))
            tables += 1
        else:
            builder.add(BlockKind.PARAGRAPH, item.content, f"trang {item.page}")
