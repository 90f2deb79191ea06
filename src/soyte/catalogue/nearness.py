"""How strongly each phrase of the catalogue belongs to one figure, by where it stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from soyte.catalogue.labels import LabelIndex
from soyte.catalogue.words import words_of
from soyte.text import fold

AT, AFTER, EARLIER, CLAUSE, LINE, ELSEWHERE = 1.0, 0.95, 0.8, 0.7, 0.5, 0.3
HEADINGS = (0.5, 0.4, 0.3)
PROMOTED = 0.75  # a heading over a line that names nothing itself: as good as words in the line
FADING = 0.001  # a letter: of two names on one side the nearer one counts more
SHORT_HEADING, LONG_HEADING = 30, 40  # words: a longer one may speak for a silent line no more; it is a paragraph
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BREAK = re.compile(r"[,;:()\[\]•]|\.(?=\s|$)|\n")
_HARD_BREAK = re.compile(r"[;:()\[\]•]|\.(?=\s|$)|\n")
_TAIL_END = re.compile(r"[,;()\[\]•]|\.(?=\s)|\n|\b(?:và|còn|trong đó)\s")
_NEXT_CLAUSE = re.compile(r"\s*(?:và|còn|với|trong khi|trong đó|so với|trên tổng|trong tổng|trên số)\s")
_INTRODUCES = re.compile(r"(?:\b(?:là|đạt|có|chiếm|gồm|với|được|trên|gần|hơn|khoảng)|:)\s*$")
_FRACTION = re.compile(r"[\d.,]*\d\s*%?\s*\(?\s*(?:[\d.,]*\d\s*)?/\s*[\d.,]*\d\s*\)?")
_EMBEDDED = re.compile(r"\b(?:của|tại|thuộc|ở)\s+\d[\d.,]*[^\d.,;:]{0,25}$", re.IGNORECASE)  # `của 3 dự án`
_NOT_FIGURES = re.compile(
    r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?"
    r"|\b(?:ngày|tháng|năm|quý|tuần|giai đoạn|số|khoản|điều|đến|mũi|độ|nhóm)\s+\d+(?:[/-]\d+)*"
    r"|\d{4}\s*-\s*\d{4}|covid-?\s*19|\d+\s*(?:tháng\s+)?tuổi|(?:/|trên)\s*10[0.]*000|\d+/\d+/[A-ZĐ]"
    r"|\b(?:của|tại|thuộc|ở)\s+\d+(?:[.,]\d+)*",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    word
    for word, _ in words_of(
        "kết quả đạt được năm tháng tuần quý ngày ước thực hiện kế hoạch trong lũy kế tích cộng dồn số lượng tổng toàn"
        " tỉnh thành phố là có so với đến nay hiện ghi nhận phát cả chung cụ thể như sau gồm bao tính từ đầu hết cùng"
        " kỳ trước ca trường hợp lượt người khoảng gần trên hơn dưới tăng giảm mục tiêu chỉ giao đã tại địa bàn đó"
        " xuống lên còn tỷ lệ chiếm thành công"
    )
)


@dataclass(frozen=True)
class Surroundings:
    """The words around one figure; `line` holds it at `at` (found from the words on both sides if not given)."""

    before: str
    after: str
    line: str
    headings: tuple[str, ...]
    unit: str
    at: int | None = None


@dataclass(frozen=True)
class Scan:
    """The phrases of one text as (phrase, offset, offset of its last word), and where its figures start."""

    phrases: tuple[tuple[int, int, int], ...]
    figures: tuple[int, ...]
    words: int


class Weights(dict[int, float]):
    """The best weight of each phrase."""

    def raise_to(self, phrase: int, weight: float) -> None:
        """Keep the higher of the two."""
        if weight > self.get(phrase, 0.0):
            self[phrase] = weight


class Weigher:
    """Weighs the phrases around figures; texts seen before (a line, a heading) are not scanned again."""

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._scan = lru_cache(maxsize=8192)(self._scan_text)

    def around(self, figure: Surroundings) -> tuple[Weights, bool]:
        """The weights, and whether only headings can name this figure."""
        before, line, headings, unit = figure.before, figure.line, figure.headings, figure.unit
        weights = Weights()
        for level, heading in enumerate(headings):
            scan = self._scan(heading)
            if scan.words <= LONG_HEADING:
                for phrase, _, _ in scan.phrases:
                    weights.raise_to(phrase, HEADINGS[min(level, 2)])
        at = figure.at if figure.at is not None else _locate(before, figure.after, line)
        start = _start_of(before, line, at)
        own = _own_words(before, line, start)
        silent = says_nothing(before)
        after = _past_fraction(figure.after, line, at)
        if own and unit == "%" and says_nothing(before[own:]) and says_nothing(after):
            own = 0  # a share of what the words behind the previous figure name
        self._add_line(weights, line, at, start + own)
        self._add_before(weights, before, own)
        noun = _unit_as_written(after, line, at)
        self._add_behind(weights, ("" if "/" in unit else unit) if noun is None else noun, after, silent and not start)
        for phrase, _, _ in self._scan(unit).phrases:
            weights.raise_to(phrase, AT)
        return weights, silent and says_nothing(after)

    def promote(self, weights: Weights, words: str) -> Weights:
        """The weights when other words speak for the figure: the heading above, or for a share the line before it."""
        promoted = Weights(weights)
        scan = self._scan(words)
        if scan.words <= SHORT_HEADING:
            for phrase, _, _ in scan.phrases:
                promoted.raise_to(phrase, PROMOTED)
        return promoted

    def _add_line(self, weights: Weights, line: str, at: int | None, own: int) -> None:
        scan = self._scan(line)
        for phrase, offset, _ in scan.phrases:
            if at is None or offset > at:
                weights.raise_to(phrase, ELSEWHERE)
                continue
            between = sum(offset < figure < at for figure in scan.figures) or (offset < own)
            weights.raise_to(phrase, CLAUSE if not between else LINE if between == 1 else LINE - 0.05)

    def _add_before(self, weights: Weights, before: str, own: int) -> None:
        breaks = [m.end() for m in _BREAK.finditer(before) if m.group() != ":"]
        last = max(breaks, default=0)
        for phrase, offset, _ in self._scan(before).phrases:
            near = AT - min(FADING * (len(before) - offset), AT - EARLIER)
            weights.raise_to(phrase, LINE if offset < own else near if offset >= last else EARLIER)

    def _add_behind(self, weights: Weights, noun: str, after: str, opens: bool) -> None:
        soft = (_HARD_BREAK if opens else _BREAK).search(after)
        hard = _HARD_BREAK.search(after)
        limit, end = (m.start() if m else len(after) for m in (soft, hard))
        if _NEXT_CLAUSE.match(after):
            limit = 0
        elif _INTRODUCES.search(after) and " và " in after:
            limit = min(limit, after.rindex(" và "))
        shift = len(noun) + 1
        for phrase, offset, last in self._scan(f"{noun} {after}").phrases:
            inside = offset < limit + shift and last < (end if limit else 0) + shift
            weights.raise_to(phrase, max(AFTER - FADING * offset, EARLIER) if inside else ELSEWHERE)

    def _scan_text(self, text: str) -> Scan:
        spelt = words_of(text)
        found = self._index.scan([word for word, _ in spelt])
        masked = _NOT_FIGURES.sub(lambda m: "x" * len(m.group()), text)
        return Scan(
            tuple((one.phrase, spelt[one.start][1], spelt[one.end - 1][1]) for one in found),
            tuple(m.start() for m in DIGITS.finditer(masked)),
            len(spelt),
        )


def says_nothing(words: str) -> bool:
    """Whether these words only introduce a figure (`kết quả đạt`, `năm 2024 ước đạt`)."""
    return all(word in _FILLERS or word[0].isdigit() for word, _ in words_of(words))


def _start_of(before: str, line: str, at: int | None) -> int:
    """Where the words before a figure start in its line."""
    if at is None:
        return 0
    found = line.rfind(before.strip(), 0, at) if before.strip() else at
    return max(found, 0)


def _own_words(before: str, line: str, start: int) -> int:
    """Where the words before a figure become its own: behind another figure they are that one's up to a break."""
    previous = line[:start].rstrip()
    if not before.strip() or not previous or previous[-1] in ",;:.(" or _EMBEDDED.search(previous):
        return 0
    end = _TAIL_END.search(before)
    return end.end() if end else 0


def _unit_as_written(after: str, line: str, at: int | None) -> str | None:
    """The words between the digits and `after`: `ca tử vong` where the unit is just `ca`."""
    if at is None:
        return None
    digits = DIGITS.match(line, at)
    behind = line[digits.end() if digits else at :]
    wanted = fold(after.strip())[:24]
    if not wanted:
        following = DIGITS.search(behind)
        return behind[: following.start()] if following else behind
    end = fold(behind[:90]).find(wanted)
    return behind[:end] if end >= 0 else None


def _past_fraction(after: str, line: str, at: int | None) -> str:
    """The words behind `a/b` or `c% (a/b)` belong to all of its figures."""
    if at is None or not (after.strip() in ("", "(") or after.lstrip().startswith("/")):
        return after
    fraction = _FRACTION.match(line, at)
    if fraction is None:
        return after
    following = DIGITS.search(line, fraction.end())
    return line[fraction.end() : following.start() if following else len(line)]


def _locate(before: str, after: str, line: str) -> int | None:
    """Where the figure starts in its line, from the words on both sides."""
    before, after = before.strip(), after.strip()[:12]
    start = 0
    while (found := line.find(before, start) if before else start) >= 0:
        digits = DIGITS.search(line, found + len(before))
        if digits is None:
            return None
        near = digits.start() - found - len(before) <= 25
        if near and after in line[digits.end() : digits.end() + 60 + len(after)]:
            return digits.start()
        start = digits.end() if not before else found + 1
    return None
