"""What is not read, what is read in any spelling, and where the figures stand in the document."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soyte.intake.documents.text import read_text
from soyte.intake.statements import read_statements
from written import HEAD, catalogue, judged, read, rows

# ------------------------------------------------------------------------------------------------- no figures


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 05/3/2024 và Thông tư 10/2018/TT-BYT;",
        "Luật Dược năm 2016, khoản 3 Điều 21, QCVN 01:2018/BYT.",
        "Lúc 7h30 ngày 12/3, giai đoạn 2021 - 2025, nhiệm kỳ 2020 - 2025.",
        "COVID-19, Đề án 06, A/H5N1, quận 7, tổ 12.",
        "Trẻ dưới 5 tuổi, con thứ 3 trở lên, từ 6 đến 59 tháng.",
        "Cloramin B 25%, vắc xin 5 trong 1.",
        "Ảnh: 1 ca phẫu thuật tại bệnh viện",
        "(12) Bình luận",
        "Tin liên quan: 5 ca ghép thận",
        "Xem thêm: 10 điều cần biết về bệnh sởi",
        "Nơi nhận:\n- Bộ Y tế;\n- Lưu: VT, 12 bản.",
    ],
)
def test_documents_dates_names_and_captions_are_no_figures(text: str) -> None:
    assert rows(f"Công tác y tế ổn định.\n\n{text}") == []


def test_a_caption_is_told_by_the_prose_around_it() -> None:
    prose = (
        "Sáng nay, các bác sĩ của bệnh viện đã phẫu thuật thành công cho người bệnh cao tuổi có nhiều bệnh nền phức tạp, "
        "sau nhiều giờ làm việc khẩn trương của cả kíp mổ và đội ngũ gây mê hồi sức."
    )
    text = f"Cứu sống người bệnh nặng\n\n{prose}\n\nToàn cảnh phòng mổ với 1 ca bệnh\n\n{prose}\n\n{prose}"
    assert rows(text, head="") == []


def test_a_plan_is_of_its_own_year_and_all_its_figures_are_targets() -> None:
    plan = "KẾ HOẠCH\nPhòng chống dịch bệnh năm 2025\n\nI. MỤC TIÊU\n- Bao phủ tiêm chủng từ 95% trở lên.\n- Dưới 12 ca tử vong."
    assert rows(plan, "role", "qualifier", "period", head="") == ["95 target at_least 2025", "12 target under 2025"]


# -------------------------------------------------------------------------------------------------- spelling

REPORT = (
    "1. Phòng bệnh\n- Luỹ tích ghi nhận 120 ca sốt xuất huyết (02 ca tử vong), tăng 20 ca (20%) so với năm 2023 (100 ca).\n"
    "- Tỷ lệ tiêm chủng đầy đủ đạt 95,2%, vượt KH giao (95%).\n"
    "2. Khám bệnh\n- Khám cho 1.240 lượt người, trong đó có 310 lượt người nội trú, chiếm 25%; chi 12,5 tỷ đồng.\n"
    "- Có 96/112 cơ sở đã kết nối, đạt 87,5%.\n"
)
SPELLINGS = {
    "decomposed": unicodedata.normalize("NFD", REPORT),
    "hard blanks": REPORT.replace(" ", "\u00a0"),
    "double blanks": REPORT.replace(" ", "  "),
    "carriage returns": REPORT.replace("\n", "\r\n"),
    "blank lines": REPORT.replace("\n", "\n\n"),
    "tone marks placed otherwise": REPORT.replace("Luỹ", "Lũy").replace("huỷ", "hủy"),
    "i for y": REPORT.replace("Tỷ", "Tỉ").replace("tỷ", "tỉ"),
    "en dashes": REPORT.replace("\n- ", "\n– "),
    "full-width signs": REPORT.replace("%", "％"),
    "capitals": REPORT.replace("vượt KH giao", "Vượt Kế hoạch Giao"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_spelling_changes_nothing(spelling: str) -> None:
    fields = ("unit", "role", "qualifier", "period", "place")
    folded = [row.replace("tỉ đồng", "tỷ đồng") for row in rows(SPELLINGS[spelling], *fields)]
    assert folded == rows(REPORT, *fields)
    assert [line.partition(":")[0] for line in judged(SPELLINGS[spelling])] == [
        line.partition(":")[0] for line in judged(REPORT)
    ]


@pytest.mark.xfail(reason="how far a word stands is counted in characters, blanks included")
def test_blanks_do_not_change_what_a_figure_is_about() -> None:
    assert rows(SPELLINGS["double blanks"], "indicator") == rows(REPORT, "indicator")


@given(st.sets(st.sampled_from([i for i, c in enumerate(REPORT) if c == " " and i > 20]), max_size=4))
@settings(max_examples=25)
def test_lines_broken_anywhere_in_a_sentence_change_no_verdict(breaks: set[int]) -> None:
    """Not where the next line would begin like a new one."""
    places = [i for i in breaks if REPORT[i + 1].islower() and len(REPORT[REPORT.rfind("\n", 0, i) : i]) > 14]
    wrapped = "".join("\n" if i in places else c for i, c in enumerate(REPORT))
    assert [line.partition(":")[0] for line in judged(wrapped)] == [line.partition(":")[0] for line in judged(REPORT)]


# ----------------------------------------------------------------------------------------------------- spans


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_quote_is_a_slice_of_the_document(spelling: str) -> None:
    document = read_text((HEAD + SPELLINGS[spelling]).encode(), "bao-cao.txt")
    reading = read_statements(document, catalogue())
    assert reading.statements
    for statement in reading.statements:
        assert document.text[statement.start : statement.end] == statement.quote
        digits = unicodedata.normalize("NFC", statement.quote)
        assert statement.value_text in digits
    for start, end, _ in reading.ignored:
        assert 0 <= start < end <= len(document.text)


def test_figures_are_numbered_in_the_order_of_the_text() -> None:
    statements = read(REPORT).statements
    assert [s.number for s in statements] == list(range(len(statements)))
    assert [s.start for s in statements] == sorted(s.start for s in statements)


def test_claims_point_at_their_figures() -> None:
    reading = read(REPORT)
    assert reading.claims
    for claim in reading.claims:
        operands = [reading.statements[number] for _, number in claim.operands]
        assert claim.start == min(s.start for s in operands)
        assert claim.end == max(s.end for s in operands)


PIECES = [
    "Ghi nhận ", "12 ca", "1.240 lượt người", "93,4%", "(", ")", ", ", "; ", ": ", ". ", "\n", "\n- ", "\n1. ", "tăng ", "giảm ",
    "so với năm 2023 ", "trong đó ", "gồm: ", "đạt ", "vượt KH giao ", "chỉ tiêu ", "12/14 ", "xã ", "tử vong", "cả ", "= ", "+ ",
    "gần ", "trên ", "‰", "tỷ đồng ", "lần ", "cao hơn cả nước ", "tổng số ", "bằng ", "0 ca ", "0/0 ", "-5 ", "1,5-2,5% ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=40)
def test_any_words_can_be_read_and_judged(text: str) -> None:
    document = read_text((HEAD + text).encode(), "bao-cao.txt")
    reading = read_statements(document, catalogue())
    for statement in reading.statements:
        assert document.text[statement.start : statement.end] == statement.quote
    assert judged(text) is not None
