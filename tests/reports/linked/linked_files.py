"""Small Word files with linked figures, and ways to change them as people do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from docx import Document

from soyte.reports.linked.model import PrintedFigure
from soyte.reports.linked.write import FigureWriter
from soyte.word_layout import to_bytes

ABOUT = {"kind": "scorecard", "place": "tinh-binh-son", "year": "2024", "as_of_seq": "7"}


def figure(name: str, text: str, value: str | None, unit: str = "%") -> PrintedFigure:
    return PrintedFigure(
        name, text, Decimal(value) if value is not None else None, unit, "thực hiện", name, "a1", "Tỷ lệ"
    )


RATE, ESTIMATE, ABSENT = (
    figure("rate", "95,2", "95.2"),
    figure("guess", "ước 1.234", "1234"),
    figure("none", "chưa báo cáo", None),
)
ALL = {one.id: one for one in (RATE, ESTIMATE, ABSENT)}


def linked_file() -> bytes:
    """`Tỷ lệ 95,2%, ước 1.234 lượt; chưa báo cáo.` and a table in which the first stands again."""
    document, writer = Document(), FigureWriter()
    paragraph = document.add_paragraph("Tỷ lệ ")
    for one, tail in ((RATE, "%, "), (ESTIMATE, " lượt; "), (ABSENT, ".")):
        writer.add(paragraph, one)
        paragraph.add_run(tail)
    cell = document.add_table(rows=1, cols=2).cell(0, 1).paragraphs[0]
    writer.add(cell, RATE)
    writer.finish(document, ABOUT)
    return to_bytes(document, "x", datetime(2024, 1, 1))


def changed(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with one part rewritten."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return buffer.getvalue()


def without(data: bytes, *parts: str) -> bytes:
    """The file with parts taken out, as by an inspector of documents."""
    for part in parts:
        data = changed(data, lambda _: "<a/>", part)
    return data


def typed(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    """Somebody types over a figure."""
    return lambda xml: xml.replace(f">{old}<", f">{new}<", times)


def without_tags(xml: str) -> str:
    """LibreOffice drops the tag and the alias of a control."""
    return re.sub(r'<w:(?:tag|alias) w:val="[^"]*"/>', "", xml)


def without_controls(xml: str) -> str:
    """Somebody removes all controls; bookmarks stay."""
    return re.sub(r"</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>", "", xml)
