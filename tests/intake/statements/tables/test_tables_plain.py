"""Finding tables in plain text, and leaving prose whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.intake.documents.model import BlockKind, Document
from soyte.intake.documents.text import read_text
from soyte.intake.statements.tables.plain import with_tables


def document(text: str) -> Document:
    return read_text(text.encode(), "a.txt")


def cells(text: str) -> list[tuple[int, int, int, str]]:
    found = with_tables(document(text))
    return [(b.cell.table, b.cell.row, b.cell.column, found.text[b.start : b.end]) for b in found.blocks if b.cell]


@pytest.mark.parametrize(
    "text",
    [
        "Bệnh | 2023 | 2024\nSởi | 12 | 87\n",
        "| Bệnh | 2023 | 2024 |\n|---|:-:|---|\n| Sởi | 12 | 87 |\n",
        "Bệnh\t2023\t2024\nSởi\t12\t87\n",
        "Bệnh    2023   2024\nSởi       12     87\n",
        "Bệnh | 2023 | 2024\n\nSởi | 12 | 87\n",
    ],
)
def test_a_table_is_cut_into_cells(text: str) -> None:
    assert cells(text) == [
        (0, 0, 0, "Bệnh"),
        (0, 0, 1, "2023"),
        (0, 0, 2, "2024"),
        (0, 1, 0, "Sởi"),
        (0, 1, 1, "12"),
        (0, 1, 2, "87"),
    ]


def test_empty_cells_keep_their_columns() -> None:
    assert cells("TT | Bệnh | Mắc\n1 | Sởi | 12\n | Cộng | 12\nCộng | | 12") == [
        (0, 0, 0, "TT"), (0, 0, 1, "Bệnh"), (0, 0, 2, "Mắc"),
        (0, 1, 0, "1"), (0, 1, 1, "Sởi"), (0, 1, 2, "12"),
        (0, 2, 1, "Cộng"), (0, 2, 2, "12"),
        (0, 3, 0, "Cộng"), (0, 3, 2, "12"),
    ]  # fmt: skip
    aligned = "TT   Bệnh        Mắc    Chết\n1    Sởi          12       0\n2    Dại                   4\n     Cộng         12       4\n"
    assert (0, 2, 3, "4") in cells(aligned)
    assert (0, 3, 1, "Cộng") in cells(aligned)


def test_a_title_between_rows_belongs_to_the_table() -> None:
    found = cells("Bệnh | 2023 | 2024\nNhóm B\nSởi | 12 | 87\nDại | 4 | 3\n")
    assert (0, 1, 0, "Nhóm B") in found
    assert found[-1] == (0, 3, 2, "3")


@pytest.mark.parametrize(
    "text",
    [
        "Y tế | Thứ Ba, 5.11.2024 - 14h30 (GMT+7)\nTin liên quan: 5 thói quen hại thận | Hà Nội rét 15 độ\n",
        "Trang chủ | Tin tức | Liên hệ\nThứ Ba | Ngày 5 | Bài viết\n",
        "Nơi nhận:\t\tGIÁM ĐỐC\n- Như trên;\t\tNguyễn Văn A\n",
        "Tỷ lệ đạt 93,2 %  , chưa đạt kế hoạch   giao .\nNăm 2024  ước đạt 95%  (chỉ tiêu 93%).\n",
        "Số:  12/BC-SYT        Bình Sơn,  ngày 5 tháng 7 năm 2024\n",
        "Toàn tỉnh có  112 trạm y tế.\nTrong đó  96 trạm có bác sĩ.\n",
        "",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    given_document = document(text)
    assert with_tables(given_document) is given_document


def test_a_number_joins_the_tables_of_the_format() -> None:
    found = cells("A | 1 | 2\nB | 3 | 4\n\n\n\nMột đoạn văn.\n\n\nC\t5\t6\nD\t7\t8\n")
    assert {table for table, _, _, _ in found} == {0, 1}


_PIECES = st.sampled_from(
    [
        " | ",
        "|",
        "\t",
        "   ",
        "  ",
        "\n",
        "\n\n",
        "12",
        "1.234",
        "3,5",
        "Sởi",
        "Năm 2024",
        "-",
        "%",
        "(",
        "x",
        "---",
        "\u00a0",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_cells_never_overlap_and_lose_no_word(text: str) -> None:
    before, after = document(text), with_tables(document(text))
    position = 0
    for block in after.blocks:
        assert position <= block.start <= block.end
        assert block.cell is None or block.kind is BlockKind.CELL
        position = block.end
    spans = {i for b in after.blocks for i in range(b.start, b.end)}
    kept = {i for b in before.blocks for i in range(b.start, b.end) if before.text[i].isalnum()}
    assert kept <= spans
