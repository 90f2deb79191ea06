"""The page, the workbook and the JSON of a scorecard: one content, three forms."""

from __future__ import annotations

import io
import json
import re
import zipfile
from decimal import Decimal
from functools import cache
from typing import Any

import lxml.html
import pytest
from python_calamine import CalamineWorkbook
from scorecard.examples import binh_son

from soyte.reports.scorecard.figures import current_figures
from soyte.reports.scorecard.render_html import render_html
from soyte.reports.scorecard.render_json import render_json
from soyte.reports.scorecard.render_xlsx import render_xlsx


@cache
def page() -> Any:
    return lxml.html.document_fromstring(render_html(binh_son()))


@cache
def book() -> bytes:
    return render_xlsx(binh_son())


@cache
def told() -> Any:
    return json.loads(render_json(binh_son()))


def words(element: Any) -> str:
    return " ".join(element.text_content().replace("\N{NO-BREAK SPACE}", " ").split())


def sheet(name: str) -> list[list[Any]]:
    return [list(row) for row in CalamineWorkbook.from_object(io.BytesIO(book())).get_sheet_by_name(name).to_python()]


@pytest.mark.parametrize("render", [render_html, render_xlsx, render_json])
def test_the_same_scorecard_gives_the_same_bytes(render: Any) -> None:
    assert render(binh_son()) == render(binh_son())


class TestPage:
    def test_its_title_and_heading_say_what_is_the_matter(self) -> None:
        assert words(page().find(".//h1")).startswith("2 chỉ tiêu không đạt, 1 cơ bản đạt, 1 chưa đủ số liệu")
        assert page().findtext(".//title").startswith("2 chỉ tiêu không đạt")

    def test_misses_come_first_worst_first(self) -> None:
        assert [words(miss.find(".//h3")) for miss in page().find_class("miss")] == [
            "Tỷ lệ dân số tham gia bảo hiểm y tế",
            "Tỷ lệ trạm y tế có bác sĩ làm việc",
        ]

    def test_a_verdict_is_a_word_and_a_shape_not_only_a_colour(self) -> None:
        marks = {words(mark) for mark in page().find_class("mark")}
        assert {
            "✕không đạt",
            "▲vượt",
            "●đạt",
            "○chưa đủ số liệu",
            "≠không so sánh được",
            "◆cơ bản đạttạm đánh giá",
        } <= marks

    def test_figures_carry_their_ids(self) -> None:
        ids = {element.get("data-so"): words(element) for element in page().find_class("so")}
        assert ids["bhyt_2024"] == "ước 94,2"
        assert set(ids) <= set(current_figures(binh_son()))

    def test_numbers_are_set_right_with_figures_of_one_width(self) -> None:
        style = page().findtext(".//style") or ""
        assert ".num { text-align: right; font-variant-numeric: tabular-nums" in style
        assert [words(cell) for cell in page().find_class("result")][:3] == ["ước 94,2", "83,6", "34,5"]

    def test_other_owners_stand_beside_with_document_and_day(self) -> None:
        notes = next(words(cell) for cell in page().find_class("notes"))
        assert "Cục Thống kê tỉnh: 93,8 (Niên giám thống kê 2024, số liệu đến 30/09/2024)" in notes

    def test_it_is_ready_for_a_phone_for_paper_and_for_the_dark(self) -> None:
        style = page().findtext(".//style") or ""
        for condition in ("max-width: 760px", "@media print", "prefers-color-scheme: dark"):
            assert condition in style

    def test_what_scrolls_can_be_reached_by_keys_and_pictures_are_described(self) -> None:
        assert all(region.get("tabindex") == "0" for region in [*page().find_class("wide"), *page().iter("figure")])
        described = [svg.get("aria-label") for svg in page().iter("svg")]
        assert len(described) == 2
        assert "Tỷ lệ trạm y tế có bác sĩ làm việc (UBND tỉnh) -7,5%, không đạt" in described[0]
        assert "2022 chưa báo cáo, 2023 85,0" in described[1]

    def test_every_address_leads_somewhere_in_the_page(self) -> None:
        hrefs = [link.get("href") for link in page().iter("a")]
        assert hrefs
        assert all(page().get_element_by_id(href[1:]) is not None for href in hrefs)

    def test_its_policy_lets_nothing_but_its_style_in(self) -> None:
        policy = page().xpath("//meta[@http-equiv]/@content")
        assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[^']+'", str(policy[0]))
        assert not page().xpath("//@style | //script")


class TestWorkbook:
    def test_numbers_are_numbers_and_what_is_missing_is_said(self) -> None:
        head, *rows = sheet("Chỉ tiêu")
        values = {row[2]: dict(zip(head, row, strict=True)) for row in rows}
        insured = values["Tỷ lệ dân số tham gia bảo hiểm y tế"]
        assert (insured["Năm trước"], insured["Thực hiện"], insured["Tình trạng"]) == (93.1, 94.2, "ước")
        assert (insured["Thay đổi"], insured["Chiều thay đổi"], insured["Đơn vị thay đổi"]) == (
            1.1,
            "tăng",
            "điểm phần trăm",
        )
        assert values["Tỷ lệ hộ gia đình có nhà tiêu hợp vệ sinh"]["Thực hiện"] == "chưa báo cáo"

    def test_each_target_has_a_line_with_its_body_and_verdict(self) -> None:
        lines = [(row[3], row[6], row[7], row[10], row[11]) for row in sheet("Chỉ tiêu giao")[1:]]
        assert lines[:2] == [("Tỉnh ủy", "≥", 95.5, "không đạt", "có"), ("HĐND tỉnh", "≥", 95, "cơ bản đạt", "có")]
        assert ("Bộ Y tế", "từ - đến", 11, "đạt", "") in lines
        assert ("chưa rõ", "", "theo kế hoạch giao", "không so sánh được", "") in lines

    def test_the_head_is_frozen(self) -> None:
        with zipfile.ZipFile(io.BytesIO(book())) as package:
            assert b'state="frozen"' in package.read("xl/worksheets/sheet1.xml")


class TestJson:
    def test_decimals_are_strings_that_give_back_the_value(self) -> None:
        row = told()["sections"][0]["rows"][0]
        assert (row["result"]["value"], row["previous"]["value"], row["change"]) == ("94.2", "93.1", "1.1")
        assert Decimal(row["judgements"][0]["target"]["value"]) == Decimal("95.5")
        assert told()["sections"][2]["rows"][2]["result"]["value"] is None

    def test_its_fields_are_these(self) -> None:
        assert (told()["kind"], told()["version"]) == ("scorecard", 1)
        assert list(told()["sections"][0]["rows"][0]) == [
            "figure_id", "indicator", "name", "unit", "result", "previous", "change", "change_words", "judgements", "others",
            "trend", "notes",
        ]  # fmt: skip
        assert list(told()["sections"][0]["rows"][0]["judgements"][0]) == [
            "target", "mark", "mark_words", "provisional", "distance", "reason", "notes", "explanation",
        ]  # fmt: skip

    def test_ids_are_those_of_the_word_file(self) -> None:
        ids = {row["figure_id"] for section in told()["sections"] for row in section["rows"]}
        assert ids <= set(current_figures(binh_son()))
