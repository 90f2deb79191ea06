"""Word, Excel, JSON Lines and the terminal: the same findings, in the form that each program wants."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import docx
import pytest
from audited_examples import food_safety, year_report
from hostile import audits
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_docx import render_docx
from soyte.reports.audit.render_jsonl import render_figures_jsonl, render_findings_jsonl
from soyte.reports.audit.render_table import render_table
from soyte.reports.audit.render_xlsx import render_xlsx

BOTH = [year_report(), food_safety()]
ALL_FIGURES = [statement for audited in BOTH for statement in audited.reading.statements]
ALL_FINDINGS = [finding for audited in BOTH for finding in audited.findings]


def sheets(book: bytes) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_object(io.BytesIO(book))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def with_figure(**changes: object) -> AuditedDocument:
    """The shorter report with its first figure changed."""
    audited = food_safety()
    first, *rest = audited.reading.statements
    return replace(audited, reading=replace(audited.reading, statements=(replace(first, **changes), *rest)))  # type: ignore[arg-type]


def records(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines.splitlines()]


class TestWord:
    def test_the_heading_says_what_is_the_matter(self) -> None:
        paragraphs = [p.text for p in docx.Document(io.BytesIO(render_docx(BOTH))).paragraphs]
        assert paragraphs[0] == "KẾT QUẢ SOÁT SỐ LIỆU"
        assert paragraphs[2].startswith("7 số liệu sai, 3 chỗ cần xem lại, 13 khẳng định khớp. Đã đọc ")

    def test_wrong_and_doubtful_findings_stand_in_one_table_wrong_first(self) -> None:
        table = docx.Document(io.BytesIO(render_docx(BOTH))).tables[0]
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[0] == ["TT", "Vị trí, trích văn bản", "Văn bản ghi", "Tính lại", "Giải thích"]
        assert rows[2] == [
            "2",
            "Sai: chênh lệch\nđoạn 26: “312 ca, tăng 47 ca so với cùng kỳ năm 2024 (275 ca)”",
            "47",
            "37",
            "312 − 275 = 37; văn bản ghi tăng 47 ca.",
        ]
        assert [row[1].split(":")[0] for row in rows[1:]] == ["Sai"] * 5 + ["Cần xem lại"] * 3

    def test_the_same_audit_gives_the_same_bytes(self) -> None:
        assert render_docx(BOTH) == render_docx(BOTH)

    def test_the_page_is_a4_in_times_new_roman(self) -> None:
        document = docx.Document(io.BytesIO(render_docx(BOTH)))
        section, normal = document.sections[0], document.styles["Normal"]
        assert [round(length.cm, 1) for length in (section.page_width, section.left_margin) if length] == [21.0, 3.0]
        assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 13)


class TestExcel:
    def test_it_has_findings_figures_and_coverage(self) -> None:
        book = sheets(render_xlsx(BOTH))
        assert list(book) == ["Phát hiện", "Số liệu", "Độ phủ"]
        assert len(book["Phát hiện"]) == 1 + len(ALL_FINDINGS)
        assert len(book["Số liệu"]) == 1 + len(ALL_FIGURES)
        assert book["Độ phủ"][-1][0] == "Tổng số"
        assert book["Độ phủ"][-1][5:] == [7, 3, 13]

    def test_values_are_numbers_with_their_decimals(self) -> None:
        book = render_xlsx([with_figure(value=Decimal("6120.50"), high=Decimal("7000"))])
        assert sheets(book)["Số liệu"][1][4:6] == [6120.5, 7000]
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert b'formatCode="#,##0.00"' in archive.read("xl/styles.xml")

    def test_a_number_that_excel_would_round_is_written_as_text(self) -> None:
        rows = sheets(render_xlsx([with_figure(value=Decimal("12345678901234567.89"))]))["Số liệu"]
        assert rows[1][4] == "12345678901234567.89"

    @pytest.mark.parametrize("attack", ["=1+1", "+1", "-cmd|x", "@SUM(A1)", "\t=1+1", "\r=1+1"])
    def test_text_never_becomes_a_formula(self, attack: str) -> None:
        book = render_xlsx([with_figure(subject=attack)])
        assert sheets(book)["Số liệu"][1][12] == attack.strip()
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            written = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)
            assert b"<f>" not in written
            assert b"<hyperlink" not in written
            assert b'quotePrefix="1"' in archive.read("xl/styles.xml")

    def test_a_very_long_text_is_cut_not_lost(self) -> None:
        rows = sheets(render_xlsx([with_figure(subject="a" * 50_000)]))["Số liệu"]
        assert rows[1][12].startswith("aaaa")
        assert rows[1][12].endswith("…")


class TestJsonLines:
    def test_a_figure_has_these_fields_in_this_order(self) -> None:
        assert list(records(render_figures_jsonl(BOTH))[0]) == [
            "doc", "start", "end", "quote", "value", "unit", "qualifier", "period", "place", "role", "indicator",
            "value_text", "high", "as_of", "subject", "estimate", "notes",
        ]  # fmt: skip

    def test_a_finding_has_these_fields_in_this_order(self) -> None:
        assert list(records(render_findings_jsonl(BOTH))[0]) == [
            "doc", "start", "end", "quote", "kind", "claimed", "recomputed", "verdict", "message", "severity",
            "statements",
        ]  # fmt: skip

    def test_every_record_stands_on_one_line_and_gives_back_its_values(self) -> None:
        figures = records(render_figures_jsonl(BOTH))
        assert [figure["value"] for figure in figures] == [statement.value for statement in ALL_FIGURES]
        assert [figure["quote"] for figure in figures] == [statement.quote for statement in ALL_FIGURES]
        assert [f["message"] for f in records(render_findings_jsonl(BOTH))] == [f.message for f in ALL_FINDINGS]

    @pytest.mark.parametrize(
        ("value", "printed"),
        [
            ("47.0", "47.0"),
            ("1E+9", "1000000000"),
            ("0.1", "0.1"),
            ("1E-7", "0.0000001"),
            ("-5", "-5"),
            ("NaN", "null"),
        ],
    )
    def test_numbers_are_plain_decimals(self, value: str, printed: str) -> None:
        line = render_figures_jsonl([with_figure(value=Decimal(value))]).splitlines()[0]
        assert f'"value": {printed}, "unit"' in line

    def test_vietnamese_stays_readable(self) -> None:
        assert "Chỉ tiêu càng thấp càng tốt" in render_findings_jsonl(BOTH)

    def test_nothing_read_gives_no_lines(self) -> None:
        assert render_figures_jsonl([]) == render_findings_jsonl([]) == ""


class TestTerminal:
    def test_it_shows_wrong_first_then_doubtful_then_coverage(self) -> None:
        shown = render_table([year_report()], width=100)
        order = ["bao-cao-nam-2025.docx", "5 số liệu sai", "1. Sai", "5. Sai", "6. Cần xem lại", "Đã đọc"]
        assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
        assert "Chênh lệch: văn bản ghi 47, tính lại 37." in shown

    def test_claims_that_hold_are_listed_on_request(self) -> None:
        assert "Khớp" not in render_table([year_report()])
        assert "Khớp" in render_table([year_report()], show_ok=True)

    def test_no_line_is_wider_than_the_terminal(self) -> None:
        assert max(len(line) for line in render_table(BOTH, width=80).splitlines()) <= 80

    def test_colours_only_when_asked(self) -> None:
        assert "\x1b" not in render_table(BOTH)
        assert "\x1b[" in render_table(BOTH, colour=True)

    def test_several_documents_are_added_up(self) -> None:
        assert "Cộng 2 văn bản: 7 số liệu sai, 3 chỗ cần xem lại, 13 khẳng định khớp." in render_table(BOTH)


class TestHostileText:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(audits(), min_size=1, max_size=2))
    def test_word_and_excel_files_stay_readable(self, audited: list[AuditedDocument]) -> None:
        docx.Document(io.BytesIO(render_docx(audited)))
        rows = sheets(render_xlsx(audited))
        assert len(rows["Số liệu"]) == 1 + sum(len(one.reading.statements) for one in audited)

    @settings(max_examples=150, deadline=None)
    @given(st.lists(audits(), max_size=2))
    def test_json_lines_give_back_exactly_what_was_read(self, audited: list[AuditedDocument]) -> None:
        figures, findings = render_figures_jsonl(audited), render_findings_jsonl(audited)
        (figures + findings).encode("utf-8")
        assert [f["quote"] for f in records(figures)] == [s.quote for one in audited for s in one.reading.statements]
        assert [f["message"] for f in records(findings)] == [f.message for one in audited for f in one.findings]

    @settings(max_examples=100, deadline=None)
    @given(st.lists(audits(), max_size=2))
    def test_the_terminal_is_not_driven_by_a_document(self, audited: list[AuditedDocument]) -> None:
        shown = render_table(audited, width=60, show_ok=True)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
