"""Files of every kind and of no kind: a document, or one sentence that says what to do."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest
from document_samples import OLE, bomb, docx, odf, p, pdf, zipped

from soyte.intake.documents import Document, UnreadableDocument, isolation, limits, package, read_bytes, read_document
from soyte.intake.documents import dispatch as dispatch_module

SENTENCE = re.compile(r"[^\n:]+: [^\n;]+; [^\n]+")


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    assert SENTENCE.fullmatch(str(caught.value)), str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value)


def refused_path(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    assert SENTENCE.fullmatch(str(caught.value)), str(caught.value)
    return str(caught.value)


def test_a_document_has_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "Báo cáo.txt"
    path.write_text("một", encoding="utf-8")
    assert read_document(path).name == "Báo cáo.txt"


@pytest.mark.parametrize("suffix", ["docx", "doc", "odt", "pdf", "html", "xlsx", "txt", ""])
@pytest.mark.parametrize(
    "data",
    [docx(p("Đạt 98%")), odf("<text:p>Đạt 98%</text:p>"), pdf("BT /F 9 Tf (98%) Tj ET")],
    ids=["docx", "odt", "pdf"],
)
def test_the_content_decides_and_not_the_name(data: bytes, suffix: str) -> None:
    assert "98%" in read_bytes(data, f"a.{suffix}").text


@pytest.mark.parametrize(
    "start", ["<html>", "<!DOCTYPE html>", "\ufeff <!-- a --> <HTML lang=vi>", "<?xml version='1.0'?><html>"]
)
@pytest.mark.parametrize("suffix", ["doc", "xls", "docx", ""])
def test_a_web_page_may_be_called_a_word_file(start: str, suffix: str) -> None:
    assert read_bytes(f"{start}<body><p>Đạt</p>".encode(), f"a.{suffix}").text == "Đạt"


@pytest.mark.parametrize(
    ("data", "name", "cause"),
    [
        (b"", "a.txt", "tệp rỗng"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "là tệp Word đời cũ (.doc); hãy mở bằng Word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "tệp đặt mật khẩu; hãy bỏ mật khẩu"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "tệp Excel bị hỏng"),
        (OLE, "a.ppt", "là tệp Office đời cũ không đọc được"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "là tệp ảnh"),
        (b"\xff\xd8\xff\xe0", "a.docx", "là tệp ảnh"),
        (zipped({"ppt/slides/slide1.xml": "x"}), "a.pptx", "là tệp trình chiếu"),
        (zipped({"báo cáo.docx": "x"}), "a.zip", "là tệp nén không chứa báo cáo"),
        (b"PK\x03\x04 cut", "a.docx", "bị hỏng"),
        (docx(p("x"))[:-30], "a.docx", "bị hỏng"),
        (docx("</w:p>"), "a.docx", "bị hỏng"),
        (zipped({"word/styles.xml": "x"}), "a.docx", "bị hỏng"),
        (zipped({"word/document.xml": "<x/>"}), "a.docx", "bị hỏng"),
        (b"nothing at all", "a.docx", "tệp .docx bị hỏng"),
        (b"nothing at all", "a.pdf", "tệp .pdf bị hỏng"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "a.doc", "là tệp XML"),
        (b"MIME-Version: 1.0\r\n\r\nx", "a.mht", "không tìm thấy chữ nào"),
        (b"<html></html>", "a.html", "không tìm thấy chữ nào"),
        (b"\x00\x01\x02\x03" * 100, "a.bin", "không phải là văn bản"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, name: str, cause: str) -> None:
    assert cause in refused(data, name)


def test_an_old_word_file_made_by_a_real_program() -> None:
    assert "đời cũ (.doc)" in refused_path(Path(__file__).parent / "data" / "old.doc")


def test_names_cannot_break_the_message() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\ufffdb\ufffd\.txt: "):
        read_bytes(b"", "a\nb\udcff.txt")
    with pytest.raises(UnreadableDocument, match=r"^\(tệp không tên\): "):
        read_bytes(b"", "")


@pytest.mark.parametrize(
    ("path", "cause"), [("không có.txt", "không tìm thấy tệp"), (".", "thư mục"), ("a\0b", "không mở được tệp")]
)
def test_paths_that_lead_to_no_file(tmp_path: Path, path: str, cause: str) -> None:
    assert cause in refused_path(tmp_path / path)


def test_devices_pipes_and_sockets_are_not_waited_for(tmp_path: Path) -> None:
    device, pipe, address = tmp_path / "zero.txt", tmp_path / "pipe.txt", tmp_path / "s"
    device.symlink_to("/dev/zero")
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(address))
        for path in (device, pipe, address):
            assert "không phải là tệp thường" in refused_path(path)


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "vòng.txt"
    loop.symlink_to(loop)
    assert "không mở được tệp" in refused_path(loop)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kín.txt"
    path.write_text("x", encoding="utf-8")

    def deny(*_: object, **__: object) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("os.open", deny)
    assert "không có quyền đọc" in refused_path(path)


def test_files_beyond_the_size_limit_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch_module, "INPUT_BYTES", 10)
    path = tmp_path / "lớn.txt"
    path.write_bytes(b"x" * 11)
    assert "lớn hơn" in refused_path(path)
    assert "lớn hơn" in refused(b"x" * 11, "a.txt")


def test_a_bug_in_a_parser_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(data: bytes, name: str) -> Document:
        raise RecursionError

    def fill(data: bytes, name: str) -> Document:
        raise MemoryError

    for broken, cause in ((explode, "bị hỏng"), (fill, "quá nhiều bộ nhớ")):
        monkeypatch.setattr(dispatch_module, "read_text", broken)
        assert cause in refused(b"x", "a.txt")


def test_zip_bombs_are_not_let_off() -> None:
    assert "bung ra quá lớn" in refused(bomb(limits.RATIO_FREE_BYTES + 1), "a.docx")
    assert "bung ra quá lớn" in refused(bomb(limits.MARKUP_BYTES + 1), "a.docx")


def test_parts_together_have_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "EXPANDED_BYTES", 1000)
    assert "bung ra quá lớn" in refused(docx(p("x"), styles=" " * 900), "a.docx")
    assert "bung ra quá lớn" in refused(zipped({"xl/a": "x" * 1001}), "a.xlsx")


def test_a_directory_of_countless_entries_is_not_read() -> None:
    assert "quá nhiều mục" in refused(b"PK\x03\x04" + b"PK\x01\x02" * (limits.ZIP_MEMBERS + 1), "a.docx")


def test_an_entry_with_a_password_or_an_unknown_compression() -> None:
    data = bytearray(docx(p("x")))
    flags = data.rindex(b"PK\x01\x02") + 8
    data[flags] |= 1
    assert "mật khẩu" in refused(bytes(data), "a.docx")
    data[flags] &= 0xFE
    data[flags + 2] = 99
    assert "bị hỏng" in refused(bytes(data), "a.docx")


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(12)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("attack", [LAUGHS + "]><x>&m;</x>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"])
def test_document_types_are_refused_before_they_can_laugh(attack: str, encoding: str) -> None:
    declared = f"<?xml version='1.0' encoding='{encoding}'?>" + attack
    assert "bị hỏng" in refused(zipped({"word/document.xml": declared.encode(encoding)}), "a.docx")
    assert "bị hỏng" in refused(zipped({"content.xml": declared.encode(encoding)}), "a.odt")


def test_utf16_parts_are_read() -> None:
    xml = "<?xml version='1.0' encoding='utf-16'?>" + docx_part(p("Đạt"))
    assert read_bytes(zipped({"word/document.xml": xml.encode("utf-16")}), "a.docx").text == "Đạt"


def docx_part(body: str) -> str:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {names}><w:body>{body}</w:body></w:document>"


def test_xml_nested_without_end_is_refused() -> None:
    assert "bị hỏng" in refused(docx("<w:sdt>" * 10_000), "a.docx")


def test_too_many_blocks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soyte.intake.documents.builder.BLOCKS", 3)
    monkeypatch.setattr("soyte.intake.documents.text.BLOCKS", 3)
    assert "quá nhiều chữ" in refused(docx(p("x") * 4), "a.docx")
    assert "quá nhiều dòng" in refused(b"x\n" * 4, "a.txt")


def test_markup_beyond_its_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("html", "rtf"):
        monkeypatch.setattr(f"soyte.intake.documents.{module}.MARKUP_BYTES", 20)
    assert "HTML quá lớn" in refused(b"<html>" + b"x" * 20, "a.html")
    assert "RTF quá lớn" in refused(rb"{\rtf1 " + b"x" * 20, "a.rtf")
    monkeypatch.setattr("soyte.intake.documents.html.PAGE_TAGS", 3)
    monkeypatch.setattr("soyte.intake.documents.markup.MARKUP_TAGS", 3)
    monkeypatch.setattr("soyte.intake.documents.text.TEXT_BYTES", 20)
    assert "quá dài" in refused(b"x" * 21, "a.txt")
    monkeypatch.setattr("soyte.intake.documents.html.MARKUP_BYTES", 2000)
    assert "HTML quá lớn" in refused(b"<p>" * 4, "a.html")
    assert "quá lớn" in refused(docx(p("x")), "a.docx")
    monkeypatch.setattr("soyte.intake.documents.rtf.MARKUP_BYTES", 2000)
    monkeypatch.setattr("soyte.intake.documents.rtf._TOKENS", 3)
    assert "RTF quá lớn" in refused(rb"{\rtf1 \b\b\b\b\b x}", "a.rtf")


def test_a_reader_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "ISOLATED_SECONDS", 0.01)
    assert "chưa xong" in refused(pdf("BT /F 9 Tf (98%) Tj ET"), "a.pdf")


def test_a_reader_that_cannot_be_started_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/không/có")
    assert "không mở được tiến trình" in refused(pdf("BT /F 9 Tf (98%) Tj ET"), "a.pdf")


def test_a_packed_program_reads_in_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "")
    assert read_bytes(pdf("BT /F 9 Tf (98%) Tj ET"), "a.pdf").text == "98%"
