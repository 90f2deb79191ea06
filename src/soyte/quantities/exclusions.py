"""Digits that are not quantities: document numbers, law and section numbers, names, codes, definitions, strengths.

Each production looks at the number token `i` and its neighbours and returns how many tokens from `i` on it takes.
Section numbers of the guide in comments refer to the kinds of "not figures" that real reports contain.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from soyte.quantities.model import UnitKind
from soyte.quantities.tokens import Kind, Token, Tokens
from soyte.quantities.units import density_at, noun_at

Production = Callable[[Tokens, int], int]

_ARTICLES = {"khoản", "điều", "chương", "mục", "biểu", "bảng", "hình", "phụ", "mẫu", "trang", "câu", "phần", "bước"}
_DOCUMENTS = {"định", "tư", "quyết", "văn", "thị", "luận", "điện", "trình", "báo", "hoạch", "lệnh", "luật", "bản", "mẫu"}
_NAMED = {
    "án": {"đề", "dự"},
    "viện": {"bệnh"},
    "trình": {"chương"},
    "phố": {"khu"},
}
_PLACES = {"quận", "phường", "tổ", "thôn", "ấp", "xóm", "khóm", "đội", "km", "đường", "khoa", "tầng", "nhà", "phòng", "buồng", "dãy", "toà", "cổng", "ngõ", "hẻm", "kiệt", "vùng", "bản"}
_ORDINALS = {"đoạn", "độ", "đợt", "vòng", "thứ", "lần", "số", "cấp", "hạng", "top", "mũi", "nhóm", "loại", "tuýp", "type", "típ", "khóa", "kỳ", "thế"}
_COUNTED = {"tổng", "trong", "với", "những", "các", "dân", "tỷ"}  # "tổng số 300", "trong số 120"
_STRENGTHS = {"mg", "mcg", "µg", "μg", "iu", "ui", "kva", "kw", "mhz", "bit", "gb", "mb", "tb", "mbps"}
_PRODUCTS = {"cloramin", "chloramin", "cloraminb", "chloraminb", "cồn", "độ", "dịch", "oxy", "povidin", "povidine", "aquatabs"}
_CLOCK = {"giờ", "phút", "giây"}
_SPANS = {"tháng", "tuần", "năm", "ngày", "quý"}
_PHONE = re.compile(r"(?:\+84|0)[\d.\- ()]{6,}|1[89]00[.\- ]?\d[\d.\- ]{3,}")


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
    return capitals >= 2 and word[0].isupper() and not (word in {"BS", "GB", "BN", "TYT"})


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
    if before in _ARTICLES and not (before == "phần" and tokens.key(i + 1) in {"trăm", "%"}):
        return 1
    if before == "lục" and tokens.key(i - 2) in {"phụ", "mục"}:
        return 1
    return 0


def standard(tokens: Tokens, i: int) -> int:
    """`QCVN 01:2018/BYT`, `TCVN 8476:2010`, `ISO 15189:2022`, `Luật 15/2023/QH15`."""
    if tokens.key(i - 1) in {"qcvn", "tcvn", "iso", "iec", "cv", "icd", "gpp", "gmp", "nq", "qđ", "nđ", "tt", "ct"}:
        j = i + 1
        while tokens.key(j) in {":", "/", "-"} and tokens[j + 1].kind in (Kind.NUMBER, Kind.WORD) and tokens[j + 1].glued:
            j += 2
        return j - i
    return 0


def name_or_code(tokens: Tokens, i: int) -> int:
    """`COVID-19`, `A/H5N1`, `F0`, `bão số 4`, `Đề án 06`, `quận 7`, `Bệnh viện 108`, `4G`, `vắc xin 5 trong 1`."""
    token, before = tokens[i], tokens[i - 1]
    if before.kind is Kind.WORD and token.glued and _is_code_head(before):
        return _glued_tail(tokens, i)
    if before.key in {"-", "/", "+"} and before.glued and token.glued and tokens[i - 2].kind is Kind.WORD:
        head = tokens[i - 2].text
        if head[:1].isupper() and (head.isupper() or len(head) <= 4) and before.key in {"-", "+"}:
            return _glued_tail(tokens, i)
    if before.key == "." and before.glued and tokens[i - 2].text in {"Q", "P", "F", "H", "KP", "TX"}:
        return 1  # Q.7
    if token.key.isdigit() and len(token.key) <= 3 and noun_at(tokens, i + 1) is None and _hospital_name(tokens, i):
        return 1
    if before.key == "viện" and tokens.key(i + 1) == "-" and tokens[i + 2].kind is Kind.NUMBER:
        return 3  # Bệnh viện 19-8
    if before.key in _NAMED and tokens.key(i - 2) in _NAMED[before.key] and noun_at(tokens, i + 1) is None:
        return 1
    if before.key in {"đường", "phố"} and tokens.key(i + 1) == "/" and tokens[i + 2].kind is Kind.NUMBER:
        return 3  # đường 3/2
    if before.key in _PLACES and before.text[0].islower() and noun_at(tokens, i + 1) is None and tokens.key(i + 1) != "%":
        return _name_list(tokens, i)
    if tokens.words(i - 2, "cơ", "sở") and token.key.isdigit() and len(token.key) <= 2 and tokens.key(i + 1) not in {"%", "/"}:
        return 1  # Bệnh viện Bạch Mai cơ sở 2
    if before.key in {"vùng", "tuyến", "khu", "nhánh"} and tokens.key(i + 1) in {",", ";", ".", ")"}:
        return 1
    if tokens.key(i + 1) == "trong" and tokens[i + 2].kind is Kind.NUMBER and len(token.key + tokens.key(i + 2)) <= 3:
        return 3  # vắc xin 5 trong 1
    after = tokens[i + 1]
    if after.glued and after.kind is Kind.WORD and len(after.text) <= 2 and noun_at(tokens, i + 1) is None and after.key != "h":
        if after.text.isupper() or len(after.text) == 1:
            return _glued_tail(tokens, i)
    if {tokens.key(i - k) for k in range(1, 6)} & {"phiên", "version"} or before.key in {"chuẩn", "mẫu"}:
        return 1 if noun_at(tokens, i + 1) is None and tokens.key(i + 1) != "%" else 0
    if tokens.key(i - 2) == "số" and before.key in {"lô", "hiệu", "seri", "máy", "thẻ", "nhà", "tài"}:
        return 1
    if tokens.words(i + 1, "chương", "trình") and tokens.key(i + 3) in {"mục", "mtqg"}:
        return 1  # the three national target programmes are a name
    if tokens.key(i + 1) == "cấp" and tokens.key(i - 1) in {"phương", "quyền", "hình"}:
        return 1  # chính quyền địa phương 2 cấp
    if tokens.words(i + 1, "tại", "chỗ") or tokens.words(i + 1, "nhà") or tokens.words(i + 1, "không"):
        return 1 if tokens.key(i - 1) in {"châm", "liên", "kết"} else 0
    return 0


def _name_list(tokens: Tokens, i: int) -> int:
    """`thôn 2, 5, 11`: names that share one word."""
    j = i + 1
    while tokens.key(j) in {",", "và"} and tokens[j + 1].kind is Kind.NUMBER and len(tokens.key(j + 1)) <= 2:
        if noun_at(tokens, j + 2) is not None or tokens.key(j + 2) == "%":
            break
        j += 2
    return j - i


def _hospital_name(tokens: Tokens, i: int) -> bool:
    """`Bệnh viện Nhi đồng 1`, `Bệnh viện đa khoa số 2`: a number that ends a hospital's name."""
    if tokens.key(i + 1) in {"%", "/"}:
        return False
    for k in range(i - 1, max(-1, i - 5), -1):
        if tokens[k].kind is not Kind.WORD:
            return False
        if tokens.words(k, "bệnh", "viện"):
            return i - k > 2
        if tokens.key(k) == "khoa" and i - k == 2 and tokens[i - 1].text[0].isupper():
            return True
    return False


def _is_code_head(word: Token) -> bool:
    """Capitals or one letter glued to digits make a code; a Vietnamese word that lost its blank does not."""
    text = word.text
    return len(text) == 1 or text.isupper() or (text[0].isupper() and len(text) <= 3)


def _glued_tail(tokens: Tokens, i: int) -> int:
    j = i + 1
    while tokens[j].glued and (tokens[j].kind in (Kind.WORD, Kind.NUMBER)) and tokens[j].text[:1].isascii():
        j += 1
    return j - i


def ordinal(tokens: Tokens, i: int) -> int:
    """`thứ 3`, `lần 2`, `mũi 3, 4`, `nhóm 1,2`, `hạng 5`, `khóa 10`: names of one thing, or a list of them."""
    before = tokens.key(i - 1)
    if before not in _ORDINALS or before == "số" or not re.fullmatch(r"\d{1,3}|\d(?:,\d)+", tokens[i].key):
        return 0
    if before in {"cấp", "loại", "nhóm", "hạng", "kỳ", "thế"} and noun_at(tokens, i + 1) is not None:
        return 0
    if before in {"kỳ", "độ", "đợt", "vòng"} and not (tokens[i].key.isdigit() and len(tokens[i].key) <= 2):
        return 0
    if before == "độ" and tokens.key(i - 2) in {"nhiệt", "tốc", "mật", "tiến", "trình", "mức"}:
        return 0
    if tokens.key(i + 1) == "%":
        return 0
    j = i + 1
    while tokens.key(j) in {",", "và", "-"} and tokens[j + 1].kind is Kind.NUMBER and len(tokens.key(j + 1)) <= 2:
        if noun_at(tokens, j + 2) is not None or tokens.key(j + 2) == "%":
            break
        j += 2
    return j - i


def definition(tokens: Tokens, i: int) -> int:
    """`trẻ dưới 5 tuổi`, `từ 6 đến 59 tháng`, `vụ từ 30 người mắc trở lên`, `ít nhất 4 bệnh`, `khám thai đủ 4 lần`."""
    j = i + 1
    if tokens.key(j) in {"-", "đến"} and tokens[j + 1].kind is Kind.NUMBER:
        j += 2
    elif tokens.words(j, "đến", "dưới") and tokens[j + 2].kind is Kind.NUMBER:
        j += 3
    if tokens.key(j) == "độ" and tokens.key(j + 1) in {"c", ",", ";", ".", ")", "", "\n"}:
        return j + 1 - i  # temperature, strength of alcohol
    after, digits = tokens.key(j), tokens[i].key
    if after == "tuổi" and digits.isdigit() and not _life_expectancy(tokens, i):
        return j + 1 - i
    if after == "tháng" and tokens.key(j + 1) in {"tuổi"}:
        return j + 2 - i
    if after in _CLOCK:
        return j + 1 - i
    if after in _SPANS and after != "ngày" and digits.isdigit():
        return j + 1 - i
    if after == "ngày" and _bare_duration(tokens, i, j):
        return j + 1 - i
    before = tokens.key(i - 1)
    if before == "tuổi" and digits.isdigit() and len(digits) <= 3 and noun_at(tokens, j) is None and after != "%":
        return j - i  # lứa tuổi 1-4
    if before == "ngày" and digits.isdigit() and len(digits) <= 2 and after in {"và", ",", "hằng", "hàng"}:
        return _name_list(tokens, i)  # ngày 05 và 20 hằng tháng
    least = before in {"đủ", "≥"} or (before in {"nhất", "thiểu"} and tokens.key(i - 2) in {"ít", "tối"})
    if least and after in {"lần", "bệnh", "loại", "mũi", "liều", "vi", "chỉ", "tiêu"} and len(digits) <= 2:
        return j + 1 - i
    if before == "từ" and _up_from(tokens, j) and tokens.key(j) == "người":
        return j + 1 - i
    if tokens.key(j) == "người" and tokens.key(j + 1) == "mắc" and tokens.words(i - 2, "(", "trên"):
        return j + 1 - i  # vụ lớn (trên 30 người mắc)
    if before == "trong" and tokens.key(j) in {"kỳ", "thai", "thời"}:
        return 1
    return 0


def _life_expectancy(tokens: Tokens, i: int) -> bool:
    return any(tokens.words(k, "tuổi", "thọ") or tokens.words(k, "tuổi", "trung", "bình") for k in range(max(0, i - 12), i))


def _bare_duration(tokens: Tokens, i: int, j: int) -> bool:
    """`trong 42 ngày`, `trước 05 ngày làm việc` are terms; `6,5 ngày điều trị` is a figure."""
    if not tokens[i].key.isdigit():
        return False
    lead = {tokens.key(i - 1), tokens.key(i - 2)}
    return bool(lead & {"trong", "vòng", "trước", "sau", "quá", "hạn", "dưới", "mỗi"}) or tokens.key(j + 1) in {"làm", "kể", "liên"}


def _up_from(tokens: Tokens, j: int) -> bool:
    return any(tokens.words(k, "trở", "lên") for k in range(j, j + 5))


def day_and_month(tokens: Tokens, i: int) -> int:
    """`từ 15-4 đến 15-5`, `từ 18-25.10`: days written with a dash or a dot, where only `từ … đến` tells."""
    dash, second = tokens[i + 1], tokens[i + 2]
    if dash.key != "-" or not dash.glued or second.kind is not Kind.NUMBER or not second.glued or not tokens[i].key.isdigit():
        return 0
    day = int(tokens[i].key) if len(tokens[i].key) <= 2 else 99
    before = tokens.key(i - 1)
    if not 1 <= day <= 31 or before not in {"từ", "đến", "ngày", "hôm"}:
        return 0
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", second.key) and before == "từ":
        return 3
    month = second.key.isdigit() and len(second.key) <= 2 and 1 <= int(second.key) <= 12
    other_end = tokens.words(i - 4, "từ") or tokens.words(i - 5, "từ") or tokens.key(i + 3) in {"đến", "tới"}
    return 3 if month and (other_end or before in {"ngày", "hôm"}) else 0


def strength(tokens: Tokens, i: int) -> int:
    """`viên 500mg`, `Cloramin B 25%`, `loại 330ml`: the strength or size of a product."""
    after = tokens.key(i + 1)
    if after in _STRENGTHS or (after in {"ml", "g"} and tokens[i + 1].glued):
        return 2
    if tokens.key(i - 1).isalpha() and tokens.key(i + 1) in {'"', "'"} and any(tokens.key(k) in {'"', "'"} for k in range(max(0, i - 4), i)):
        return 1  # "Vita 7"
    if after == "%":
        k = i - 1
        if len(tokens.key(k)) == 1 and tokens[k].text.isupper():
            k -= 1
        if tokens.key(k) in _PRODUCTS and tokens.key(k - 1) not in {"mật", "tốc", "trình", "tiến", "mức", "cường"}:
            return 2
    return 0


def section_number(tokens: Tokens, i: int) -> int:
    """`1.`, `3.1.2.`, `3.1.1.Về`, `2)`, `(3)` where a line or a clause begins."""
    digits, after = tokens[i].key, tokens[i + 1]
    marker = tokens.line_start(i)
    k = i
    while not marker and tokens.key(k - 1) in {"*", "-", "+", "•", "#", "("} and i - k < 2:
        k -= 1
        marker = tokens.line_start(k)
    dotted = re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){1,4}", digits) is not None
    if marker and re.fullmatch(r"\d{1,2}", digits) and after.key in {".", ")", "/", ":"} and after.glued:
        if after.key in {".", ")", ":"} or tokens[i + 2].kind is Kind.WORD and not tokens[i + 2].glued:
            return 2 if tokens[i + 2].kind is not Kind.NUMBER or not tokens[i + 2].glued else 0
        return 0
    if marker and dotted and after.kind is not Kind.BREAK and not _rate_follows(tokens, i + 1):
        return 2 if after.key in {".", ")"} else 1
    if tokens.key(i - 1) == "(" and after.key == ")" and re.fullmatch(r"\d{1,2}", digits):
        lead = tokens.key(i - 2)
        if marker or lead in {";", ":", ",", ".", "gồm", "là"}:
            return 2
    if tokens.key(i - 1) == "[" and after.key == "]":
        return 2
    return 0


def _rate_follows(tokens: Tokens, index: int) -> bool:
    return tokens.key(index) in {"%", "‰"} or density_at(tokens, index) is not None


def long_number(tokens: Tokens, i: int) -> int:
    """Phone, account and identity numbers: long runs of digits that nothing groups and no unit follows."""
    match = _PHONE.match(tokens.text, tokens[i].start)
    if match and sum(c.isdigit() for c in match.group()) >= 8:
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:,\d+)?", tokens[i].key)
        if not (grouped and tokens[i].key[0] != "0"):
            return max(1, tokens.at(match.start() + len(match.group().rstrip())) - i)
    digits = tokens[i].key
    if digits.isdigit() and (len(digits) >= 10 or (len(digits) == 9 and digits[0] == "0")):
        return 0 if tokens.key(i + 1) in {"đồng", "đ", "vnđ"} else 1
    return 0


def web_address(tokens: Tokens, i: int) -> int:
    """Digits inside a link or an e-mail address."""
    window = tokens.text[max(0, tokens[i].start - 200) : tokens[i].end]
    word = re.split(r"\s", window)[-1]
    return 1 if "://" in word or "www." in word or ("@" in word and "." in word) else 0


PRODUCTIONS: tuple[tuple[str, Production], ...] = (
    ("section", section_number),
    ("document", document_number),
    ("document", article),
    ("document", standard),
    ("code", long_number),
    ("code", web_address),
    ("name", name_or_code),
    ("date", day_and_month),
    ("strength", strength),
    ("definition", definition),
    ("name", ordinal),
)


def excluded(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """Why the number at `i` is no quantity, and how many tokens that takes; None when it may be one."""
    for kind, production in PRODUCTIONS:
        length = production(tokens, i)
        if length:
            return kind, length
    return None
