"""The layout that Annex I of Decree 30/2020 asks for, measured in the file itself."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from office import converted
from scorecard.examples import binh_son

from soyte.intake.documents.pdf import read_pdf
from soyte.reports.scorecard.render_docx import render_docx
from soyte.reports.text_width import bold_width


@cache
def file() -> bytes:
    """The Word file of the example, drawn once."""
    return render_docx(binh_son())


@cache
def report() -> Any:
    return Document(io.BytesIO(file()))


each_section = pytest.mark.parametrize("section", range(4), ids=["report", "table", "charts", "sources"])


# What is asked of margins, in millimetres: from, to.
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
# Element, its text, its sizes in points, bold, italic, capitals.
LETTERHEAD = [
    ("parent body", (0, 0, 0), "UBND TỈNH BÌNH SƠN", (12, 13), False, False),
    ("issuing body", (0, 0, 1), "SỞ Y TẾ", (12, 13), True, False),
    ("nation", (0, 1, 0), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
    ("motto", (0, 1, 1), "Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
    ("number", (1, 0, 0), "Số:          /BC-SYT", (13, 13), False, False),
    ("place and date", (1, 1, 0), "Bình Sơn, ngày 06 tháng 01 năm 2025", (13, 14), False, True),
]


def millimetres(length: int | None) -> float:
    assert length is not None
    return round(length / 36_000, 1)


def paragraph_of(text: str) -> Paragraph:
    found: Paragraph = next(p for p in report().paragraphs if p.text.startswith(text))
    return found


def style_of(thing: Any) -> str:
    return str(thing.style.name)


def size_of(paragraph: Paragraph) -> float:
    run = paragraph.runs[0]
    size = run.font.size or report().styles[style_of(paragraph)].font.size
    return float(size.pt)


def rule_below(cell: _Cell) -> tuple[float, float]:
    """The length of the rule in the cell's last paragraph, and the width of the cell, in millimetres."""
    paragraph = cell.paragraphs[-1]
    assert paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}") is not None
    layout, width = paragraph.paragraph_format, millimetres(cell.width)
    return width - millimetres(layout.left_indent) - millimetres(layout.right_indent), width


@each_section
def test_every_page_is_a4_with_margins_as_asked(section: int) -> None:
    page: Section = report().sections[section]
    sides = {millimetres(page.page_width), millimetres(page.page_height)}
    assert sides == {210.0, 297.0}
    for side, (least, most) in MARGINS.items():
        assert least <= millimetres(getattr(page, f"{side}_margin")) <= most


def test_the_report_stands_upright_and_the_wide_table_lies_across() -> None:
    assert [millimetres(s.page_width) for s in report().sections] == [210.0, 297.0, 210.0, 210.0]


def test_letters_are_times_new_roman_in_black_without_a_theme_font() -> None:
    for name in ("Normal", "Heading 1", "Header"):
        style = report().styles[name]
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert not [key for key in fonts.attrib if "heme" in key]
        assert str(style.font.color.rgb) == "000000"


class TestPageNumber:
    def test_it_is_centred_in_the_top_margin_at_13_or_14_points_upright(self) -> None:
        body: Section = report().sections[0]
        [paragraph] = body.header.paragraphs
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert report().styles["Header"].font.size.pt in (13, 14)
        assert not report().styles["Header"].font.italic
        assert millimetres(body.header_distance) < millimetres(body.top_margin)

    @each_section
    def test_it_starts_at_1_in_every_part_and_is_hidden_on_its_first_page(self, section: int) -> None:
        part: Section = report().sections[section]
        assert part.different_first_page_header_footer
        assert "".join(p.text for p in part.first_page_header.paragraphs) == ""
        assert [number.get(qn("w:start")) for number in part._sectPr.iter(qn("w:pgNumType"))] == ["1"]

    @pytest.mark.slow
    def test_the_printed_pages_show_it_from_page_two_on(self, tmp_path: Path) -> None:
        import pypdfium2 as pdfium  # noqa: PLC0415

        (tmp_path / "bc.docx").write_bytes(file())
        printed = converted(tmp_path / "bc.docx", "pdf", tmp_path)
        firsts = [page.get_textpage().get_text_range().split()[0] for page in pdfium.PdfDocument(printed)]
        assert firsts[:2] == ["UBND", "2"]
        assert firsts.count("PHỤ") == 3
        assert "Nơi nhận" in read_pdf(printed.read_bytes(), "bc.pdf").text


class TestLetterhead:
    @pytest.mark.parametrize(
        ("place", "text", "sizes", "bold", "italic"), [row[1:] for row in LETTERHEAD], ids=[r[0] for r in LETTERHEAD]
    )
    def test_each_element_has_its_words_size_and_weight(
        self, place: tuple[int, int, int], text: str, sizes: tuple[int, int], bold: bool, italic: bool
    ) -> None:
        row, column, line = place
        paragraph = report().tables[0].cell(row, column).paragraphs[line]
        assert paragraph.text == text
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert sizes[0] <= size_of(paragraph) <= sizes[1]
        assert (bool(paragraph.runs[0].bold), bool(paragraph.runs[0].italic)) == (bold, italic)

    def test_the_rule_below_the_motto_is_as_long_as_the_motto(self) -> None:
        length, _ = rule_below(report().tables[0].cell(0, 1))
        assert length == pytest.approx(bold_width("Độc lập - Tự do - Hạnh phúc", 13), abs=0.5)

    def test_the_rule_below_the_issuing_body_is_a_third_to_a_half_of_its_line(self) -> None:
        length, _ = rule_below(report().tables[0].cell(0, 0))
        assert 1 / 3 <= length / bold_width("SỞ Y TẾ", 12) <= 1 / 2

    def test_the_table_is_as_wide_as_the_text_and_has_no_lines(self) -> None:
        assert sum(millimetres(cell.width) for cell in report().tables[0].rows[0].cells) == pytest.approx(165, abs=0.5)
        assert style_of(report().tables[0]) == "Normal Table"


class TestTitle:
    def test_type_and_summary_are_13_or_14_bold_and_centred_with_a_rule_of_a_third_to_a_half(self) -> None:
        kind, summary = paragraph_of("BÁO CÁO"), paragraph_of("Kết quả thực hiện các chỉ tiêu y tế năm 2024")
        for paragraph in (kind, summary):
            assert size_of(paragraph) in (13, 14)
            assert paragraph.runs[0].bold
            assert paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
        layout = next(p for p in report().paragraphs if p._p.getprevious() is summary._p).paragraph_format
        length = 165 - millimetres(layout.left_indent) - millimetres(layout.right_indent)
        assert 1 / 3 <= length / bold_width(summary.text, 14) <= 1 / 2

    def test_it_is_addressed_to_the_superior_body(self) -> None:
        assert paragraph_of("Kính gửi").text == "Kính gửi: Ủy ban nhân dân tỉnh Bình Sơn"


class TestBody:
    def test_it_is_justified_in_13_or_14_points_with_a_first_line_and_room_as_asked(self) -> None:
        text = paragraph_of("Sở Y tế báo cáo kết quả")
        layout, normal = text.paragraph_format, report().styles["Normal"].paragraph_format
        assert text.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert size_of(text) in (13, 14)
        assert millimetres(layout.first_line_indent) in (10.0, 12.7)
        assert normal.space_after.pt >= 6
        assert 1.0 <= normal.line_spacing <= 1.5

    def test_parts_are_numbered_without_a_gap_in_bold_capitals(self) -> None:
        headings = [p.text for p in report().paragraphs if style_of(p) == "Heading 1"]
        assert [text.partition(". ")[0] for text in headings] == ["I", "II", "III", "IV"]
        assert all(text == text.upper() for text in headings)

    def test_it_ends_with_the_mark_of_the_end(self) -> None:
        assert paragraph_of("Số liệu từng chỉ tiêu tại Phụ lục I").text.endswith("./.")


class TestSignature:
    def test_receivers_stand_left_level_with_the_signature(self) -> None:
        block = next(t for t in report().tables if t.cell(0, 0).text.startswith("Nơi nhận"))
        left, right = block.rows[0].cells
        label, *lines = left.paragraphs
        assert (label.runs[0].font.size.pt, label.runs[0].bold, label.runs[0].italic) == (12, True, True)
        assert {line.runs[0].font.size.pt for line in lines} == {11}
        assert all(line.text.startswith("- ") for line in lines)
        assert lines[-1].text.startswith("- Lưu: VT")
        capacity = right.paragraphs[0]
        assert "GIÁM ĐỐC" in capacity.text
        assert capacity.runs[-1].font.size.pt in (13, 14)
        assert capacity.runs[-1].bold

    def test_what_a_person_fills_in_is_a_prompt(self) -> None:
        with zipfile.ZipFile(io.BytesIO(file())) as package:
            assert package.read("word/document.xml").count(b"showingPlcHdr") == 2


def test_each_annex_has_its_roman_number_its_title_and_names_its_report() -> None:
    heads = [p for p in report().paragraphs if p.text.startswith("PHỤ LỤC")]
    assert [p.text for p in heads] == ["PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III"]
    assert {size_of(p) for p in heads} == {14}
    belongs = [p.text for p in report().paragraphs if p.text.startswith("(Kèm theo")]
    assert belongs == ["(Kèm theo Báo cáo số          /BC-SYT ngày 06 tháng 01 năm 2025 của Sở Y tế)"] * 3
