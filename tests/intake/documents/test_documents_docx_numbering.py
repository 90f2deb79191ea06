"""The numbers that Word prints by itself."""

from __future__ import annotations

import pytest
from document_samples import cells, docx, outline, p, tc, texts, tr

from soyte.intake.documents import Document, read_bytes


def level(index: int, text: str, style: str = "decimal", start: int = 1, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def item(text: str, index: int = 0, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{num}"/></w:numPr>')


def read(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts), "a.docx")


def test_numbers_of_several_levels_are_printed_as_word_prints_them() -> None:
    lists = numbering(
        level(0, "%1.", "upperRoman"), level(1, "%1.%2."), level(2, "%3)", "lowerLetter"), level(3, "-", "bullet")
    )
    body = (
        item("Một") + item("một", 1) + item("một", 2) + item("hai", 2) + item("hai", 1) + item("gạch", 3) + item("Hai")
    )
    document = read(body + item("một", 1), numbering=lists)
    assert texts(document) == ["I. Một", "I.1. một", "a) một", "b) hai", "I.2. hai", "- gạch", "II. Hai", "II.1. một"]
    assert [b.level for b in document.blocks] == [1, 2, 3, 3, 2, 4, 1, 2]


def test_legal_numbering_shows_all_levels_in_arabic_figures() -> None:
    lists = numbering(level(0, "Chương %1", "upperRoman"), level(1, "%1.%2", extra="<w:isLgl/>"))
    assert texts(read(item("A") + item("B", 1), numbering=lists)) == ["Chương I A", "1.1 B"]


def test_a_level_that_never_came_shows_its_start() -> None:
    assert texts(read(item("A", 1), numbering=numbering(level(0, "%1.", start=3), level(1, "%1.%2.")))) == ["3.1. A"]


def test_a_level_may_go_on_counting() -> None:
    lists = numbering(level(0, "%1."), level(1, "%2)", extra='<w:lvlRestart w:val="0"/>'))
    assert texts(read(item("A") + item("x", 1) + item("B") + item("y", 1), numbering=lists)) == [
        "1. A",
        "1) x",
        "2. B",
        "2) y",
    ]


def test_two_lists_of_one_kind_count_on_unless_one_starts_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", num=2) + item("c", num=3) + item("d", num=3)
    assert texts(read(body, numbering=numbering(level(0, "%1."), more=more))) == ["1. a", "2. b", "1. c", "2. d"]


def test_an_override_may_bring_its_own_level() -> None:
    own = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride></w:num>'
    assert texts(read(item("x", num=2), numbering=numbering(level(0, "%1."), more=own))) == ["a) x"]


def test_headings_take_their_number_from_their_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering(
        level(0, "%1.", extra='<w:pStyle w:val="h1"/>'), level(1, "%1.%2.", extra='<w:pStyle w:val="h2"/>')
    )
    body = p("Kết quả", '<w:pStyle w:val="h1"/>') + p("Dự phòng", '<w:pStyle w:val="h2"/>')
    off = p("Không số", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert outline(read(body + off, numbering=lists, styles=styles)) == [
        ("heading", 1, "1. Kết quả"),
        ("heading", 2, "1.1. Dự phòng"),
        ("heading", 1, "Không số"),
    ]


def test_an_empty_numbered_paragraph_counts_but_says_nothing() -> None:
    assert texts(read(item("a") + item("") + item("c"), numbering=numbering(level(0, "%1.")))) == ["1. a", "3. c"]


def test_a_column_of_automatic_numbers_is_read() -> None:
    table = f"<w:tbl>{tr(tc(item('')), tc(p('Xã A')))}{tr(tc(item('')), tc(p('Xã B')))}</w:tbl>"
    assert cells(read(table, numbering=numbering(level(0, "%1")))) == {
        (0, 0, 0): "1",
        (0, 0, 1): "Xã A",
        (0, 1, 0): "2",
        (0, 1, 1): "Xã B",
    }


@pytest.mark.parametrize(
    ("sign", "printed"), [("\uf0b7", "•"), ("\uf02d", "-"), ("o", "◦"), ("+", "+"), ("–", "–"), ("", "•")]
)
def test_bullets(sign: str, printed: str) -> None:
    assert texts(read(item("x"), numbering=numbering(level(0, sign, "bullet")))) == [f"{printed} x"]


@pytest.mark.parametrize(
    ("style", "count", "printed"),
    [
        ("decimalZero", 7, "07"),
        ("lowerRoman", 14, "xiv"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 9999999, "9999999"),
        ("vietnameseCounting", 3, "3"),
    ],
)
def test_styles_of_numbers(style: str, count: int, printed: str) -> None:
    assert texts(read(item("x"), numbering=numbering(level(0, "%1.", style, start=count)))) == [f"{printed}. x"]


def test_a_level_may_have_no_blank_and_no_number() -> None:
    nothing = numbering(level(0, "§%1", extra='<w:suff w:val="nothing"/>'), level(1, "", "none"))
    assert texts(read(item("x") + item("y", 1), numbering=nothing)) == ["§1x", "y"]


def test_list_styles_are_followed() -> None:
    linked = (
        f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="S"/>{level(0, "%1/")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="6"/></w:num>'
    )
    assert texts(read(item("x"), numbering=linked)) == ["1/ x"]


@pytest.mark.parametrize("num", [2, 99])
def test_a_list_that_does_not_exist_prints_nothing(num: int) -> None:
    broken = '<w:num w:numId="2"><w:abstractNumId w:val="77"/></w:num>'
    assert texts(read(item("x", num=num), numbering=numbering(level(0, "%1."), more=broken))) == ["x"]
