"""Numbers that are part of a name: hospitals, wards, projects, codes, versions."""

from __future__ import annotations

import re

from soyte.quantities.tokens import Kind, Token, Tokens
from soyte.quantities.units import noun_at

_NAMED = {
    "án": {"đề", "dự"}, "viện": {"bệnh"}, "trình": {"chương"}, "phố": {"khu", "dân"}, "chí": {"tiêu"},
    "đoàn": {"binh", "sư", "trung", "lữ"}, "khu": {"quân"}, "nóng": {"dây"}, "đài": {"tổng"}, "tác": {"công"},
}  # fmt: skip
_PLACES = {
    "quận", "phường", "tổ", "thôn", "ấp", "xóm", "khóm", "đội", "km", "đường", "khoa", "tầng", "nhà", "phòng",
    "buồng", "dãy", "toà", "cổng", "ngõ", "hẻm", "kiệt", "vùng", "bản",
}  # fmt: skip
_LARGER = {"thôn", "xã", "phường", "huyện", "quận", "tỉnh", "đường"}
_ORDINALS = {
    "đoạn", "độ", "đợt", "vòng", "thứ", "lần", "số", "cấp", "hạng", "top", "mũi", "nhóm", "loại", "tuýp", "type",
    "típ", "khoá", "kỳ", "hệ", "bậc", "trí",
}  # fmt: skip


def code(tokens: Tokens, i: int) -> int:
    """`COVID-19`, `A/H5N1`, `F0`, `GMT+7`, `4G`, `79a`, `BA.5`, `12-34-56`: digits glued to letters and to each other."""
    token, before, after = tokens[i], tokens[i - 1], tokens[i + 1]
    if before.kind is Kind.WORD and token.glued and _is_code_head(before):
        return _glued_tail(tokens, i)
    if before.key in {"-", "+"} and before.glued and token.glued and tokens[i - 2].kind is Kind.WORD:
        head = tokens[i - 2].text
        if head[:1].isupper() and (head.isupper() or len(head) <= 4):
            return _glued_tail(tokens, i)
    letters = after.glued and after.kind is Kind.WORD and len(after.text) <= 2 and after.key != "h"
    if before.key == "." and token.glued and before.glued and tokens[i - 2].text.isupper():
        sentence_end = len(tokens[i - 2].text) > 3 or noun_at(tokens, i + 1) is not None or after.key in {"%", "/"}
        return 0 if sentence_end else 1  # BA.5, XBB.1.5
    if all(tokens[i + k].glued for k in range(1, 5)) and tokens.key(i + 1) == tokens.key(i + 3) == "-":
        return 5 if tokens[i + 2].kind is tokens[i + 4].kind is Kind.NUMBER else 0
    if (
        letters
        and (noun_at(tokens, i + 1) is None or after.text in {"M", "G"})
        and (after.text.isupper() or len(after.text) == 1)
    ):
        return _glued_tail(tokens, i)
    return 0


def _is_code_head(word: Token) -> bool:
    """Capitals or one letter glued to digits make a code; a Vietnamese word that lost its blank does not."""
    text = word.text
    return len(text) == 1 or text.isupper() or (text[0].isupper() and len(text) <= 3)


def _glued_tail(tokens: Tokens, i: int) -> int:
    j = i + 1
    while tokens[j].glued and (tokens[j].kind in (Kind.WORD, Kind.NUMBER)) and tokens[j].text[:1].isascii():
        j += 1
    if tokens.key(j) == "-" and tokens[j].glued and tokens[j + 1].kind is Kind.NUMBER and tokens[j + 1].glued:
        return j + 2 - i  # VD-12345-19
    return j - i


def hospital(tokens: Tokens, i: int) -> int:
    """`Bệnh viện Nhi đồng 1`, `Bệnh viện 19-8`, `Bệnh viện Bạch Mai cơ sở 2`, `khoa Nội 2`."""
    if tokens.key(i - 1) in {"viện", "trường"} and tokens.key(i + 1) == "-" and tokens[i + 2].kind is Kind.NUMBER:
        return 3
    short = tokens.key(i).isdigit() and len(tokens.key(i)) <= 3 and tokens.key(i + 1) not in {"%", "/"}
    if short and tokens.words(i - 2, "cơ", "sở") and len(tokens.key(i)) <= 2:
        return 1
    named = tokens[i - 1].text[:1].isupper() or tokens.key(i - 1) in {"đồng", "ương", "vực", "y"}
    if not short or not named or noun_at(tokens, i + 1) is not None:
        return 0
    for k in range(i - 1, max(-1, i - 8), -1):
        if tokens[k].kind is not Kind.WORD:
            return 0
        if tokens.words(k, "bệnh", "viện") and i - k > 2:
            return 1
        if tokens.key(k) == "khoa" and i - k == 2 and tokens[i - 1].text[0].isupper():
            return 1
    return 0


def place(tokens: Tokens, i: int) -> int:
    """`quận 7`, `Q.7`, `thôn 2, 5, 11`, `đường 3/2`, `khu phố 4`, `vùng 3`."""
    before = tokens[i - 1]
    if before.key == "." and before.glued and tokens[i - 2].text in {"Q", "P", "F", "H", "KP", "TX"}:
        return 1
    if before.key in {"đường", "phố"} and tokens.key(i + 1) == "/" and tokens[i + 2].kind is Kind.NUMBER:
        return 3
    if before.key == "km" and tokens.key(i + 1) == "+" and tokens[i + 2].kind is Kind.NUMBER:
        return 3  # Km 3+200
    if before.key == "lộ" or tokens.words(i - 2, "đường", "tỉnh"):
        return 1  # tỉnh lộ 8, đường tỉnh 242
    larger = tokens.key(i + 1) in _LARGER and tokens[i + 2].text[:1].isupper()  # tổ 12 phường Lộc Vân
    unnamed = (larger or noun_at(tokens, i + 1) is None) and tokens.key(i + 1) != "%"
    if before.key in _PLACES and unnamed:
        return name_list(tokens, i)
    if before.key == "nhánh" and len(tokens.key(i)) <= 2:
        return 1
    if before.key in {"vùng", "tuyến", "khu"} and tokens.key(i + 1) in {",", ";", ".", ":", ")", "", "\n"}:
        return 1
    return 0


def name_list(tokens: Tokens, i: int) -> int:
    """`thôn 2, 5, 11`: names that share one word."""
    j = i + 1
    while tokens.key(j) in {",", "và"} and tokens[j + 1].kind is Kind.NUMBER and len(tokens.key(j + 1)) <= 4:
        if "." in tokens.key(j + 1) or "," in tokens.key(j + 1):
            break
        if noun_at(tokens, j + 2) is not None or tokens.key(j + 2) == "%":
            break
        j += 2
    return j - i


def programme(tokens: Tokens, i: int) -> int:
    """`Đề án 06`, `Bệnh viện 108`, `03 Chương trình mục tiêu quốc gia`, `vắc xin 5 trong 1`, `chính quyền địa phương 2 cấp`."""
    before, after = tokens.key(i - 1), tokens[i + 1]
    if before in _NAMED and tokens.key(i - 2) in _NAMED[before] and noun_at(tokens, i + 1) is None:
        return 1
    if tokens.words(i + 1, "chương", "trình") and tokens.key(i + 3) in {"mục", "mtqg"}:
        return 1
    if after.key == "trong" and tokens.key(i + 2) == "1" and len(tokens.key(i)) == 1:
        return 3
    if tokens.words(i - 2, "bảng", "kiểm"):
        return 1  # bảng kiểm 130
    if tokens.key(i) == "115" and before in {"cứu", "gọi"}:
        return 1
    if after.key == "ca" and tokens[i + 2].kind is Kind.NUMBER and tokens.key(i + 3) == "kíp":
        return 4  # 3 ca 4 kíp
    if tokens.words(i + 1, "tại", "chỗ") or (before == "đồ" and tokens.key(i - 2) == "phác"):
        return 1  # phương châm 4 tại chỗ, phác đồ 5 mũi
    if after.key == "-" and tokens.key(i + 2) == tokens.key(i) == tokens.key(i + 4) and tokens.key(i + 3) == "-":
        return 5  # mục tiêu 95-95-95
    if after.key == "cấp" and before in {"phương", "quyền", "hình"}:
        return 1
    return 0


def version(tokens: Tokens, i: int) -> int:
    """`phiên bản phần mềm 2.1`, `chuẩn 4750`, `số lô 032024`."""
    if tokens.key(i - 2) == "số" and tokens.key(i - 1) in {"lô", "hiệu", "seri", "máy", "thẻ", "nhà", "tài"}:
        return 1
    coded = "mã" in {tokens.key(i - 1), tokens.key(i - 2), tokens.key(i - 3)}
    if coded and re.fullmatch(r"\d{3,}", tokens.key(i)) and noun_at(tokens, i + 1) is None:
        return 1  # mã số 123456, mã QHNS 1234567
    capitals = tokens[i - 1].text
    if (
        capitals.isupper()
        and len(capitals) >= 3
        and capitals.isalpha()
        and len(tokens.key(i)) == 3
        and tokens.key(i)[1] == "."
    ):
        return (
            1 if noun_at(tokens, i + 1) is None and tokens.key(i + 1) not in {"%", "triệu", "tỷ"} else 0
        )  # HIV-INFO 4.0
    versioned = {tokens.key(i - k) for k in range(1, 6)} & {"phiên", "version"} or (
        tokens.key(i - 1) in {"chuẩn", "mẫu"} and not re.fullmatch(r"\d{1,3}\.\d{3}", tokens.key(i))
    )
    return 1 if versioned and noun_at(tokens, i + 1) is None and tokens.key(i + 1) != "%" else 0


def ordinal(tokens: Tokens, i: int) -> int:
    """`thứ 3`, `lần 2`, `mũi 3, 4`, `nhóm 1,2`, `hạng 5`, `khóa 10`: names of one thing, or a list of them."""
    before = tokens.key(i - 1)
    if (
        before in {"mức", "khối"}
        and re.fullmatch(r"[1-9]", tokens[i].key)
        and tokens.key(i + 1) in {",", "theo", "trở"}
    ):
        return name_list(tokens, i)  # hạ tầng CNTT đạt mức 3, 4; khối 9
    if before not in _ORDINALS or before == "số" or not re.fullmatch(r"\d{1,3}|\d(?:,\d)+", tokens[i].key):
        return 0
    if before in {"cấp", "loại", "nhóm", "hạng", "kỳ", "khoá", "bậc"} and noun_at(tokens, i + 1) is not None:
        return 0
    if before == "lần" and (tokens[i - 2].kind is Kind.NUMBER or noun_at(tokens, i + 1) is not None):
        return 0  # khám thai ≥ 4 lần 801 người
    if before in {"kỳ", "độ", "đợt", "vòng"} and not (tokens[i].key.isdigit() and len(tokens[i].key) <= 2):
        return 0
    if before == "độ" and tokens.key(i - 2) in {"nhiệt", "tốc", "mật", "tiến", "trình"}:
        return 0
    if (before == "hệ" and tokens.key(i - 2) != "thế") or (before == "trí" and tokens.key(i - 2) != "vị"):
        return 0
    if tokens.key(i + 1) == "%":
        return 0
    j = i + 1
    while tokens.key(j) in {",", "và", "-"} and tokens[j + 1].kind is Kind.NUMBER and len(tokens.key(j + 1)) <= 4:
        if "." in tokens.key(j + 1) or "," in tokens.key(j + 1):
            break
        if noun_at(tokens, j + 2) is not None or tokens.key(j + 2) == "%":
            break
        j += 2
    if before in {"thứ", "hạng", "trí"} and tokens.key(j) == "/" and tokens[j + 1].kind is Kind.NUMBER:
        j += 2  # xếp thứ 12/34
    return j - i
