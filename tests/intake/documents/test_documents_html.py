"""Web pages: what a person reads on them, without what stands around it."""

from __future__ import annotations

import pytest
from document_samples import assert_sound, cells, outline, texts

from soyte.intake.documents import Document, read_bytes

LONG = "Toàn tỉnh có 152 trạm y tế, đạt 98,6% kế hoạch năm; so với cùng kỳ tăng 12,3%. " * 3


def read(page: str | bytes, name: str = "trang.html") -> Document:
    document = read_bytes(page if isinstance(page, bytes) else page.encode(), name)
    assert_sound(document)
    return document


def test_headings_paragraphs_and_list_items() -> None:
    page = "<title>x</title><h1>Báo cáo</h1><p>Một\n  <b>hai</b> &amp; ba<br>bốn</p><ul><li>gạch<ul><li>con</ul></ul><h3>Ba</h3>lẻ"
    assert outline(read(page)) == [
        ("heading", 1, "Báo cáo"),
        ("paragraph", 0, "Một hai & ba\nbốn"),
        ("list_item", 1, "gạch"),
        ("list_item", 2, "con"),
        ("heading", 3, "Ba"),
        ("paragraph", 0, "lẻ"),
    ]


def test_numbered_lists_print_their_numbers() -> None:
    page = (
        "<p>x</p><ol start=3><li>ba<li value=7>bảy<li>tám</ol><ol type=a reversed><li>b<li>a</ol><ol type=đ><li>x</ol>"
    )
    assert texts(read(page)) == ["x", "3. ba", "7. bảy", "8. tám", "b. b", "a. a", "1. x"]


def test_scripts_styles_and_hidden_parts_are_not_read() -> None:
    page = (
        "<p>thấy</p><script>x=1</script><style>p{}</style><noscript>bật lên</noscript><template>mẫu</template>"
        "<p hidden>a</p><p style='color:red; DISPLAY : none'>b</p><span style='visibility:hidden'>c</span><!-- d --><select><option>e"
    )
    assert read(page).text == "thấy"


def test_menus_headers_footers_asides_and_forms_are_left_out() -> None:
    page = (
        f"<header>Cổng thông tin</header><nav>Trang chủ</nav><div role=navigation>Mục</div><p>{LONG}</p>"
        "<aside>Tin liên quan</aside><form>Tìm kiếm</form><div title=footer>15</div><footer>Bản quyền</footer>"
    )
    assert read(page).text == LONG.strip()


def test_a_short_report_between_long_menus_is_found() -> None:
    assert read(f"<nav>{LONG}</nav><p>Đạt 98%</p><footer>{LONG}</footer>").text == "Đạt 98%"


def test_a_form_that_wraps_the_whole_page_is_read() -> None:
    assert read(f"<form id=aspnetForm><p>{LONG}</p><form><p>thêm</p></form></form>").text.startswith("Toàn tỉnh")


def test_lists_of_links_are_menus_unless_they_stand_in_text() -> None:
    links = "<ul><li><a href=1>Tăng cường phòng bệnh</a></li><li><a href=2>Hội nghị 2024</a></li></ul>"
    mixed = "<ul><li>Số ca: <a href=1>12</a></li><li>Số xã: 3</li></ul>"
    assert texts(read(f"<p>{LONG}</p>{links}{mixed}")) == [LONG.strip(), "Số ca: 12", "Số xã: 3"]


def test_the_article_that_holds_most_of_the_text_is_the_report() -> None:
    page = f"<h1>Tiêu đề</h1><div>ngoài lề</div><main><p>trong main</p><article><header>đầu bài</header><p>{LONG}</p></article></main>"
    assert texts(read(page)) == ["Tiêu đề", "đầu bài", LONG.strip()]


def test_articles_that_hold_little_are_part_of_the_page() -> None:
    page = f"<article>một</article><article>hai</article><p>{LONG}</p>"
    assert texts(read(page)) == ["một", "hai", LONG.strip()]


def test_a_page_of_nothing_but_menus_is_read_all_the_same() -> None:
    assert texts(read("<nav>Trang chủ</nav><footer>Sở Y tế</footer>")) == ["Trang chủ", "Sở Y tế"]


def test_spans_give_every_cell_its_row_and_column() -> None:
    page = """<table><tr><th rowspan=2>TT<th colspan=2>Số lượt<th rowspan=9999999>%</tr><tr><th>A<th>B</tr>
    <tr><td>1<td><td><p>x</p><p>y</p></table>"""
    document = read(page)
    assert cells(document) == {
        (0, 0, 0): "TT",
        (0, 0, 1): "Số lượt",
        (0, 0, 3): "%",
        (0, 1, 1): "A",
        (0, 1, 2): "B",
        (0, 2, 0): "1",
        (0, 2, 2): "x\ny",
    }
    assert [b.cell.header for b in document.blocks if b.cell] == [True] * 5 + [False] * 2
    assert document.text == "TT\tSố lượt\t%\nA\tB\n1\tx\ny"


def test_tables_that_only_lay_out_the_page_are_no_tables() -> None:
    page = f"<table><tr><td>menu<td><h2>Mục</h2><p>{LONG}</p><table><tr><td>1<td>2</table></table><table><tr><td>khung</table>"
    document = read(page)
    assert [(b.kind.value, b.cell and b.cell.table) for b in document.blocks] == [
        ("paragraph", None),
        ("heading", None),
        ("paragraph", None),
        ("cell", 0),
        ("cell", 0),
        ("paragraph", None),
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    assert read("<pre>a   1\nb   2</pre>").text == "a   1\nb   2"


@pytest.mark.parametrize(
    "meta",
    ["<meta charset=windows-1258>", "<meta http-equiv='Content-Type' content='text/html; charset=windows-1258'>"],
)
def test_the_declared_charset_is_used(meta: str) -> None:
    assert read(meta.encode() + "<p>ð đ ơ ư ă</p>".replace("ð", "").encode("cp1258")).text == "đ ơ ư ă"


def test_utf8_is_believed_before_what_the_page_declares() -> None:
    assert read("<meta charset=iso-8859-1><p>Đạt</p>").text == "Đạt"
    assert read("<?xml version='1.0' encoding='cp1258'?><html><p>Đạt</p></html>").text == "Đạt"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert read(("\ufeff<html><p>Đạt 98%</p></html>").encode(encoding)).text == "Đạt 98%"


def test_an_unknown_charset_is_guessed() -> None:
    assert read("<meta charset=x-unknown><p>ơ ư được</p>".encode("cp1258", errors="replace")).text


def test_entities_are_resolved_and_nothing_is_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&ge; 95&#37; &x; &Agrave;</p>'
    assert read(page).text.replace("]>", "").strip() == "≥ 95% &x; À"


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "form", "font", "blockquote"])
def test_tags_that_nobody_closed_do_not_hide_what_follows(tag: str) -> None:
    document = read("<p>đầu</p>" + f"<{tag}>" * 3000 + "giữa<p>cuối</p>")
    assert texts(document) == ["đầu", "giữa", "cuối"]
    assert document.warnings == ()


def test_tables_nested_too_deep_are_mentioned() -> None:
    document = read("<p>đầu</p>" + "<table><tr><td>" * 3000 + "giữa")
    assert document.warnings == ("Trang lồng thẻ quá sâu, phần sau không đọc được.",)


def test_a_page_saved_as_one_file_is_read() -> None:
    page = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>=C4=90=E1=BA=A1t 98%</p></html>\r\n--x--\r\n"
    )
    assert read(page, "trang.doc").text == "Đạt 98%"
