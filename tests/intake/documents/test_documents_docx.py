"""Word files: what is printed, in the order in which it is printed."""

from __future__ import annotations

import pytest
from document_samples import WORD_NAMES, assert_sound, cells, docx, outline, p, r, tc, texts, tr, zipped

from soyte.intake.documents import Document, UnreadableDocument, read_bytes

HEADINGS = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="u2"><w:name w:val="Tiêu đề 2"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Mục lớn"/><w:basedOn w:val="u1"/></w:style>
<w:style w:type="paragraph" w:styleId="flat"><w:name w:val="Chữ"/><w:basedOn w:val="u1"/>
<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="m1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="secret"><w:name w:val="Ẩn"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def read(body: str, **parts: str) -> Document:
    document = read_bytes(docx(body, **parts), "báo cáo.docx")
    assert_sound(document)
    return document


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_runs_make_a_paragraph_and_paragraphs_are_lines() -> None:
    body = f"<w:p>{r('Đạt ')}{r('98,6')}{r('%')}</w:p>{p(' ')}{p('Hết.')}"
    document = read(body)
    assert document.text == "Đạt 98,6%\nHết."
    assert [block.locator for block in document.blocks] == ["đoạn 1", "đoạn 2"]


def test_tabs_line_ends_and_hyphens() -> None:
    body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d\n e</w:t></w:r></w:p>"
    assert read(body).text == "a\tb\nc-d  e"


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        (style("u1"), "heading", 1),
        (style("u2"), "heading", 2),
        (style("t"), "heading", 1),
        (style("own"), "heading", 1),
        (style("flat"), "paragraph", 0),
        (style("Heading3"), "heading", 3),
        ('<w:outlineLvl w:val="1"/>', "heading", 2),
        (style("u1") + '<w:outlineLvl w:val="9"/>', "paragraph", 0),
        (style("không có"), "paragraph", 0),
        ("", "paragraph", 0),
    ],
)
def test_headings_are_known_by_style_or_outline_level(properties: str, kind: str, level: int) -> None:
    assert outline(read(p("Kết quả", properties), styles=HEADINGS)) == [(kind, level, "Kết quả")]


def test_a_paragraph_that_somebody_gave_an_outline_level_is_no_heading() -> None:
    assert outline(read(p("chữ " * 120, '<w:outlineLvl w:val="0"/>')))[0][0] == "paragraph"


def test_a_table_of_contents_is_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Mục lục')}</w:sdtContent></w:sdt>"
    )
    assert read(contents + p("1. Kết quả 5", style("m1")) + p("Kết quả"), styles=HEADINGS).text == "Kết quả"


def test_content_controls_are_read_in_blocks_and_in_lines() -> None:
    inline = f"<w:p>{r('Đạt ')}<w:sdt><w:sdtPr/><w:sdtContent>{r('86,4%')}</w:sdtContent></w:sdt></w:p>"
    block = f"<w:sdt><w:sdtContent>{p('Khối')}<w:sdt><w:sdtContent>{p('trong')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Bấm vào đây để nhập')}</w:sdtContent></w:sdt>"
    )
    assert texts(read(inline + block + prompt)) == ["Đạt 86,4%", "Khối", "trong"]


def test_insertions_are_shown_and_deletions_are_not() -> None:
    body = (
        f"<w:p>{r('Đạt ')}<w:del><w:r><w:delText>85</w:delText></w:r></w:del><w:ins>{r('86')}</w:ins>"
        f"<w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r('%')}</w:moveTo></w:p>"
    )
    assert read(body).text == "Đạt 86%"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert read(p("Đạt 86%", "<w:rPr><w:del/></w:rPr>") + p(" kế hoạch")).text == "Đạt 86% kế hoạch"


def test_hidden_text_is_not_read() -> None:
    runs = [
        r("Thấy"),
        r("ẩn", "<w:vanish/>"),
        r(", hiện", '<w:vanish w:val="0"/>'),
        r("kín", '<w:rStyle w:val="secret"/>'),
        r(", rõ", '<w:rStyle w:val="secret"/><w:vanish w:val="false"/>'),
    ]
    body = f"<w:p>{''.join(runs)}</w:p>"
    assert read(body, styles=HEADINGS).text == "Thấy, hiện, rõ"


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def test_fields_show_their_result() -> None:
    nested = field("IF " + "", r("ngoài ") + field("REF", r("trong")))
    simple = f'<w:fldSimple w:instr="PAGE">{r(" 7")}</w:fldSimple><w:hyperlink>{r(" liên kết")}</w:hyperlink>'
    assert read(f"<w:p>{nested}{simple}</w:p>").text == "ngoài trong 7 liên kết"


def test_a_field_inside_an_instruction_is_not_shown() -> None:
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field("PAGE", r("7"))
        + "<w:r><w:instrText> = 1</w:instrText></w:r>"
    )
    assert read(f"<w:p>{r('Trước ')}{outer}</w:p>{p('vẫn còn')}").text == "Trước\nvẫn còn"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    twice = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(f"<w:p><w:r>{twice}</w:r>{r('Đoạn chính')}</w:p>{p('Sau')}")
    assert [(b.locator, document.text[b.start : b.end]) for b in document.blocks] == [
        ("đoạn 1", "Đoạn chính"),
        ("khung chữ 1", "Trong khung"),
        ("đoạn 2", "Sau"),
    ]


def test_an_old_text_box_and_a_drawing_without_words() -> None:
    old = (
        f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p('Khung cũ')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    drawing = f"<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{r('dự phòng')}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert texts(read(old + drawing)) == ["Khung cũ", "dự phòng"]


def test_notes_come_at_the_end_in_the_order_of_their_marks() -> None:
    body = f"<w:p>{r('Một')}<w:r><w:footnoteReference w:id='3'/></w:r>{r(', hai')}<w:r><w:endnoteReference w:id='1'/></w:r></w:p>"
    footnotes = f"<w:footnote w:id='0' w:type='separator'>{p('—')}</w:footnote><w:footnote w:id='3'>{p('Nguồn: CDC')}</w:footnote>"
    document = read(body + p("Cuối"), footnotes=footnotes, endnotes=f"<w:endnote w:id='1'>{p('Ước tính')}</w:endnote>")
    assert texts(document) == ["Một, hai", "Cuối", "Nguồn: CDC", "Ước tính"]
    assert [block.locator for block in document.blocks][2:] == ["chú thích 1", "chú thích 2"]


def test_symbols_that_stand_beside_figures_are_kept() -> None:
    body = "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>95%, \uf0a3 5</w:t><w:sym w:char='zz'/></w:r></w:p>"
    assert read(body).text == "≥95%, ≤ 5"


def test_a_fraction_keeps_its_bar() -> None:
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>12</m:t></m:r></m:num><m:den><m:r><m:t>34</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert read(f"<w:p>{r('Tỷ lệ ')}{fraction}</w:p>").text == "Tỷ lệ 12/34"


def test_cells_of_a_row_are_parted_by_tabs_and_rows_by_line_ends() -> None:
    table = f"<w:tbl>{tr(tc(p('a')), tc(p('b')))}{tr(tc(p('c') + p('d')), tc(p('')))}</w:tbl>"
    document = read(p("Trước") + table + p("Sau"))
    assert document.text == "Trước\na\tb\nc\nd\nSau"
    assert cells(document) == {(0, 0, 0): "a", (0, 0, 1): "b", (0, 1, 0): "c\nd"}
    assert document.blocks[2].locator == "bảng 1, dòng 1, cột 2"


def test_merged_cells_keep_the_columns_and_rows_of_the_others() -> None:
    span, start, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        + tr(tc(p("TT"), start), tc(p("Chỉ tiêu"), span), tc(p("%")), properties="<w:tblHeader/>")
        + tr(tc(p(""), more), tc(p("Kế hoạch")), tc(p("Thực hiện")), tc(p("đạt")))
        + tr(tc(p("1")), properties='<w:gridBefore w:val="2"/>')
        + "</w:tbl>"
    )
    document = read(table)
    assert cells(document) == {
        (0, 0, 0): "TT",
        (0, 0, 1): "Chỉ tiêu",
        (0, 0, 3): "%",
        (0, 1, 1): "Kế hoạch",
        (0, 1, 2): "Thực hiện",
        (0, 1, 3): "đạt",
        (0, 2, 2): "1",
    }
    assert [b.cell.header for b in document.blocks if b.cell] == [True, True, True, False, False, False, False]


def test_a_continued_cell_that_continues_nothing_is_read() -> None:
    assert cells(read(f"<w:tbl>{tr(tc(p('a'), '<w:vMerge/>'))}</w:tbl>")) == {(0, 0, 0): "a"}


def test_deleted_and_hidden_rows_are_left_out() -> None:
    table = f"<w:tbl>{tr(tc(p('a')), properties='<w:del/>')}{tr(tc(p('b')), properties='<w:hidden/>')}{tr(tc(p('c')))}</w:tbl>"
    assert cells(read(table)) == {(0, 0, 0): "c"}


def test_a_table_in_a_cell_gets_its_own_number() -> None:
    inner = f"<w:tbl>{tr(tc(p('x')), tc(p('y')))}</w:tbl>"
    document = read(f"<w:tbl>{tr(tc(p('trước') + inner + p('sau')), tc(p('cuối')))}</w:tbl>")
    assert document.text == "trước\nx\ty\nsau\tcuối"
    assert [b.cell and (b.cell.table, b.cell.column) for b in document.blocks] == [
        (0, 0),
        (1, 0),
        (1, 1),
        (0, 0),
        (0, 1),
    ]


def test_cells_and_rows_inside_content_controls_are_read() -> None:
    row = f"<w:sdt><w:sdtContent>{tr(tc(p('a')), '<w:sdt><w:sdtContent>' + tc(p('b')) + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    assert cells(read(f"<w:tbl>{row}</w:tbl>")) == {(0, 0, 0): "a", (0, 0, 1): "b"}


def test_tables_nested_without_end_are_read_to_a_depth() -> None:
    body = p("đáy")
    for _ in range(60):
        body = f"<w:tbl>{tr(tc(p('tầng') + body))}</w:tbl>"
    document = read(body)
    assert texts(document) == ["tầng"] * 17
    assert document.warnings == ("Có bảng lồng trong bảng quá sâu, phần bên trong không được đọc.",)


def test_strict_files_and_a_main_part_of_another_name() -> None:
    names = WORD_NAMES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    relations = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/word/other.xml"/></Relationships>'
    data = zipped(
        {"_rels/.rels": relations, "word/other.xml": f"<w:document {names}><w:body>{p('Chặt')}</w:body></w:document>"}
    )
    assert read_bytes(data, "a.docx").text == "Chặt"


def test_embedded_files_are_mentioned() -> None:
    assert "altChunk" in read(p("a") + '<w:altChunk w:id="1"/>').warnings[0]


@pytest.mark.parametrize("body", ["", p(""), p(" ", "<w:rPr/>")])
def test_a_file_without_words_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableDocument, match="không tìm thấy chữ nào"):
        read_bytes(docx(body), "a.docx")
