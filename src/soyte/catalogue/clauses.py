"""Where the words of one figure end and those of the next begin."""

from __future__ import annotations

import re
from functools import lru_cache

from soyte.catalogue.words import words_of
from soyte.text import fold

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NOT_FIGURES = re.compile(
    # dates, periods, numbers of documents and of kinds
    r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])(?:[/-]\d{4})?(?![\d.,]*\d)"
    r"(?![\d/]*\s*(?:xã|trạm|cơ sở|bệnh viện|chỉ tiêu|huyện|đơn vị|tiêu chí|tỷ|triệu))"
    r"|\b(?:ngày|tháng|năm|quý|tuần|giai đoạn|khoản|điều|mũi|độ|nhóm|thứ|lần|liều|đề án|mức)\s+\d+(?:[/-]\d+)*"
    r"|\b(?:biểu|bảng|phụ lục|hình)\s+\d+(?:\.\d+)*"
    r"|\b(?:bão|công văn|kế hoạch|thông tư|nghị quyết|quyết định|chỉ thị|đề án|nghị định|phụ lục) số\s+\d+"
    r"|\b[IVX]+/\d{4}|\d{4}\s*-\s*\d{4}|\b20\d\d(?=\s*[:)])|\d+/(?:\d+/)?[A-ZĐ]"
    # ages, names and definitions inside an indicator, bases of densities
    r"|\d+\s*(?:tháng\s+)?tuổi|[^\W\d_]+-?\d+\+?|covid-?\s*19|(?:/|trên|trên 1)\s*10[0.]*000"
    r"|\d+\s*(?:lần|loại|mũi|bệnh|thai kỳ|trong 1|giờ|tháng|ngày đầu|g|gram)\b|(?:dưới|trên)\s2[.,]?500\b"
    r"|\b(?:từ|trên)\s\d+\s(?:người|ca)\s(?:mắc|trở lên)"
    r"|(?:/|trên |so với )100 (?:trẻ|bé|cháu|nữ)"
    # nouns that only say of what: `của 3 dự án`
    r"|\b(?:của|tại|thuộc|ở)\s+\d+(?:[.,]\d+)*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:()\[\]•]|\.(?=\s|$)|\n")
_MONEY_CLAUSE = re.compile(r"\bvới\s(?=số tiền|tổng|kinh phí|trị giá)", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:không|chưa)\s(?:ghi nhận|có|xảy ra|xẩy ra|phát hiện|để)\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;:()\[\]]|\.\s|\n")
_TOPIC = re.compile(r",|;|\bvà\b", re.IGNORECASE)
_HARD_BREAK = re.compile(r"[;:()\[\]•]|\.(?=\s|$)|\n")
# A comma inside a name or a plain list does not end a clause.
_JOINING_COMMA = re.compile(
    r"\b(?:thanh|thanh tra|khám|khám bệnh|y|xã|phường|huyện|tỉnh|thôn|bản|buôn|ấp|tổ chức|sản xuất|cặp nam|nam"
    r"|sửa chữa|chỉ đạo|thuốc|tư vấn|phòng|nhà thuốc|giám sát|kiểm tra|tâm thần phân liệt|khiếu nại|nhiệm vụ|bệnh"
    r"|đánh giá|nhóm nhiệm vụ),(?= \w)",
    re.IGNORECASE,
)
_TAIL_END = re.compile(r"[,;()\[\]•/]|\.(?=\s)|\n|\btrong đó\s", re.IGNORECASE)
_TAIL_JOINED = re.compile(
    r"(?<!đạt )\b(?:và|còn)\s(?!vượt)|(?<!đối )(?<!so )\b(?:với|gồm)\s+(?:(?:hơn|gần|khoảng|trên|tổng số)\s+)?$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"\s*(?:và|còn|trong khi|trong đó|so với|trên tổng|trong tổng|trên số)\s"
    r"|\s*với\s(?=số|tổng|kinh phí|trên|gần|hơn|khoảng|trị giá)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"(?:\b(?:là|đạt|có|chiếm|gồm|với|được|trên|gần|hơn|khoảng)|:)\s*$", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"\s*(?:\w+\s+){0,3}(?:và|,)(?:\s+(?:hơn|gần|khoảng|trên))?\s*", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:tăng|giảm)\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\b(?:chiếm|đạt|bằng|tương đương)\b", re.IGNORECASE)
_FRACTION = re.compile(r"[\d.,]*\d\s*%?\s*\(?\s*(?:[\d.,]*\d\s*)?/\s*[\d.,]*\d\s*\)?")
_FILLERS = frozenset(
    word
    for word, _ in words_of(
        "kết quả đạt được năm tháng tuần quý ngày ước thực hiện kế hoạch trong lũy kế tích cộng dồn số lượng tổng toàn"
        " tỉnh thành phố là có so với đến nay hiện ghi nhận phát cả chung cụ thể như sau gồm bao tính từ đầu hết cùng"
        " kỳ trước ca trường hợp lượt người khoảng gần trên hơn dưới tăng giảm mục tiêu chỉ giao đã tại địa bàn đó"
        " xuống lên còn tỷ lệ chiếm thành công xã tỷ triệu đồng cơ sở các thêm mức bằng khu vực nông thôn thị miền núi"
    )
)


# What stands around cases of whatever disease is the subject.
_OF_CASES = frozenset(
    word
    for word, _ in words_of(
        "mắc bệnh tử vong chết mới nhiễm dương tính xác định bệnh nhân người dịch dân vụ qua này nay tuần trước từ không"
        " chưa không_tử_vong tích luỹ lũy kế cộng dồn thêm quận huyện thị xã phường tỉnh đặc khu trạm thôn sau khi các"
        " những tại ở do vì riêng còn lại trên toàn quốc nước ngày đến hiện khu vực nhất cao thấp nhiều ít hơn so cùng"
        " kỳ năm ngoái ngành y tế sở trung tâm kiểm soát bệnh tật theo báo cáo thống kê hệ thống giám sát về cho biết"
    )
)
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
_PROPER_NAME = re.compile(rf"\b[{_CAPITALS}][^\W\d_]*(?:\s[{_CAPITALS}][^\W\d_]*)+")


@lru_cache(maxsize=1024)
def figures_of(text: str) -> tuple[tuple[int, int], ...]:
    """The digit strings of a text that count something; not dates, ages, doses, names or bases of densities."""
    masked = _NOT_FIGURES.sub(lambda m: "x" * len(m.group()), text)
    return tuple(m.span() for m in _DIGITS.finditer(masked))


def parted_at(text: str) -> list[int]:
    """Where no name can run on: at commas, colons and brackets (but `khám bệnh, chữa bệnh` is joined)."""
    return [m.start() for m in _PARTED.finditer(_joined(text))]


def topics(heading: str) -> int:
    """How many things a heading lists (`HIV/AIDS, lao, sốt rét` three)."""
    return 1 + len(_TOPIC.findall(_joined(heading)))


def names_nothing(words: str) -> bool:
    """Whether these words name no thing: apart from proper names only words that go with cases of any disease."""
    return all(
        word in _FILLERS or word in _OF_CASES or word[0].isdigit() or word in "%<>"
        for word, _ in words_of(_PROPER_NAME.sub(" ", words))
    )


def says_nothing(words: str) -> bool:
    """Whether these words only introduce a figure (`kết quả đạt`, `năm 2024 ước đạt`)."""
    return all(word in _FILLERS or word[0].isdigit() or word == "%" for word, _ in words_of(words))


def breaks_of(before: str) -> list[int]:
    """Where clauses start in the words before a figure; a colon introduces, it does not part."""
    return [m.end() for m in _BREAK.finditer(_joined(before)) if m.group() != ":"]


def own_words(before: str, given: str) -> int:
    """Where the words behind another figure stop being that one's: at a break, and not before its unit ends."""
    end = _TAIL_END.search(_joined(before)) or _TAIL_JOINED.search(before)
    unit = len(before.rstrip()) - len(given.strip()) if given.strip() and before.rstrip().endswith(given.strip()) else 0
    return max(end.end() if end else 0, 0 if _DIGITS.search(before, 0, unit) else unit)


def denied_words(before: str) -> int:
    """Where words end that deny something else before the figure (`không có vụ lớn, tuy vậy còn xảy ra 1 vụ`)."""
    last = max(breaks_of(before), default=0)
    return last if _DENIED.search(before, 0, last) else 0


def past_unit(behind: str, given: str) -> int:
    """Where the words behind the unit start, for a reader that gives them (`given`)."""
    return max(fold(behind).find(fold(given.strip()[:16])), 0) if given.strip() else 0


def end_of_own(behind: str, given: str, opens: bool) -> tuple[int, int]:
    """Up to where a phrase behind a figure may start, and end, to speak of it; one that opens its line has more."""
    unit = past_unit(behind, given)
    if _NEXT_CLAUSE.match(behind, max(unit - 1, 0)):
        return unit, unit
    text = _joined(behind)
    soft, hard = (_HARD_BREAK if opens else _BREAK).search(text), _HARD_BREAK.search(text)
    money = _MONEY_CLAUSE.search(behind)
    limit = min(m.start() if m else len(behind) for m in (soft, money))
    if _INTRODUCES.search(behind) and " và " in behind:
        limit = min(limit, behind.rindex(" và "))  # `… và khu vực nông thôn là` belongs to the next figure
    return limit, hard.start() if hard else len(behind)


def states_share(words: str, mute: bool) -> bool:
    """Whether words make the percentage behind them one of what was just counted (`2.031 trẻ, chiếm`)."""
    return bool(_SHARE_OF.search(words)) or (mute and not _CHANGE.search(words))


def shares_what_follows(behind: str) -> bool:
    """Whether two figures stand side by side before what both are of (`12 tập thể và 45 cá nhân được tặng …`)."""
    return bool(_SIDE_BY_SIDE.fullmatch(behind))


def past_fraction(line: str, at: int) -> int:
    """Where the digits at `at` end; those of `a/b` and `c% (a/b)` end together, for one noun counts for all."""
    digits = _FRACTION.match(line, at) or _DIGITS.match(line, at)
    return digits.end() if digits else at


def locate(before: str, after: str, line: str) -> int | None:
    """Where the figure starts in its line, from the words on both sides."""
    before, after = before.strip(), after.strip()[:12]
    start = 0
    while (found := line.find(before, start) if before else start) >= 0:
        digits = _DIGITS.search(line, found + len(before))
        if digits is None:
            return None
        near = digits.start() - found - len(before) <= 25
        if near and after in line[digits.end() : digits.end() + 60 + len(after)]:
            return digits.start()
        start = digits.end() if not before else found + 1
    return None


def _joined(text: str) -> str:
    return _JOINING_COMMA.sub(lambda m: m.group()[:-1] + " ", text)
