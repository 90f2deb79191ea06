"""PDF files: pages in order, lines joined to paragraphs, ruled tables with their cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_samples import assert_sound, at, cells, pdf, texts

from soyte.intake.documents import Document, UnreadableDocument, read_bytes, read_document

DATA = Path(__file__).parent / "data"


def read(data: bytes) -> Document:
    document = read_bytes(data, "báo cáo.pdf")
    assert_sound(document)
    return document


@pytest.fixture(scope="module")
def report() -> Document:
    document = read_document(DATA / "report.pdf")
    assert_sound(document)
    return document


def test_paragraphs_of_a_real_report_are_whole_again(report: Document) -> None:
    paragraphs = [text for text, block in zip(texts(report), report.blocks, strict=True) if not block.cell]
    assert paragraphs[0] == "BÁO CÁO KẾT QUẢ CÔNG TÁC Y TẾ NĂM 2024"
    assert len(paragraphs) == 1 + 7 * 5
    for group in range(7):
        heading, *body = paragraphs[1 + 5 * group : 6 + 5 * group]
        assert heading == f"{group + 1}. Kết quả nhóm {group + 1}"
        assert body == paragraphs[2:6]
    assert paragraphs[2].endswith("vượt 1,0% so với kế hoạch được giao từ đầu năm.")
    assert "Quyết định số 815/QĐ-UBND ngày 20/3/2024 của Uỷ ban nhân dân tỉnh" in paragraphs[5]


def test_running_titles_and_page_numbers_are_left_out(report: Document) -> None:
    assert "Sở Y tế Hoà Giang" not in report.text
    assert not [
        text for text, block in zip(texts(report), report.blocks, strict=True) if text.isdigit() and not block.cell
    ]


def test_every_block_knows_its_page(report: Document) -> None:
    pages = [int(block.locator.split(",")[0].removeprefix("trang ")) for block in report.blocks]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, 4)


def test_a_ruled_table_keeps_its_merged_cells(report: Document) -> None:
    assert cells(report) == {
        (0, 0, 0): "TT",
        (0, 0, 1): "Số lượt",
        (0, 0, 3): "Tỷ lệ thực hiện so với kế hoạch được giao (%)",
        (0, 1, 1): "Kế hoạch",
        (0, 1, 2): "Thực hiện",
        (0, 2, 0): "1",
        (0, 2, 1): "1.200",
        (0, 2, 2): "1.260",
        (0, 2, 3): "105,0",
        (0, 3, 0): "2",
        (0, 3, 1): "800",
        (0, 3, 3): "—",
    }
    assert "1\t1.200\t1.260\t105,0\n2\t800\t—" in report.text


def test_pieces_of_one_line_are_joined_and_lines_that_end_early_end_a_paragraph() -> None:
    page = at(72, 700, "Dat 98,") + at(110.5, 700, "6%") + at(200, 700, "ke hoach") + at(72, 680, "Het.")
    assert texts(read(pdf(page))) == ["Dat 98,6% ke hoach", "Het."]


LINE = "mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay tam chin"


def test_the_layout_decides_where_a_paragraph_begins() -> None:
    page = (
        at(100, 700, LINE)
        + at(72, 684, LINE + " mot hai")
        + at(72, 668, "- gach dau dong " + LINE[:63])
        + at(72, 652, "1.234 nguoi")
        + at(72, 600, "xa ben duoi")
        + at(72, 584, "to hon", 16)
    )
    assert texts(read(pdf(page))) == [
        f"{LINE} {LINE} mot hai",
        f"- gach dau dong {LINE[:63]} 1.234 nguoi",
        "xa ben duoi",
        "to hon",
    ]


def test_a_paragraph_runs_over_the_end_of_a_page() -> None:
    first = at(72, 700, LINE) + at(72, 300, LINE)
    second = at(72, 700, "tiep theo cua " + LINE[:40]) + at(100, 680, "Doan moi " + LINE[:40])
    document = read(pdf(first, second))
    assert texts(document) == [LINE, f"{LINE} tiep theo cua {LINE[:40]}", f"Doan moi {LINE[:40]}"]
    assert [block.locator for block in document.blocks] == ["trang 1", "trang 1", "trang 2"]


def test_page_numbers_and_running_titles_are_dropped_by_their_place() -> None:
    pages = [
        at(290, 800, str(number))
        + at(72, 400, f"Noi dung trang {number} la mot")
        + at(72, 30, f"So Y te - trang {number}/4")
        for number in range(1, 5)
    ]
    assert texts(read(pdf(*pages))) == [f"Noi dung trang {number} la mot" for number in range(1, 5)]


def test_a_number_at_the_top_that_does_not_count_along_is_text() -> None:
    pages = [at(72, 800, number) + at(72, 400, "Noi dung") for number in ("1250", "37", "8")]
    assert [text for text in texts(read(pdf(*pages))) if text.isdigit()] == ["1250", "37", "8"]


def grid(
    x0: float, y0: float, columns: int, rows: int, *, width: float = 80, height: float = 20, style: str = ""
) -> str:
    lines = [(x0, y0 + i * height, x0 + columns * width, y0 + i * height) for i in range(rows + 1)]
    lines += [(x0 + i * width, y0, x0 + i * width, y0 + rows * height) for i in range(columns + 1)]
    if style == "fill":
        return "".join(f"{a} {b} {max(c - a, 0.5)} {max(d - b, 0.5)} re f\n" for a, b, c, d in lines)
    return "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines)


@pytest.mark.parametrize("style", ["stroke", "fill"])
def test_tables_are_found_by_their_lines_however_they_are_drawn(style: str) -> None:
    page = at(72, 750, "Truoc") + grid(72, 600, 3, 2, style=style)
    for row in range(2):
        for column in range(3):
            page += at(76 + 80 * column, 625 - 20 * row, f"o{row}{column}")
    document = read(pdf(page + at(72, 500, "Sau")))
    assert cells(document) == {(0, row, column): f"o{row}{column}" for row in range(2) for column in range(3)}
    assert document.text == "Truoc\no00\to01\to02\no10\to11\to12\nSau"


def test_boxes_drawn_as_rectangles_are_a_table_too() -> None:
    page = "72 600 80 20 re S\n152 600 80 20 re S\n" + at(80, 605, "a") + at(160, 605, "b")
    assert cells(read(pdf(page))) == {(0, 0, 0): "a", (0, 0, 1): "b"}


def test_a_turned_page_is_read_as_it_is_seen() -> None:
    def turned(x: float, y: float, text: str) -> str:
        return f"BT /F 12 Tf 0 1 -1 0 {595 - y} {x} Tm ({text}) Tj ET\n"

    lines = f"{595 - 400} 72 m {595 - 400} 232 l S {595 - 420} 72 m {595 - 420} 232 l S\n" + "".join(
        f"{595 - 400} {x} m {595 - 420} {x} l S\n" for x in (72, 152, 232)
    )
    page = turned(72, 500, "Tren") + turned(76, 405, "a") + turned(156, 405, "b") + turned(72, 300, "Duoi") + lines
    document = read(pdf(page, rotate=90))
    assert document.text == "Tren\na\tb\nDuoi"


def test_a_frame_round_a_paragraph_is_no_table() -> None:
    document = read(pdf(grid(72, 600, 1, 1, width=300) + at(80, 605, "trong khung") + at(72, 500, "ngoai")))
    assert texts(document) == ["trong khung", "ngoai"]
    assert cells(document) == {}


def test_a_chart_with_one_label_is_no_table() -> None:
    document = read(pdf(grid(72, 400, 10, 10, width=20) + at(75, 405, "nhan") + at(72, 300, "ngoai")))
    assert cells(document) == {}
    assert texts(document) == ["nhan", "ngoai"]


def test_a_drawing_of_countless_lines_is_not_taken_for_a_table() -> None:
    assert cells(read(pdf(grid(10, 10, 450, 450, width=7, height=7) + at(75, 405, "a") + at(205, 405, "b")))) == {}


def test_a_scan_must_be_recognised_first() -> None:
    picture = "q 595 0 0 842 0 0 cm /I Do Q\n"
    with pytest.raises(
        UnreadableDocument, match=r"^quét\.pdf: tệp PDF là bản quét, không có lớp chữ; hãy nhận dạng chữ \(OCR\)"
    ):
        read_bytes(pdf(picture, picture + at(10, 10, "1")), "quét.pdf")


def test_pages_that_are_pictures_are_mentioned() -> None:
    document = read(pdf(at(72, 700, LINE), "/I Do\n", at(72, 700, LINE)))
    assert document.warnings == ("Trang 2 chỉ có hình ảnh, không có lớp chữ nên chưa được đọc.",)


def test_an_empty_pdf_has_no_text_layer() -> None:
    with pytest.raises(UnreadableDocument, match="không có lớp chữ"):
        read_bytes(pdf(""), "a.pdf")


def test_a_password_is_noticed() -> None:
    with pytest.raises(UnreadableDocument, match=r"^password\.pdf: tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại$"):
        read_document(DATA / "password.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" * 9, pdf("x")[:300]])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.pdf: .+; hãy "):
        read_bytes(data, "a.pdf")


def test_rubbish_before_the_header_does_no_harm() -> None:
    assert read(b"\n\n" + pdf(at(72, 700, "Dat 98%"))).text == "Dat 98%"
    assert read(b"rac\n" + pdf(at(72, 700, "Dat 98%"))).text == "Dat 98%"
