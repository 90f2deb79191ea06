"""What the Word file says, and that every figure in it is linked."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from linked.linked_files import changed, typed
from lxml import etree
from scorecard.examples import binh_son

from soyte.intake.documents import Document, read_bytes
from soyte.intake.documents import docx_names as w
from soyte.intake.documents.model import BlockKind
from soyte.reports.audit import audit_file
from soyte.reports.linked import State, read_linked, verify
from soyte.reports.scorecard.figures import current_figures
from soyte.reports.scorecard.render_docx import render_docx
from soyte.statements import Verdict


@cache
def file() -> bytes:
    """The Word file of the example, drawn once."""
    return render_docx(binh_son())


@cache
def read() -> Document:
    return read_bytes(file(), "bc.docx")


def _plain(text: str) -> str:
    return text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")


def cells(document: Document, table: int) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.cell and block.cell.table == table:
            found.setdefault(block.cell.row, []).append(_plain(document.text[block.start : block.end]))
    return list(found.values())


def test_the_same_scorecard_gives_the_same_bytes() -> None:
    assert render_docx(binh_son()) == file()


@pytest.mark.parametrize(
    "sentence",
    [
        "Đã đánh giá 9 chỉ tiêu giao: 2 không đạt, 1 cơ bản đạt, 1 chưa đủ số liệu, 1 không so sánh được, 3 đạt, 1 vượt.",
        "- Chỉ tiêu do HĐND tỉnh giao: 5 chỉ tiêu, trong đó 1 cơ bản đạt, 1 chưa đủ số liệu, 2 đạt, 1 vượt.",
        "- So với chỉ tiêu do UBND tỉnh giao (≥\N{NO-BREAK SPACE}90,4%): thấp hơn 6,8 điểm phần trăm, không đạt.",
        "thấp hơn 1,3 điểm phần trăm, tạm đánh giá: không đạt.",
        "Chưa có giải trình.",
        "Nguyên nhân khách quan: người lao động trong các hợp tác xã",
        "Trách nhiệm: Phòng Kế hoạch - Tài chính; thời hạn khắc phục: 30/06/2025.",
        "chưa đủ số liệu, vì chưa có báo cáo của 12 xã.",
        "không so sánh được, vì chỉ tiêu giao bằng lời, không có con số.",
    ],
)
def test_it_says_whose_target_was_missed_by_how_much_and_why(sentence: str) -> None:
    assert sentence in read().text.replace("≥ ", "≥\N{NO-BREAK SPACE}")


def test_misses_come_before_everything_else() -> None:
    order = [
        "không đạt, 1 cơ bản đạt",
        "II. CHỈ TIÊU KHÔNG ĐẠT",
        "III. CHỈ TIÊU CHƯA KẾT LUẬN",
        "IV. SỐ LIỆU CỦA CÁC CƠ QUAN",
    ]
    assert [read().text.index(words) for words in order] == sorted(read().text.index(words) for words in order)


def test_the_table_has_domains_estimates_what_was_not_reported_and_the_right_words_of_change() -> None:
    rows = cells(read(), 3)
    assert rows[1] == ["Bảo hiểm y tế"]
    assert rows[2][:8] == ["1", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "93,1", "Tỉnh ủy, giai đoạn 2021 - 2025: ≥ 95,5",
                           "ước 94,2", "tạm đánh giá: không đạt", "tăng 1,1 điểm phần trăm"]  # fmt: skip
    changes = {row[1]: row[7] for row in rows[2:] if len(row) == 9}
    assert changes["Số giường bệnh trên 10.000 dân"] == "tăng 1,4"
    assert changes["Số bác sĩ trên 10.000 dân"] == "không đổi"
    assert changes["Tỷ lệ trạm y tế có bác sĩ làm việc"] == "giảm 1,4 điểm phần trăm"
    results = {row[1]: row[5] for row in rows[2:] if len(row) == 9}
    assert results["Tỷ lệ hộ gia đình có nhà tiêu hợp vệ sinh"] == "chưa báo cáo"
    assert results["Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi"] == "sơ bộ 18,9"


def test_values_of_other_owners_stand_beside_ours_with_document_and_day() -> None:
    assert [row[-4:] for row in cells(read(), 1)[1:]] == [
        ["ước 94,2", "BHXH tỉnh", "Báo cáo số 812/BC-BHXH", "30/11/2024"],
        ["93,8", "Cục Thống kê tỉnh", "Niên giám thống kê 2024", "30/09/2024"],
    ]


def test_every_result_target_and_count_is_linked_and_known_to_the_ledger() -> None:
    linked = {figure.id for figure in read_linked(file()).figures}
    current = current_figures(binh_son())
    assert linked <= set(current)
    printed = ("thực hiện", "năm trước", "chỉ tiêu giao", "cơ quan khác", "số chỉ tiêu")
    assert {name for name, figure in current.items() if figure.role in printed} <= linked | {"tong_giao_party_missed"}
    assert {one.state for one in verify(read_linked(file()), current)} == {State.UNCHANGED}


def test_no_value_stands_outside_a_control_but_in_the_words_of_others() -> None:
    with zipfile.ZipFile(io.BytesIO(file())) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for control in root.iter(w.SDT):
        control.getparent().remove(control)  # type: ignore[union-attr]
    outside = " ".join(element.text or "" for element in root.iter(w.T))
    assert re.findall(r"\d+,\d+", outside) == ["5,4"]  # a note of the judgement


def test_the_day_is_written_as_the_decree_asks() -> None:
    read = read_bytes(render_docx(replace(binh_son(), today=date(2025, 11, 15))), "a.docx").text
    assert "Bình Sơn, ngày 15 tháng 11 năm 2025" in read
    read = read_bytes(render_docx(replace(binh_son(), today=date(2025, 3, 2))), "a.docx").text
    assert "Bình Sơn, ngày 02 tháng 3 năm 2025" in read


def test_without_rows_it_still_is_a_report() -> None:
    read = read_bytes(render_docx(replace(binh_son(), sections=(), sources=())), "a.docx").text
    assert "Chưa có chỉ tiêu giao nào để đánh giá." in read
    assert "nguồn số liệu tại Phụ lục II kèm theo" in read


def test_the_audit_finds_what_was_changed_by_hand_and_where(tmp_path: Path) -> None:
    path = tmp_path / "bc.docx"
    path.write_bytes(changed(file(), typed("83,6", "93,6", times=9)))
    audited = audit_file(path)
    found = [finding for finding in audited.findings if finding.kind == "linked"]
    assert [(f.claimed, f.recomputed, f.verdict) for f in found] == [("93,6", "83,6", Verdict.WRONG)] * 2
    text = audited.document.text
    assert [text[f.start : f.end] for f in found] == ["93,6", "93,6"]
    assert text[: found[0].start].endswith("Kết quả năm 2024: ")
    assert "Khi lập tệp là “83,6”, nay tệp ghi “93,6”".lower() in found[0].message.lower()
    assert "Tỷ lệ trạm y tế có bác sĩ làm việc, thực hiện" in found[0].message


def test_the_audit_finds_nothing_of_that_in_an_untouched_file(tmp_path: Path) -> None:
    path = tmp_path / "bc.docx"
    path.write_bytes(file())
    assert not [finding for finding in audit_file(path).findings if finding.kind == "linked"]
