"""Vietnamese typed before Unicode."""

from __future__ import annotations

import unicodedata

import pytest
from document_samples import assert_sound, docx, r

from soyte.intake.documents import read_bytes
from soyte.intake.documents.legacy import Legacy, detect, of_font, to_unicode

PLAIN = (
    "Sở Y tế báo cáo: tỷ lệ trẻ em được tiêm chủng đầy đủ đạt 98,6%, số ca mắc giảm; khám chữa bệnh ở các huyện, xã."
)
TCVN3 = (
    "Së Y tÕ b¸o c¸o: tû lÖ trÎ em ®\u00adîc tiªm chñng ®Çy ®ñ ®¹t 98,6%, "
    "sè ca m¾c gi¶m; kh¸m ch÷a bÖnh ë c¸c huyÖn, x·."
)
VNI = (
    "Sôû Y teá baùo caùo: tyû leä treû em ñöôïc tieâm chuûng ñaày ñuû ñaït 98,6%, soá ca maéc giaûm; "
    "khaùm chöõa beänh ôû caùc huyeän, xaõ."
)


@pytest.mark.parametrize(("typed", "encoding"), [(TCVN3, Legacy.TCVN3), (VNI, Legacy.VNI)])
def test_text_in_an_old_encoding_is_told_apart_and_converted(typed: str, encoding: Legacy) -> None:
    assert detect(typed) is encoding
    document = read_bytes(typed.encode("cp1252"), "cũ.txt")
    assert_sound(document)
    assert document.text == PLAIN
    assert encoding.value in document.warnings[0]


@pytest.mark.parametrize(
    "text", [PLAIN, unicodedata.normalize("NFD", PLAIN), "Le café à Đà Lạt", "µg/m³ ± 5 °C ©®", ""]
)
def test_unicode_is_left_alone(text: str) -> None:
    assert detect(text) is None


def test_capitals_and_all_letters_of_vni() -> None:
    assert to_unicode("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", Legacy.VNI) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert to_unicode("Ñaéc Laêk, Myõ Leä, quyù, lyù do, kyø", Legacy.VNI) == "Đắc Lăk, Mỹ Lệ, quý, lý do, kỳ"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", Legacy.TCVN3), (".VnArialH", Legacy.TCVN3), ("VNI-Times", Legacy.VNI), ("Times New Roman", None)],
)
def test_fonts_name_their_encoding(font: str, encoding: Legacy | None) -> None:
    assert of_font(font) is encoding


def test_runs_in_an_old_font_are_converted_and_the_others_are_not() -> None:
    old = '<w:rFonts w:ascii=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH"/>'
    body = f"<w:p>{r('sè y tÕ ', capitals)}{r(TCVN3, old)}{r(' Đơn vị: µg, 5 ®')}</w:p>"
    document = read_bytes(docx(body), "cũ.docx")
    assert document.text == f"SỐ Y TẾ {PLAIN} Đơn vị: µg, 5 ®"
    assert "TCVN3" in document.warnings[0]


def test_unicode_text_in_an_old_font_is_left_alone() -> None:
    old = '<w:rFonts w:ascii=".VnTime"/>'
    assert read_bytes(docx(f"<w:p>{r(PLAIN, old)}</w:p>"), "a.docx").text == PLAIN


def test_a_web_page_in_an_old_encoding_is_converted() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{TCVN3}</p></body></html>'
    document = read_bytes(page.encode("cp1252"), "cũ.html")
    assert document.text == PLAIN
    assert len(document.warnings) == 1
