"""Plain text: the document is the decoded file, code point for code point."""

from __future__ import annotations

import unicodedata

import pytest
from document_samples import assert_sound, texts

from soyte.intake.documents import BlockKind, Document, UnreadableDocument, read_bytes

SENTENCE = "Sở Y tế tổ chức hội nghị; bệnh viện đạt 98,6% kế hoạch, tăng so với năm 2023 của tỉnh."


def read(data: bytes, name: str = "báo cáo.txt") -> Document:
    document = read_bytes(data, name)
    assert_sound(document)
    return document


def test_the_text_of_a_utf8_file_is_exactly_what_was_decoded() -> None:
    raw = "\ufeff  Dòng một \r\n\r\n\tdòng ba\rdòng bốn\u2028cùng dòng\u00a0\n\u0065\u0302\u0323\n"
    document = read(raw.encode("utf-8"))
    assert document.text == raw
    assert document.warnings == ()


def test_every_line_that_says_something_is_a_paragraph_with_its_line_number() -> None:
    document = read("\ufeffmột\r\n \t \nba\r\rnăm\u2028vẫn năm\n\x0csáu".encode())
    assert texts(document) == ["một", "ba", "năm", "vẫn năm", "sáu"]
    assert [block.locator for block in document.blocks] == ["dòng 1", "dòng 3", "dòng 5", "dòng 5", "dòng 6"]
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}


def test_a_text_of_blanks_is_kept_and_said_to_be_empty() -> None:
    document = read(b" \n \n")
    assert (document.text, document.blocks) == (" \n \n", ())
    assert document.warnings == ("Tệp không có chữ nào.",)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_utf16_and_utf32_are_known_by_their_mark(encoding: str) -> None:
    assert read(("\ufeff" + SENTENCE).encode(encoding)).text == "\ufeff" + SENTENCE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_nul_bytes(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding)).text == SENTENCE


def test_broken_bytes_are_replaced_and_named_by_byte_and_line() -> None:
    data = "một\nhai ".encode() + b"\xff\xfe" + b" ba\n"
    document = read(data)
    assert document.text == "một\nhai \ufffd\ufffd ba\n"
    assert document.warnings == (
        "Có byte không đúng UTF-8, đã thay bằng ký tự \ufffd: byte 10 (dòng 2), byte 11 (dòng 2).",
    )


def test_many_broken_bytes_are_named_in_part() -> None:
    document = read(("được " * 50).encode() + b"\xff " * 9)
    assert document.warnings[0].count("byte") == 6
    assert document.warnings[0].endswith("….")


def test_a_file_cut_in_the_middle_of_a_letter_is_still_read() -> None:
    document = read(SENTENCE.encode()[:3])
    assert document.text == "S\ufffd"
    assert "byte 1 (dòng 1)" in document.warnings[0]


def test_windows_1258_is_decoded_with_a_warning() -> None:
    document = read(b"".join(_cp1258(letter) for letter in SENTENCE))
    assert unicodedata.normalize("NFC", document.text) == SENTENCE
    assert "cp1258" in document.warnings[0]


def _cp1258(letter: str) -> bytes:
    """Windows 1258 writes the tone after the letter that carries it."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
    base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
    return (base + tones).encode("cp1258")


def test_nobody_can_read_a_program_as_text() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.txt: nội dung không phải là văn bản; hãy "):
        read(bytes(range(256)) * 40, "a.txt")


def test_a_few_control_bytes_do_not_stop_the_reading() -> None:
    assert read(b"\x00abc\x01\x02 12,5%").text == "\x00abc\x01\x02 12,5%"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_tags_in_a_text_file_are_its_text(name: str) -> None:
    assert read(b"<html><p>12</p></html>", name).text == "<html><p>12</p></html>"
