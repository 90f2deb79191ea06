"""Grids of any shape are read without a fault and quickly."""

from __future__ import annotations

from drawn_tables import HEAD, Grid, as_html, catalogue, findings, read
from hypothesis import given, settings
from hypothesis import strategies as st

from patience import patience
from soyte.intake.documents.model import Block, BlockKind, Cell, Document
from soyte.intake.statements import read_statements

_CELL = st.one_of(
    st.sampled_from([
        "", "STT", "TT", "Chỉ tiêu", "Bệnh", "ĐVT", "%", "Thực hiện 2023", "KH 2024", "So KH (%)", "So cùng kỳ", "Tổng cộng", "Trong đó: nam",
        "Nam", "Nữ", "Tổng số", "Mắc", "Chết", "Mắc/chết", "12/1", "-27,1", "+5", "2024", "Năm 2024", "I", "1", "2", "1.1", "a)", "Đạt", "Không đạt",
        "≥ 95,5", "1.234", "12 (3)", "95,0%", "Xã An Hòa", "Tuần 36", "Cùng kỳ", "(1)", "(2)=(1)/3", "đạt 95% (kế hoạch 93%)", "Quý I", "0", "-",
        "1.234.567 người", "Ghi chú", "Tỷ lệ (%)", "9999999999999", "99/99/9999",
    ]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.lists(_CELL, min_size=1, max_size=7), min_size=1, max_size=8))
def test_any_grid_is_read(rows: Grid) -> None:
    position, text, blocks = 0, "", []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            words = " ".join(cell.split())
            if words:
                blocks.append(
                    Block(
                        BlockKind.CELL,
                        position,
                        position + len(words),
                        "x",
                        cell=Cell(0, r, c, header=r == 0 and c % 2 == 0),
                    )
                )
                text += words + "\t"
                position = len(text)
    reading = read_statements(Document("a.docx", text, tuple(blocks)), catalogue())
    numbers = [s.number for s in reading.statements]
    assert numbers == list(range(len(numbers)))
    assert all(reading.text[s.start : s.end] == s.quote for s in reading.statements)
    assert all(n in numbers for claim in reading.claims for _, n in claim.operands)
    findings(reading)


@given(
    st.permutations(
        ["1 | Sởi | 12 | 87", "2 | Dại | 4 | 3", "TT | Bệnh | 2023 | 2024", " | Cộng | 16 | 90", "Nhóm B", ""]
    )
)
def test_rows_in_any_order(rows: list[str]) -> None:
    findings(read("\n".join([HEAD, *rows])))


def test_two_thousand_cells_do_not_blow_up() -> None:
    header = ["TT", "Xã, phường", *(f"Số lượt khám {c}" if c % 3 else f"Tỷ lệ {c} (%)" for c in range(18))]
    body = [
        [str(r), f"Xã số {r}", *(f"{r * 37 % 900 + c}" if c % 3 else f"{r % 99},{c % 10}" for c in range(18))]
        for r in range(1, 101)
    ]
    page = as_html([header, *body])
    read(page, "a.html")
    with patience():
        reading = read(page, "a.html")
    assert len(reading.statements) == 1800
