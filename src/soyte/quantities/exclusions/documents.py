"""Numbers of documents, laws, articles and standards."""

from __future__ import annotations

import re

from soyte.quantities.exclusions.names import name_list
from soyte.quantities.model import UnitKind
from soyte.quantities.tokens import Kind, Tokens
from soyte.quantities.units import noun_at

_ARTICLES = {"khoản", "điều", "chương", "mục", "biểu", "bảng", "hình", "mẫu", "trang", "câu", "phần", "bước"}
# Longer words that end like the name of an article: `lấy mẫu 35 cơ sở`, `mở tài khoản 300 người`.
_COMPOUNDS = {
    "mẫu": {"lấy"}, "khoản": {"tài", "trích"}, "mục": {"danh", "hạng", "chuyên"}, "trang": {"khẩu"},
    "hình": {"truyền", "mô", "loại", "tình", "điển"}, "biểu": {"đại", "tiêu"}, "phần": {"thành", "góp", "cổ", "một"},
}  # fmt: skip
_DOCUMENTS = {
    "định", "tư", "quyết", "văn", "thị", "luận", "điện", "trình", "báo", "hoạch", "lệnh", "luật", "bản", "mẫu",
}  # fmt: skip
# `Quyết định 4750, 3176`, `Công văn 4396`: a number right behind the kind of document.
_TITLED = {
    ("quyết", "định"),
    ("nghị", "định"),
    ("thông", "tư"),
    ("công", "văn"),
    ("chỉ", "thị"),
    ("nghị", "quyết"),
    ("công", "điện"),
}
# `tổng số 300`, `trong số 120`, `dân số 70.000`, `hệ số 1,2`
_COUNTED = {
    "tổng", "trong", "với", "những", "các", "dân", "tỷ", "hệ", "điểm", "quân", "sĩ", "trị", "thông", "sai", "doanh",
}  # fmt: skip


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def document_number(tokens: Tokens, i: int) -> int:
    """`123/KH-SYT`, `45/2021/TT-BYT`, `12-CT/TU`, `88/2020/QH14`, `Kế hoạch số 15 và 16`."""
    length = _numbered_symbol(tokens, i)
    if length:
        return length
    if tokens.key(i - 1) == ":" and tokens[i - 2].text in {"Số", "SỐ"} and tokens.line_start(i - 2):
        return _numbers_of_list(tokens, i)
    if tokens.key(i - 1) != "số" or not re.fullmatch(r"\d{1,5}(?:,\d{1,2})?", tokens[i].key):
        return 0
    owner = tokens.key(i - 2)
    noun = noun_at(tokens, i + 1)
    counted = noun is not None and noun[0].kind is not UnitKind.MEASURE
    if owner == "chỉ" and "," in tokens.key(i):  # chỉ số 85,5
        return 0
    if owner in _COUNTED or (counted and owner not in _DOCUMENTS) or tokens.key(i + 1) in {"%", "nghìn", "triệu", "tỷ"}:
        return 0
    return _numbers_of_list(tokens, i)


def _numbered_symbol(tokens: Tokens, i: int) -> int:
    """A number, perhaps a year, then a symbol in capitals behind `/` or `-`."""
    j = i + 1
    if tokens.key(j) == "/" and tokens[j + 1].kind is Kind.NUMBER and tokens.key(j + 2) in {"/", "-"}:
        j += 2
    if tokens.key(j) not in {"/", "-"} or not tokens[j].glued:
        return 0
    symbol = tokens[j + 1]
    if symbol.kind is not Kind.WORD or not symbol.glued or not _is_symbol(symbol.text):
        return 0
    j += 2
    while tokens.key(j) in {"/", "-"} and tokens[j + 1].kind in (Kind.WORD, Kind.NUMBER) and tokens[j + 1].glued:
        j += 2
    while tokens[j].glued and tokens[j].kind is Kind.NUMBER:  # QH14
        j += 1
    return j - i


def _is_symbol(word: str) -> bool:
    capitals = sum(c.isupper() for c in word)
    return capitals >= 2 and word[0].isupper() and word not in {"BS", "GB", "BN", "TYT"}


def _numbers_of_list(tokens: Tokens, i: int) -> int:
    """`số 15`, `số 15 và 16`, `số 20, 21`: up to the last bare number that no noun of counting follows."""
    length = max(_numbered_symbol(tokens, i), 1)
    j = i + length
    while tokens.key(j) in {"và", ","} and tokens[j + 1].kind is Kind.NUMBER:
        counted = noun_at(tokens, j + 2) is not None and tokens.key(j + 2) not in {"ngày", "năm"}
        if counted or tokens.key(j + 2) == "%":
            break
        j += 2
    return j - i


def article(tokens: Tokens, i: int) -> int:
    """`khoản 3 Điều 21`, `Phụ lục 2`, `Mẫu 01`, `Biểu 9/BCT`, `Phần thứ 2`, `điểm 2 mục 4`."""
    before = tokens.key(i - 1)
    if before == "điểm" and tokens.key(i + 1) in {"khoản", "điều", "mục"}:
        return 1
    if before == "điều":
        return name_list(tokens, i)
    if (tokens.key(i - 2), before) in _TITLED and tokens.key(i).isdigit() and tokens.key(i + 1) not in {"%", "‰"}:
        return name_list(tokens, i) if noun_at(tokens, i + 1) is None else 0
    if before in _ARTICLES and not (before == "phần" and tokens.key(i + 1) in {"trăm", "%"}):
        counts = tokens.key(i - 2) in _COMPOUNDS.get(before, ()) or _GROUPED.fullmatch(tokens.key(i))
        return 0 if counts else _pages(tokens, i)
    if before == "lục" and tokens.key(i - 2) in {"phụ", "mục"}:
        return name_list(tokens, i)
    return 0


def _pages(tokens: Tokens, i: int) -> int:
    """`khoản 1, 2 và 3`, `trang 12-15`, `trang 12/45`."""
    j = i + name_list(tokens, i)
    if tokens.key(j) in {"-", "/"} and tokens[j + 1].kind is Kind.NUMBER and tokens[j + 1].glued:
        j += 2
    return j - i


def standard(tokens: Tokens, i: int) -> int:
    """`QCVN 01:2018/BYT`, `TCVN 8476:2010`, `ISO 15189:2022`, `Luật An toàn thực phẩm 2010`."""
    if re.fullmatch(r"(?:19|20)\d\d", tokens.key(i)) and _in_name_of_law(tokens, i):
        return 1
    if tokens.key(i - 1) in {"qcvn", "tcvn", "iso", "iec", "cv", "icd", "gpp", "gmp", "nq", "qđ", "nđ", "tt", "ct"}:
        j = i + 1
        while (
            tokens.key(j) in {":", "/", "-"} and tokens[j + 1].kind in (Kind.NUMBER, Kind.WORD) and tokens[j + 1].glued
        ):
            j += 2
        return j - i
    return 0


def _in_name_of_law(tokens: Tokens, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 9), -1):
        if tokens[k].kind is not Kind.WORD:
            return False
        if tokens[k].text == "Luật":
            return True
    return False
