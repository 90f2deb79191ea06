"""The page: the whole text with every figure marked, each mark leading to its arithmetic, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace

import lxml.html
import pytest
from audited_examples import food_safety, year_report
from hostile import audits
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from soyte.intake.documents.model import Block, BlockKind, Document
from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_html import render_html
from soyte.reports.safe_text import clean
from soyte.statements import Reading

PAGE = render_html([year_report(), food_safety()])


def tree(page: str) -> HtmlElement:
    return lxml.html.document_fromstring(page)


def words(element: HtmlElement) -> str:
    """The words of an element without what the page adds to the text."""
    for added in element.xpath('.//sup | .//*[@class="vh"]'):
        added.drop_tree()
    return re.sub(r"\s+", "", element.text_content())


def figures(page: str, state: str) -> list[str]:
    doc = tree(page).xpath('//section[@id="v1"]')[0]
    found = doc.xpath(f'.//a[@class="fig {state}"][@data-s]')
    return [words(figure) for figure in found]


def only(text: str, *spans: tuple[int, int]) -> AuditedDocument:
    """The year report's figures and findings moved onto `spans` of one paragraph."""
    audited = year_report()
    document = Document("a.txt", text, (Block(BlockKind.PARAGRAPH, 0, len(text), "đoạn 1"),))
    read = tuple(
        replace(s, number=n, start=start, end=end)
        for n, (s, (start, end)) in enumerate(zip(audited.reading.statements, spans, strict=False))
    )
    findings = tuple(
        replace(audited.findings[n], start=start, end=end, statements=(n,)) for n, (start, end) in enumerate(spans)
    )
    return AuditedDocument(document, Reading("a.txt", text, read, ()), findings)


def test_the_title_says_what_is_the_matter() -> None:
    page = tree(PAGE)
    assert page.findtext(".//h1") == "7 số liệu sai, 3 chỗ cần xem lại, 13 khẳng định khớp"
    assert page.findtext(".//title") == "7 số liệu sai, 3 chỗ cần xem lại, 13 khẳng định khớp – Soát số liệu"


def test_coverage_says_how_much_was_looked_at() -> None:
    cover = tree(PAGE).xpath('//p[@class="cover"]')[0].text_content()
    assert re.fullmatch(r"Đã đọc \d+ số liệu: \d+ số liệu gắn .*, \d+ số liệu được đối chiếu; 21 khẳng .* lại\.", cover)


def test_the_page_holds_the_whole_text_of_every_document() -> None:
    for article, audited in zip(tree(PAGE).iter("article"), [year_report(), food_safety()], strict=True):
        assert words(article) == re.sub(r"\s+", "", audited.document.text)


def test_every_figure_is_marked_once_and_every_mark_leads_somewhere() -> None:
    page = tree(PAGE)
    ids = Counter(page.xpath("//@id"))
    assert max(ids.values()) == 1
    assert [link for link in page.xpath("//a/@href") if link[1:] not in ids] == []
    marked = {int(number) for number in page.xpath('//section[@id="v1"]//article//a/@data-s')}
    assert marked == {s.number for s in year_report().reading.statements}


def test_only_the_claimed_figure_is_called_wrong_its_operands_are_not() -> None:
    assert figures(PAGE, "wrong") == ["17,4%", "47", "1.986.450", "56.480", "97,1%"]
    assert "2.214.870" in figures(PAGE, "used")


def test_a_finding_about_words_marks_the_words() -> None:
    marked = tree(PAGE).xpath('//a[@class="fig ambiguous"][not(@data-s)]')
    assert [words(mark) for mark in marked] == ["đềutửvong"]


def test_a_verdict_is_told_by_words_not_by_colour_alone() -> None:
    wrong = tree(PAGE).xpath('//a[@class="fig wrong"]')[0]
    assert wrong.xpath("string(span[@class='vh'])") == " (sai)"
    assert wrong.xpath("string(sup)") == "sai 1"
    message = wrong.get("aria-describedby")
    assert "17,4% lớn hơn mức giao" in tree(PAGE).get_element_by_id(message).text_content()


def test_findings_are_listed_wrong_first_with_quote_arithmetic_and_place() -> None:
    items = tree(PAGE).xpath('//section[@id="v1"]//li[@data-n]')
    states = [item.get("class").split()[1] for item in items]
    assert states == ["wrong"] * 5 + ["ambiguous"] * 3 + ["ok"] * 12
    second = re.sub(r"\s+", " ", items[1].text_content())
    assert (
        "đoạn 26 312 ca, tăng 47 ca so với cùng kỳ năm 2024 (275 ca) Văn bản ghi 47, tính lại 37 312 − 275 = 37"
        in second
    )


def test_tables_stay_tables() -> None:
    table = tree(PAGE).xpath('//section[@id="v1"]//article//table')[0]
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["Nộidung", "Bệnhviệntỉnh", "Trungtâmytếkhuvực", "Bệnhviệntưnhân", "Tổngsố"]
    assert rows[4] == ["Phẫuthuật(ca)", "38.450", "12.260", "6.130", "56.480"]
    assert {cell.tag for cell in table[0]} == {"th"}


def test_nothing_comes_from_outside_and_only_our_script_may_run() -> None:
    page = tree(PAGE)
    assert page.xpath("//@src | //link | //iframe | //img | //object | //@style") == []
    assert not re.search(r"https?://", PAGE)
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    digest = base64.b64encode(hashlib.sha256(page.xpath("//script")[0].text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"script-src 'sha256-{digest}'" in policy


def test_filters_count_what_they_show() -> None:
    labels = [label.text_content() for label in tree(PAGE).xpath("//fieldset/label")]
    assert labels[1:4] == ["Sai 7", "Cần xem lại 3", "Khớp 13"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([(0, 4), (2, 6)], ["ab", "12", "34"], id="overlapping"),
        pytest.param([(2, 4), (2, 4)], ["12"], id="the same place twice"),
        pytest.param([(0, 6), (2, 4)], ["ab", "12", "34"], id="one inside another"),
        pytest.param([(4, 99)], ["34cd"], id="beyond the end"),
        pytest.param([(3, 3)], [], id="empty"),
    ],
)
def test_spans_may_overlap_or_lie_outside(spans: list[tuple[int, int]], expected: list[str]) -> None:
    page = render_html([only("ab1234cd", *spans)])
    assert words(tree(page).find(".//article")) == "ab1234cd"
    assert figures(page, "wrong") == expected


def test_a_finding_may_cross_blocks() -> None:
    audited = year_report()
    crossing = [item for item in tree(PAGE).xpath('//section[@id="v1"]//*[@data-f]') if item.xpath("ancestor::table")]
    assert len({cell for item in crossing for cell in item.xpath("ancestor::td")}) == 4
    assert any("\n" in finding.quote for finding in audited.findings)


def test_text_between_blocks_is_not_lost() -> None:
    document = Document("a.txt", "đầu giữa cuối", (Block(BlockKind.PARAGRAPH, 4, 8, "đoạn 1"),))
    page = render_html([AuditedDocument(document, Reading("a.txt", document.text, (), ()), ())])
    assert [p.text_content().strip() for p in tree(page).find(".//article")] == ["đầu", "giữa", "cuối"]


def test_an_empty_document_says_so() -> None:
    page = tree(render_html([AuditedDocument(Document("a.txt", "", ()), Reading("a.txt", "", (), ()), ())]))
    assert page.findtext(".//h1") == "Chưa có khẳng định nào kiểm tra được bằng phép tính"
    assert "Văn bản không có chữ nào." in page.text_content()


def test_direction_overrides_and_controls_are_shown_not_obeyed() -> None:
    assert clean("a\u202e1\x00\x1b\ud800\x0c") == "a\ufffd1\ufffd\ufffd\ufffd\n"


@settings(max_examples=150, deadline=None)
@given(st.lists(audits(), max_size=2))
def test_hostile_text_stays_text(audited: list[AuditedDocument]) -> None:
    page = render_html(audited)
    page.encode("utf-8")
    parsed = tree(page)
    assert len(parsed.xpath("//script")) == 1
    assert parsed.xpath("//img | //@onerror | //@onmouseover") == []
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    ids = Counter(parsed.xpath("//@id"))
    assert not ids or max(ids.values()) == 1
    assert [link for link in parsed.xpath("//a/@href") if link[1:] not in ids] == []
    for article, one in zip(parsed.iter("article"), audited, strict=True):
        if one.document.text.strip():
            assert words(article) == re.sub(r"\s+", "", clean(one.document.text))
