"""The outline: logical lines, their markers, and the lines they stand under; and where sentences end."""

from __future__ import annotations

import pytest

from soyte.intake.documents.text import read_text
from soyte.intake.statements.figures import sentences
from soyte.intake.statements.outline import Outline, outline
from soyte.quantities import scan
from soyte.text import fold_in_place


def lines(text: str) -> Outline:
    return outline(read_text(text.encode(), "bao-cao.txt"))


def words(text: str) -> list[str]:
    """The logical lines without their markers."""
    made = lines(text)
    return [made.text_of(segment) for segment in made.segments]


def cut(text: str) -> list[str]:
    """The sentences."""
    made = lines(text)
    found = sentences(made, fold_in_place(made.normal.text), scan(made.normal.text))
    return [made.normal.text[s.start : s.end].strip() for s in found]


@pytest.mark.parametrize(
    ("line", "marker", "body"),
    [
        ("I. Kết quả", "I.", "Kết quả"),
        ("II. KẾT QUẢ", "II.", "KẾT QUẢ"),
        ("1. Khám bệnh", "1.", "Khám bệnh"),
        ("1.2. Nội trú", "1.2.", "Nội trú"),
        ("3.1.1.Về nhân lực", "3.1.1.", "Về nhân lực"),
        ("3.2 Về thuốc", "3.2", "Về thuốc"),
        ("a) Thuốc", "a)", "Thuốc"),
        ("b. Vật tư", "b.", "Vật tư"),
        ("- Khám 120 lượt", "-", "Khám 120 lượt"),
        ("+ Nội trú: 12", "+", "Nội trú: 12"),
        ("* Sở Y tế: 12", "*", "Sở Y tế: 12"),
        ("• Sở Y tế: 12", "•", "Sở Y tế: 12"),
        ("Phần thứ nhất: KẾT QUẢ", "Phần thứ nhất:", "KẾT QUẢ"),
        ("Phần II. Phương hướng", "Phần II.", "Phương hướng"),
        ("12.480 người được khám", "", "12.480 người được khám"),
        ("5.3.2024 là ngày hết hạn", "", "5.3.2024 là ngày hết hạn"),
        ("1.234 ca mắc", "", "1.234 ca mắc"),
        ("Viêm phổi: 12 ca", "", "Viêm phổi: 12 ca"),
    ],
)
def test_markers_are_told_from_numbers(line: str, marker: str, body: str) -> None:
    (segment,) = lines(line).segments
    assert (segment.marker, lines(line).text_of(segment)) == (marker, body)


def test_every_line_knows_the_lines_it_stands_under() -> None:
    text = (
        "I. PHÒNG BỆNH\n1. Tiêm chủng\n- Trẻ em\n+ Mũi 1: 95%\n- Phụ nữ: 90%\n2. Sốt xuất huyết\n"
        "Có 12 ca, giảm 3 ca so với năm trước, không có tử vong và không có ổ dịch lớn.\nII. DƯỢC\nĐủ thuốc."
    )
    parents = {made: segment.parents for made, segment in zip(words(text), lines(text).segments, strict=True)}
    assert parents["Mũi 1: 95%"] == ("Trẻ em", "Tiêm chủng", "PHÒNG BỆNH")
    assert parents["Phụ nữ: 90%"] == ("Tiêm chủng", "PHÒNG BỆNH")
    assert next(above for words, above in parents.items() if words.startswith("Có 12 ca")) == (
        "Sốt xuất huyết",
        "PHÒNG BỆNH",
    )
    assert parents["Đủ thuốc."] == ("DƯỢC",)


def test_a_line_that_ends_in_a_colon_stands_over_the_next() -> None:
    text = "Kết quả như sau:\n- Khám 120 lượt.\n- Mổ 12 ca."
    assert [segment.parents for segment in lines(text).segments] == [(), ("Kết quả như sau:",), ("Kết quả như sau:",)]


def test_a_plain_paragraph_ends_a_list() -> None:
    text = "1. Khám bệnh\n- Nội trú: 12 lượt.\nCông tác khác ổn định."
    assert lines(text).segments[-1].parents == ("Khám bệnh",)


def test_capitals_make_a_heading() -> None:
    made = lines("KẾT QUẢ THỰC HIỆN\nĐã khám 120 lượt người trong năm.")
    assert [segment.heading for segment in made.segments] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trong tuần ghi nhận 12 ca, so với cùng\nkỳ giảm 08 ca.",
            ["Trong tuần ghi nhận 12 ca, so với cùng kỳ giảm 08 ca."],
        ),
        ("Tỷ lệ bao phủ đạt\n93,4%.", ["Tỷ lệ bao phủ đạt 93,4%."]),
        ("Tỷ lệ bao phủ đạt 93,4%\n(vượt kế hoạch).", ["Tỷ lệ bao phủ đạt 93,4% (vượt kế hoạch)."]),
        ("Ghi nhận 12 ca,\n\nkhông có tử vong.", ["Ghi nhận 12 ca, không có tử vong."]),
        ("- Khám bệnh cho 12 lượt,\n- mổ 3 ca.", ["Khám bệnh cho 12 lượt,", "mổ 3 ca."]),
        ("Đã khám xong.\nmổ 3 ca.", ["Đã khám xong.", "mổ 3 ca."]),
        ("KẾT QUẢ\nnăm 2024", ["KẾT QUẢ", "năm 2024"]),
    ],
)
def test_a_line_broken_inside_a_sentence_is_mended(text: str, expected: list[str]) -> None:
    assert [" ".join(line.split()) for line in words(text)] == expected


@pytest.mark.xfail(reason="many short lines look like hard line ends")
def test_short_lines_are_not_taken_for_hard_line_ends() -> None:
    text = "1. Tiêm chủng\n- Trẻ em: 12\n- Phụ nữ: 34\n2. Sốt rét\nCó 12 ca.\n3. Lao\nCó 34 ca.\n4. Phong\nCó 2 ca."
    assert "Có 12 ca." in words(text)


def test_hard_line_ends_are_mended_by_the_width_of_the_page() -> None:
    paragraph = "Trong năm ngành y tế đã tập trung thực hiện tốt các nhiệm vụ được giao và đạt nhiều\n"
    text = paragraph * 8 + "Kết quả quan trọng trong khám bệnh, chữa bệnh cho nhân dân trên địa bàn của tỉnh ta."
    assert len(words(text)) == 1


# ---------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khám 12 lượt. Mổ 3 ca.", ["Khám 12 lượt.", "Mổ 3 ca."]),
        ("Tại TP. Tân An có 12 ca. Tất cả đã khỏi.", ["Tại TP. Tân An có 12 ca.", "Tất cả đã khỏi."]),
        ("ThS. Nguyễn Văn A báo cáo 12 ca.", ["ThS. Nguyễn Văn A báo cáo 12 ca."]),
        ("BS. Trần B, PGS. Lê C dự. Có 12 ca.", ["BS. Trần B, PGS. Lê C dự.", "Có 12 ca."]),
        ("Khám 12.480 lượt trong năm.", ["Khám 12.480 lượt trong năm."]),
        ("Đạt 3.5 điểm! Có tăng? Có.", ["Đạt 3.5 điểm!", "Có tăng?", "Có."]),
        ("Khám 12 lượt; mổ 3 ca.", ["Khám 12 lượt; mổ 3 ca."]),
        ("Tăng 12 ca... Giảm 3 ca.", ["Tăng 12 ca...", "Giảm 3 ca."]),
    ],
)
def test_sentences_end_at_stops_but_not_at_abbreviations(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_nothing_of_a_line_is_lost_between_sentences() -> None:
    text = "Khám 12 lượt. Tại TP. Tân An mổ 3 ca; đạt 93,4%! Đã xong…"
    assert " ".join(cut(text)) == text
