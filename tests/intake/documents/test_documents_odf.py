"""OpenDocument text and sheets."""

from __future__ import annotations

import pytest
from document_samples import ODF_NAMES, assert_sound, cells, odf, outline, texts, zipped

from soyte.intake.documents import Document, UnreadableDocument, read_bytes

NUMBERED = """
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" style:num-prefix="" text:start-value="2"/>
<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:display-levels="3"/>
<text:list-level-style-bullet text:level="4" text:bullet-char="-"/>
<text:list-level-style-number text:level="5" style:num-format=""/></text:list-style>
"""


def read(body: str, automatic: str = "", styles: str = "", kind: str = "text") -> Document:
    document = read_bytes(odf(body, automatic, styles, kind), "a.odt")
    assert_sound(document)
    return document


def items(*texts_of_items: str, attributes: str = 'text:style-name="L"') -> str:
    inner = "".join(f"<text:list-item>{text}</text:list-item>" for text in texts_of_items)
    return f"<text:list {attributes}>{inner}</text:list>"


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_headings_and_paragraphs() -> None:
    styles = (
        '<style:style style:name="Title" style:family="paragraph"/>'
        '<style:style style:name="Tiêu_20_đề" style:parent-style-name="Title"/>'
    )
    body = (
        '<text:h text:outline-level="2">Kết quả</text:h><text:p text:style-name="Tiêu_20_đề">Báo cáo</text:p>'
        '<text:p>a<text:s/>b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>e  f\n<text:span>g</text:span></text:p>'
    )
    assert outline(read(body, styles=styles)) == [
        ("heading", 2, "Kết quả"),
        ("heading", 1, "Báo cáo"),
        ("paragraph", 0, "a b   c\td\ne f g"),
    ]


def test_headings_print_the_numbers_of_the_outline() -> None:
    outline_style = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:outline-style>'
    )
    body = (
        '<text:h text:outline-level="1">Một</text:h><text:h text:outline-level="2">a</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">Không</text:h><text:h text:outline-level="1">Hai</text:h>'
    )
    assert texts(read(body, styles=outline_style)) == ["I. Một", "I.1. a", "Không", "II. Hai"]


def test_lists_print_their_numbers() -> None:
    third = items(
        items(
            items(p("sâu"), items(p("gạch"), items(p("trơn"), attributes=""), attributes=""), attributes=""),
            attributes="",
        )
    )
    body = items(p("một") + p("thêm"), p("hai") + items(p("b"), p("c"), attributes="")) + third
    assert outline(read(body, automatic=NUMBERED)) == [
        ("list_item", 1, "1. một"),
        ("list_item", 1, "thêm"),
        ("list_item", 1, "2. hai"),
        ("list_item", 2, "b) b"),
        ("list_item", 2, "c) c"),
        ("list_item", 3, "1.b.1. sâu"),
        ("list_item", 4, "- gạch"),
        ("list_item", 5, "trơn"),
    ]


def test_a_list_goes_on_where_it_is_told_to() -> None:
    body = (
        items(p("a"), attributes='text:style-name="L" xml:id="l1"')
        + items(p("b"), attributes='text:style-name="L" xml:id="l2" text:continue-list="l1"')
        + items(p("c"), attributes='text:style-name="L" text:continue-numbering="true"')
        + items(p("d"))
        + '<text:list text:style-name="L"><text:list-header><text:p>đầu</text:p></text:list-header>'
        '<text:list-item text:start-value="9"><text:p>e</text:p></text:list-item></text:list>'
    )
    assert texts(read(body, automatic=NUMBERED)) == ["1. a", "2. b", "3. c", "1. d", "đầu", "9. e"]


def test_a_list_without_a_style_takes_that_of_its_paragraphs() -> None:
    own = NUMBERED + '<style:style style:name="P" style:list-style-name="L"/>'
    assert texts(read(items('<text:p text:style-name="P">x</text:p>', attributes=""), automatic=own)) == ["1. x"]


def test_deleted_hidden_and_commented_text_is_left_out() -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>đã xoá</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:p>Đạt <text:change text:change-id='1'/>86%<office:annotation><text:p>lời bàn</text:p>"
        '</office:annotation><text:span text:style-name="H">ẩn</text:span><text:hidden-text>x</text:hidden-text>.</text:p>'
        '<text:p text:style-name="H">ẩn</text:p><text:section text:display="none"><text:p>mục ẩn</text:p></text:section>'
        "<text:section><text:p>mục</text:p></text:section><text:table-of-content><text:p>Mục lục 5</text:p></text:table-of-content>"
    )
    assert texts(read(body, automatic=hidden)) == ["Đạt 86%.", "mục"]


def test_notes_and_text_boxes() -> None:
    body = (
        "<text:p>Một<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Nguồn</text:p></text:note-body>"
        "</text:note>.<draw:frame><svg:title>tên</svg:title><draw:text-box><text:p>Khung</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p>Hai</text:p>"
    )
    document = read(body)
    assert texts(document) == ["Một.", "Khung", "Hai", "Nguồn"]
    assert [block.locator for block in document.blocks] == ["đoạn 1", "khung chữ 1", "đoạn 2", "chú thích 1"]


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def test_tables_with_headers_merged_and_nested_cells() -> None:
    inner = f"<table:table><table:table-row>{cell('x')}</table:table-row></table:table>"
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cell('TT')}{cell('Số')}<table:covered-table-cell/>{cell('%')}"
        "</table:table-row></table:table-header-rows>"
        f"<table:table-row><table:table-cell><text:p>1</text:p>{inner}</table:table-cell>"
        f"<table:table-cell table:number-columns-repeated='2'/>{cell('9')}</table:table-row></table:table>"
    )
    document = read(body)
    assert cells(document) == {
        (0, 0, 0): "TT",
        (0, 0, 1): "Số",
        (0, 0, 3): "%",
        (0, 1, 0): "1",
        (0, 1, 3): "9",
        (1, 0, 0): "x",
    }
    assert [b.cell.header for b in document.blocks if b.cell] == [True, True, True, False, False, False]


SHARE = "office:value='0.864'"
TWICE = "table:number-columns-repeated='2'"
ENDLESS = "table:number-columns-repeated='99999'"


def test_sheets_show_what_was_shown_and_where() -> None:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    body = (
        '<table:table table:name="Biểu 1"><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="collapse"><table:table-cell><text:p>ẩn</text:p></table:table-cell></table:table-row>'
        f"<table:table-row><table:table-cell/>{cell('86,4%', SHARE)}</table:table-row>"
        f"<table:table-row table:number-rows-repeated='2'>{cell('0', TWICE)}</table:table-row></table:table>"
        f'<table:table table:name="Nháp" table:style-name="ta2"><table:table-row>{cell("kín")}</table:table-row></table:table>'
    )
    document = read(body, automatic=hidden, kind="spreadsheet")
    assert [(b.locator, document.text[b.start : b.end]) for b in document.blocks] == [
        ("Biểu 1!B5", "86,4%"),
        ("Biểu 1!A6", "0"),
        ("Biểu 1!B6", "0"),
        ("Biểu 1!A7", "0"),
        ("Biểu 1!B7", "0"),
    ]
    assert document.warnings == ("Trang tính ẩn “Nháp” không được đọc.",)


@pytest.mark.parametrize(
    "body",
    [
        "<table:table><table:table-row table:number-rows-repeated='999999999'><table:table-cell/></table:table-row></table:table><text:p>x</text:p>",
        "<table:table>" * 70 + "</table:table>" * 70 + "<text:p>x</text:p>",
        "<text:section>" * 200 + "<text:p>x</text:p>" + "</text:section>" * 200,
        "<text:list><text:list-item>" * 100 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 100,
    ],
)
def test_repetition_and_depth_cost_nothing(body: str) -> None:
    assert texts(read(body)) == ["x"]


def test_a_cell_repeated_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soyte.intake.documents.builder.BLOCKS", 20_000)
    row = f"<table:table-row table:number-rows-repeated='99999999'>{cell('1', ENDLESS)}</table:table-row>"
    with pytest.raises(UnreadableDocument, match="quá nhiều chữ"):
        read(f"<table:table>{row}</table:table>", kind="spreadsheet")


def test_a_password_is_noticed() -> None:
    data = zipped({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"})
    with pytest.raises(UnreadableDocument, match="đặt mật khẩu"):
        read_bytes(data, "a.odt")


def test_a_drawing_is_no_report() -> None:
    content = (
        f"<office:document-content {ODF_NAMES}><office:body><office:drawing/></office:body></office:document-content>"
    )
    with pytest.raises(UnreadableDocument, match="OpenDocument bị hỏng"):
        read_bytes(zipped({"content.xml": content}), "a.odg")
