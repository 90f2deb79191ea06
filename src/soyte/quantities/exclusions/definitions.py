"""Numbers inside a definition: ages, terms, minimal doses, strengths of products."""

from __future__ import annotations

import re

from soyte.quantities.exclusions.names import name_list
from soyte.quantities.tokens import Kind, Tokens
from soyte.quantities.units import density_at, noun_at

_STRENGTHS = {"mg", "mcg", "µg", "μg", "iu", "ui", "kva", "kw", "mhz", "bit", "gb", "mb", "tb", "mbps", "tesla"}
_PRODUCTS = {
    "cloramin", "chloramin", "cloraminb", "chloraminb", "cồn", "độ", "dịch", "oxy", "povidin", "povidine",
    "aquatabs",
}  # fmt: skip
_PIECES = {"vỉ", "viên", "ống", "lọ", "gói", "chai", "liều"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = {"giờ", "phút", "giây"}
_SPANS = {"tháng", "tuần", "năm", "ngày", "quý"}


def definition(tokens: Tokens, i: int) -> int:
    """`trẻ dưới 5 tuổi`, `từ 6 đến 59 tháng`, `vụ từ 30 người mắc trở lên`, `ít nhất 4 bệnh`, `khám thai đủ 4 lần`."""
    j = i + 1
    if tokens.key(j) in {"-", "đến"} and tokens[j + 1].kind is Kind.NUMBER:
        j += 2
    elif tokens.words(j, "đến", "dưới") and tokens[j + 2].kind is Kind.NUMBER:
        j += 3
    after, digits, before = tokens.key(j), tokens[i].key, tokens.key(i - 1)
    if tokens.key(j) == "°":
        return j + 2 - i  # 2 - 8°C
    if tokens.words(j, "bản", "sao"):
        return j + 2 - i  # dưới 1.000 bản sao/ml
    if before == "lọc" and tokens.key(j) == "bệnh" and tokens.key(j + 1) != "nhân" and len(digits) <= 2:
        return j + 1 - i  # sàng lọc 5 bệnh: a package
    if tokens.words(j, "bình", "luận") or tokens.words(j, ")", "bình", "luận") or tokens.words(j, "lát", "cắt"):
        return j + 2 - i
    if tokens.key(j) == "độ" and tokens.key(j + 1) in {"c", ",", ";", ".", ")", "", "\n"}:
        return j + 1 - i  # temperature, strength of alcohol
    if after == "tuổi" and digits.isdigit() and not _life_expectancy(tokens, i):
        return j + 1 - i
    if after == "tháng" and tokens.key(j + 1) in {"tuổi"}:
        return j + 2 - i
    if after in _CLOCK and not _measured(tokens, i):
        return j + 1 - i
    if after in _SPANS and after != "ngày" and digits.isdigit() and not _measured(tokens, i):
        return j + 1 - i
    if after == "ngày" and _bare_duration(tokens, i, j):
        return j + 1 - i
    if before == "tuổi" and digits.isdigit() and len(digits) <= 3 and noun_at(tokens, j) is None and after != "%":
        return j - i  # lứa tuổi 1-4
    if before == "ngày" and digits.isdigit() and len(digits) <= 2 and after in {"và", ",", "hằng", "hàng"}:
        return name_list(tokens, i)  # ngày 05 và 20 hằng tháng
    if before == "từ" and tokens.key(i - 2) == "tuổi":
        return j - i  # tuổi từ 40 đến 69
    if _course(tokens, i, j):
        return j + 1 - i
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


def _course(tokens: Tokens, i: int, j: int) -> bool:
    """`khám thai 4 lần trở lên`, `tiêm 2 mũi`, `đủ 2 con`, `dưới 2.500 gram`: what an indicator asks of one person."""
    after, before, digits = tokens.key(j), tokens.key(i - 1), tokens.key(i)
    if after in {"g", "gam", "gram"}:
        return digits in {"2500", "2.500", "1500", "1.500"}
    if len(digits) > 1 or not digits.isdigit():
        return False
    if after == "lần":
        return "thai" in {before, tokens.key(i - 2)} or tokens.words(j + 1, "trở", "lên")
    if after in {"mũi", "liều"}:
        return before in {"tiêm", "uống"}
    return after == "con" and before in {"đủ", "sinh", "có", "đình"}


def _measured(tokens: Tokens, i: int) -> bool:
    """`thời gian làm thủ tục trung bình giảm từ 15 phút xuống còn 3 phút`: a length of time that is a result."""
    before = {tokens.key(k) for k in range(max(0, i - 9), i)}
    return bool(before & {"bình", "giảm", "rút", "xuống", "sống"}) and not before & {"vòng", "tuổi", "kỳ"}


def _life_expectancy(tokens: Tokens, i: int) -> bool:
    return any(
        tokens.words(k, "tuổi", "thọ") or tokens.words(k, "tuổi", "trung", "bình") for k in range(max(0, i - 12), i)
    )


def _bare_duration(tokens: Tokens, i: int, j: int) -> bool:
    """`trong 42 ngày`, `trước 05 ngày làm việc` are terms; `6,5 ngày điều trị` is a figure."""
    if not tokens[i].key.isdigit():
        return False
    if len(tokens[i].key) <= 2 and tokens.key(j + 1) not in {"điều", "công", "giường"} and not _measured(tokens, i):
        return True
    lead = {tokens.key(i - 1), tokens.key(i - 2)}
    return bool(lead & {"trong", "vòng", "trước", "sau", "quá", "hạn", "dưới", "mỗi"}) or tokens.key(j + 1) in {
        "làm",
        "kể",
        "liên",
    }


def _up_from(tokens: Tokens, j: int) -> bool:
    return any(tokens.words(k, "trở", "lên") for k in range(j, j + 5))


def strength(tokens: Tokens, i: int) -> int:
    """`viên 500mg`, `Cloramin B 25%`, `loại 330ml`: the strength or size of a product."""
    after = tokens.key(i + 1)
    if after == "/" and tokens.key(i + 3) == "mmhg":
        return 4  # huyết áp 140/90 mmHg
    if _package(tokens, i):
        return 2
    if after == "gb" and density_at(tokens, i + 2) is not None:
        return 0  # 51,3 GB/vạn dân: beds
    if after in _STRENGTHS or (after in {"ml", "g"} and tokens[i + 1].glued):
        return 2
    if (
        tokens.key(i - 1).isalpha()
        and tokens.key(i + 1) in {'"', "'"}
        and any(tokens.key(k) in {'"', "'"} for k in range(max(0, i - 4), i))
    ):
        return 1  # "Vita 7"
    if after == "%":
        k = i - 1
        if len(tokens.key(k)) == 1 and tokens[k].text.isupper():
            k -= 1
        if tokens.key(k) in _PRODUCTS and tokens.key(k - 1) not in {"mật", "tốc", "trình", "tiến", "mức", "cường"}:
            return 2
    return 0


def _package(tokens: Tokens, i: int) -> bool:
    """`hộp 10 vỉ x 10 viên`."""
    return tokens.key(i + 1) in _PIECES and tokens.key(i - 1) in {"hộp", "vỉ", "lọ", "chai", "gói", "thùng", "x"}


def years_in_a_row(tokens: Tokens, i: int) -> int:
    """`2019 2020 Sơ bộ 2021`: the heading of a table whose columns are lost."""
    neighbours = (tokens[i - 1], tokens[i + 1], tokens[i - 3])
    beside = any(t.kind is Kind.NUMBER and _YEAR.fullmatch(t.key) for t in neighbours)
    return 1 if _YEAR.fullmatch(tokens.key(i)) and beside and noun_at(tokens, i + 1) is None else 0


def day_and_month(tokens: Tokens, i: int) -> int:
    """`từ 15-4 đến 15-5`, `từ 18-25.10`: days written with a dash or a dot, where only `từ … đến` tells."""
    dash, second = tokens[i + 1], tokens[i + 2]
    if (
        dash.key != "-"
        or not dash.glued
        or second.kind is not Kind.NUMBER
        or not second.glued
        or not tokens[i].key.isdigit()
    ):
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
