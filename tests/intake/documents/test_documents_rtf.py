"""RTF, which is often named .doc."""

from __future__ import annotations

import pytest
from document_samples import assert_sound, cells, outline, texts

from soyte.intake.documents import Document, UnreadableDocument, read_bytes


def read(body: str) -> Document:
    document = read_bytes(rf"{{\rtf1\ansi\ansicpg1258\deff0 {body}}}".encode("latin-1"), "báo cáo.doc")
    assert_sound(document)
    return document


def test_letters_are_given_by_number_by_byte_or_plainly() -> None:
    assert (
        read(r"\uc1\u272?\u7841?t 98,6% \'f0\'ea\'d2 \{x\}\~y\_z\emdash\bullet").text
        == "Đạt 98,6% đê\u0309 {x}\u00a0y-z—•"
    )


def test_the_replacement_of_a_letter_is_skipped() -> None:
    assert read(r"\uc2\u272 D?\u7841\'61\'61t {\uc0\u272 x}").text == "Đạt Đx"


def test_a_font_may_have_its_own_charset() -> None:
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\froman\fcharset163 Times;}}"
    assert read(rf"\ansicpg1252 {fonts}\f1 \'f0\f0 \'f0").text == "đð"


def test_paragraphs_headings_lists_and_what_is_not_shown() -> None:
    body = (
        r"{\stylesheet{\s1 heading 1;}}{\*\generator X;}{\info{\title T}}{\pict 00ff}{\header Trang 1}"
        r"{\outlinelevel0 Muc lon\par}\pard Mot{\v an}{\deleted xoa}{\*\unknown la}\line hai\par"
        r"{\listtext\tab 1.\tab}Muc\par {\field{\*\fldinst PAGE}{\fldrslt 7}}\par"
    )
    assert outline(read(body)) == [
        ("heading", 1, "Muc lon"),
        ("paragraph", 0, "Mot\nhai"),
        ("list_item", 0, "1. Muc"),
        ("paragraph", 0, "7"),
    ]


def test_tables() -> None:
    row = r"\trowd\pard\intbl a\cell b\par c\cell\row \trowd\pard\intbl\cell 1\cell\row\pard "
    document = read(rf"Truoc\par {row}Sau\par {row}")
    assert cells(document) == {
        (0, 0, 0): "a",
        (0, 0, 1): "b\nc",
        (0, 1, 1): "1",
        (1, 0, 0): "a",
        (1, 0, 1): "b\nc",
        (1, 1, 1): "1",
    }
    assert document.text.startswith("Truoc\na\tb\nc\n1\nSau")


def test_notes_come_last() -> None:
    assert texts(read(r"Mot{\footnote Nguon\par hai}.\par Cuoi\par")) == ["Mot.", "Cuoi", "Nguon\nhai"]


@pytest.mark.parametrize("body", ["{" * 5000, "}" * 5000 + "x", r"\u-5?\u99999?\'zz\ansicpg99\f9\uc-3 x", "\\"])
def test_broken_files_end_in_text_or_in_a_sentence(body: str) -> None:
    try:
        read(body)
    except UnreadableDocument as error:
        assert "không tìm thấy chữ" in str(error)
