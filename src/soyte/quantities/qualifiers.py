"""The words in front of (or behind) a number that say how exactly it is meant."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.quantities.tokens import Kind, Tokens

_COMPARATIVES = {"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "tốt", "kém", "nhanh", "dài", "ngắn"}

# Words right before the number, longest first: qualifier, does it include the bound.
_BEFORE: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("không", "vượt", "quá"), "under", True),
    (("không", "thấp", "hơn"), "at_least", True),
    (("không", "cao", "hơn"), "under", True),
    (("chưa", "đầy"), "under", False),
    (("chưa", "đến"), "under", False),
    (("chưa", "tới"), "under", False),
    (("không", "đến"), "under", False),
    (("không", "quá"), "under", True),
    (("không", "dưới"), "at_least", True),
    (("không", "kém"), "at_least", True),
    (("nhỏ", "hơn"), "under", False),
    (("thấp", "hơn"), "under", False),
    (("lớn", "hơn"), "over", False),
    (("ít", "nhất"), "at_least", True),
    (("tối", "thiểu"), "at_least", True),
    (("tối", "đa"), "under", True),
    (("nhiều", "nhất"), "under", True),
    (("xấp", "xỉ"), "approx", False),
    (("dự", "kiến"), "approx", False),
    (("ước", "tính"), "approx", False),
    (("ước", "đạt"), "approx", False),
    (("ước", "khoảng"), "approx", False),
    (("ước",), "approx", False),
    (("khoảng",), "approx", False),
    (("gần",), "approx", False),
    (("ngót",), "approx", False),
    (("chừng",), "approx", False),
    (("hơn",), "over", False),
    (("trên",), "over", False),
    (("dưới",), "under", False),
    (("<", "="), "under", True),
    (("=", "<"), "under", True),
    (("=", ">"), "at_least", True),
    ((">", "="), "at_least", True),
    (("<",), "under", False),
    ((">",), "over", False),
    (("≤",), "under", True),
    (("≥",), "at_least", True),
    (("~",), "approx", False),
    (("≈",), "approx", False),
)
_BY_LAST_WORD: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
for _entry in _BEFORE:
    _BY_LAST_WORD.setdefault(_entry[0][-1], []).append(_entry)
_ESTIMATES = {"ước", "dự"}
_LINKS = {
    "đạt", "là", "có", "thực", "hiện", "được", "khoảng", "tính", "cả", "năm", "khám", "còn", "chiếm", "kiến",
}  # fmt: skip


@dataclass(frozen=True)
class Qualified:
    """The qualifier found, whether its bound counts, whether the figure is an estimate, and where its words begin."""

    name: str
    inclusive: bool
    estimate: bool
    lead: int


def qualifier_before(tokens: Tokens, i: int) -> Qualified:
    """The qualifier in front of token `i`. `trên địa bàn` never stands there; `cao hơn` is a comparison, not one."""
    name, inclusive, lead, estimate = "exact", False, i, False
    for words, found, bound in _BY_LAST_WORD.get(tokens.key(i - 1), ()):
        start = i - len(words)
        if start < 0 or not tokens.words(start, *words):
            continue
        if words == ("hơn",) and tokens.key(start - 1) in _COMPARATIVES:
            break
        if words in {("thấp", "hơn"), ("lớn", "hơn"), ("nhỏ", "hơn")} and not _is_bound(tokens, start):
            break
        name, inclusive, lead = found, bound, start
        break
    estimate = tokens.key(lead) in _ESTIMATES and lead < i
    k = lead - 1
    while k >= 0 and lead - k <= 5 and tokens[k].kind is Kind.WORD and tokens.key(k) in _LINKS | _ESTIMATES:
        if tokens.key(k) == "ước" or tokens.words(k, "dự", "kiến"):
            estimate = True
            if name == "exact":
                name, lead = "approx", k
            break
        k -= 1
    return Qualified(name, inclusive, estimate, lead)


def _is_bound(tokens: Tokens, start: int) -> bool:
    """`phải thấp hơn 10%`, `(nhỏ hơn 5)`: a bound; `thấp hơn 2,1 điểm` after a subject is a comparison."""
    return tokens.key(start - 1) in {"phải", "(", "mức", "là", ":", "tiêu", "ngưỡng"}


def qualifier_after(tokens: Tokens, index: int) -> tuple[str, bool] | None:
    """`trở lên`, `trở xuống`, `hoặc hơn` behind the unit (one noun may stand between)."""
    for skip in range(4):
        if tokens.words(index + skip, "trở", "lên"):
            return "at_least", True
        if tokens.words(index + skip, "trở", "xuống"):
            return "under", True
        if tokens[index + skip].kind is not Kind.WORD:
            return None
    return None
