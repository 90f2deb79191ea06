"""The sample reports: generated from text, the same every time, with every planted slip where it is said to be."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pypdfium2
import pytest

from soyte.sample import REPORTS, SLIPS, Slip, long_report, sample_reports
from soyte.sample.build import files, source
from soyte.sample.long import long_paper, long_report_docx
from soyte.sample.markup import parse, plain_text

MADE = files()


def entries(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pdf_text() -> str:
    pdf = pypdfium2.PdfDocument(REPORTS / "bao-cao-an-toan-thuc-pham.pdf")
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return " ".join(" ".join(pages).split())


def words_of(document: str) -> str:
    """The sample report as one line of words, taken from the text it is made from."""
    name = document.replace(".docx", ".txt").replace(".pdf", ".txt").replace(".xlsx", ".txt")
    text = source(name)
    return plain_text(parse(text)) if document.endswith((".docx", ".pdf")) else text


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_committed_report_equals_the_generated_one(name: str) -> None:
    committed = (REPORTS / name).read_bytes()
    if name.endswith((".docx", ".xlsx")):
        assert entries(committed) == entries(MADE[name])  # deflate itself may differ between zlib builds
    else:
        assert committed == MADE[name]


def test_generating_twice_gives_the_same_bytes() -> None:
    assert files() == MADE


def test_no_clock_in_the_zip_entries() -> None:
    with zipfile.ZipFile(REPORTS / "bao-cao-nam-2025.docx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_pdf_holds_the_words_of_its_source_as_text() -> None:
    printed = unicodedata.normalize("NFC", pdf_text())
    for part in parse(source("bao-cao-an-toan-thuc-pham.txt")).parts:
        for words in [part.text, *(" ".join(row) for row in part.rows)]:
            assert words.rpartition(" ")[2] in printed
    assert "Phát hiện 512 cơ sở vi phạm, trong đó xử phạt 531 cơ sở với tổng số tiền 1.294 triệu đồng." in printed


def test_every_sample_report_is_there() -> None:
    assert [path.name for path in sample_reports() if not path.is_file()] == []
    assert {path.name for path in sample_reports()} == {path.name for path in REPORTS.iterdir()}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.document}:{slip.quote[:20]}")
def test_a_planted_slip_stands_in_its_report(slip: Slip) -> None:
    assert slip.quote in words_of(slip.document)


def test_the_long_report_has_its_length_and_depends_on_the_seed_only() -> None:
    report = long_report(pages=40, seed=1)
    assert report == long_report(pages=40, seed=1) != long_report(pages=40, seed=2)
    assert 36 * 376 < len(report.split()) < 44 * 376
    assert len(long_report(pages=5).split()) < len(report.split()) / 6


def test_the_long_report_is_the_same_words_in_word_and_in_text() -> None:
    body = entries(long_report_docx(pages=2))["word/document.xml"].decode()
    assert [part.text for part in long_paper(pages=2).parts if part.text not in body] == []
