"""Units as reports write them: nouns of counting, money, rates, and densities such as `giường/10.000 dân`."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from soyte.quantities.model import NO_UNIT, Unit, UnitKind
from soyte.quantities.tokens import Kind, Tokens, tokenise
from soyte.quantities.words import SCALES

_PERCENT = Unit("%", UnitKind.PERCENT)
_PERMILLE = Unit("‰", UnitKind.PERMILLE)
SEX_RATIO = Unit("trẻ trai/100 trẻ gái", UnitKind.DENSITY)
_POINTS = Unit("điểm phần trăm", UnitKind.POINTS)

# What a rate may be counted over. `trên 100.000 người` is a count, so people need the slash.
_BASES = {100: "100", 1000: "1.000", 10_000: "10.000", 100_000: "100.000", 1_000_000: "1.000.000"}
_BASE_NOUNS = (
    ("dân",),
    ("người", "dân"),
    ("dân", "số"),
    ("trẻ", "đẻ", "sống"),
    ("trẻ", "sinh", "sống"),
    ("trẻ", "sinh", "ra", "sống"),
    ("ca", "sinh", "sống"),
    ("ca", "đẻ", "sống"),
    ("trẻ", "em", "gái"),
    ("trẻ", "sơ", "sinh", "gái"),
    ("trẻ", "gái"),
    ("bé", "gái"),
    ("nữ",),
    ("trẻ", "em"),
    ("trẻ",),
    ("phụ", "nữ"),
)
_SLASH_NOUNS = ("người", "lượt", "bệnh nhân", "hồ sơ", "ngày điều trị", "bệnh viện", "cơ sở")
_NOT_BILLION = {"lệ", "số", "suất", "trọng", "giá"}  # "tỷ lệ", "tỷ suất" begin with a scale word
_DIVISIBLE = {UnitKind.COUNT, UnitKind.MONEY, UnitKind.MEASURE}
_PER = (
    "ngày",
    "tuần",
    "tháng",
    "năm",
    "giờ",
    "người",
    "lượt",
    "hộ",
    "trẻ",
    "xã",
    "giường",
    "đơn",
    "ca",
    "vụ",
    "ngày/giường",
)


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], Unit]:
    """Folded words of a unit, as written, to its canonical name and kind."""
    raw = files("soyte.quantities").joinpath("units.csv").read_text(encoding="utf-8")
    table: dict[tuple[str, ...], Unit] = {}
    for row in csv.DictReader(raw.splitlines()):
        keys = tuple(token.key for token in tokenise(row["written"]))
        table[keys] = Unit(row["canonical"], UnitKind(row["kind"]))
    return table


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(keys) for keys in _table())


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(keys[0] for keys in _table())


def noun_at(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """The longest unit of the table at `index`, and how many tokens it takes."""
    if tokens.key(index) not in _first_words() or _begins_something_else(tokens, index):
        return None
    for length in range(_longest(), 0, -1):
        keys = tuple(tokens.key(index + offset) for offset in range(length))
        unit = _table().get(keys)
        if unit is not None and not _broken_off(tokens, index, length):
            return unit, length
    return None


def _begins_something_else(tokens: Tokens, index: int) -> bool:
    """`8,9 năm 2020` and `2025 lần lượt` count neither years nor times."""
    key, after = tokens.key(index), tokens[index + 1]
    if key in {"năm", "ngày", "tuần", "tháng"} and after.kind is Kind.NUMBER:
        return True
    return (key, after.key) in {("lần", "lượt"), ("năm", "trước"), ("năm", "nay"), ("ngày", "càng"), ("ngày", "nay")}


def _broken_off(tokens: Tokens, index: int, length: int) -> bool:
    """`m`, `đ`, `ha` and other short units are units only where no letter or digit is glued to them."""
    after = tokens[index + length]
    return after.glued and after.kind in (Kind.WORD, Kind.NUMBER)


def base_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """A base of a density at `index` (`10.000 dân`, `một vạn dân`, `100 trẻ gái`): its name and length in tokens."""
    key, length = tokens.key(index), 1
    if key in {"một", "1", "mỗi", "01"} and tokens.key(index + 1) in {"vạn", "nghìn", "ngàn", "triệu"}:
        size, length = SCALES[tokens.key(index + 1)], 2
    elif key == "vạn":
        size = SCALES["vạn"]
    elif tokens[index].kind is Kind.NUMBER:
        digits = key.replace(".", "").replace(",", "")
        size = Decimal(digits) if len(digits) < 9 else Decimal(0)
        if tokens.key(index + 1) in {"vạn", "nghìn", "ngàn"}:
            size *= SCALES[tokens.key(index + 1)]
            length = 2
    else:
        return None
    name = _BASES.get(int(size))
    if name is None:
        return None
    for noun in sorted(_BASE_NOUNS, key=len, reverse=True):
        if tokens.words(index + length, *noun):
            return f"{name} {_base_name(noun)}", length + len(noun)
    return None


def _base_name(noun: tuple[str, ...]) -> str:
    if noun in {("người", "dân"), ("dân", "số")}:
        return "dân"
    if "gái" in noun or noun == ("nữ",):
        return "trẻ gái"
    if noun[-1] == "sống":
        return "trẻ đẻ sống"
    return " ".join(noun)


def density_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The tail of a density at `index` (`/10.000 dân`, `trên một vạn dân`, `bình quân 1 vạn dân`)."""
    start = index
    if tokens.key(index) in {"bình", "tính"} and tokens.key(index + 1) in {"quân", "trên"}:
        index += 2
        if tokens.key(index) in {"trên", "/", "cho"}:
            index += 1
    elif tokens.key(index) in {"/", "trên", "cho"}:
        index += 1
        if tokens.key(index) == "mỗi" and tokens[index + 1].kind is Kind.NUMBER:
            index += 1
    else:
        return None
    base = base_at(tokens, index)
    if base is not None:
        return base[0], index + base[1] - start
    if tokens.key(start) == "/" and tokens[index].kind is Kind.NUMBER:
        return _slash_base(tokens, start, index)
    return None


def _slash_base(tokens: Tokens, start: int, index: int) -> tuple[str, int] | None:
    """`/100.000 người`, `/1.000 lượt`: a slash makes any round base of people a unit."""
    digits = tokens.key(index).replace(".", "").replace(",", "")
    name = _BASES.get(int(digits)) if digits.isdigit() and len(digits) < 9 else None
    noun = noun_at(tokens, index + 1)
    if name is None or noun is None or noun[0].name not in _SLASH_NOUNS:
        return None
    return f"{name} {noun[0].name}", index + 1 + noun[1] - start


def scale_words(tokens: Tokens, index: int, *, at_most: int = 3) -> tuple[Decimal, int]:
    """What the scale words at `index` multiply to (`trăm nghìn tỷ`), and how many there are."""
    scale, length = Decimal(1), 0
    while length < at_most and tokens.key(index + length) in SCALES:
        following = index + length + 1
        rate = tokens.key(index + length) == "tỷ" and tokens.key(following) in _NOT_BILLION
        if rate and noun_at(tokens, following) is None:
            break
        scale *= SCALES[tokens.key(index + length)]
        length += 1
    return scale, length


def unit_at(tokens: Tokens, index: int) -> tuple[Unit, int]:
    """The unit that stands at `index`, right behind a number, and its length in tokens; none has length 0."""
    rate = _rate_at(tokens, index)
    if rate is not None:
        return rate
    girls = density_at(tokens, index + 1) if tokens.key(index) == "nam" else None
    if girls is not None and girls[0] == "100 trẻ gái":  # 112 nam/100 nữ
        return SEX_RATIO, girls[1] + 1
    tail = density_at(tokens, index)
    if tail is not None and tokens.key(index) != "cho":
        return Unit(f"/{tail[0]}", UnitKind.DENSITY), tail[1]
    scales = [tokens.key(index + offset) for offset in range(scale_words(tokens, index)[1])]
    noun = noun_at(tokens, index + len(scales))
    if noun is not None and noun[0].kind is UnitKind.MONEY:
        length = len(scales) + noun[1]
        return _per(tokens, index + length, Unit(" ".join([*scales, noun[0].name]), UnitKind.MONEY), length)
    if scales:
        return NO_UNIT, 0
    if noun is None:
        return NO_UNIT, 0
    unit, length = noun
    tail = density_at(tokens, index + length)
    if tail is None and unit.kind is UnitKind.COUNT:
        tail = _late_density(tokens, index + length)
    if tail is not None and unit.kind is UnitKind.COUNT:
        return Unit(f"{unit.name}/{tail[0]}", UnitKind.DENSITY), length + tail[1]
    return _per(tokens, index + length, unit, length)


def _late_density(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """A density whose noun carries one more word: `bác sĩ đại học/10.000 dân`, `ca mắc mới trên 100.000 dân`."""
    for skip in (1, 2):
        if tokens[index + skip - 1].kind is not Kind.WORD:
            return None
        tail = density_at(tokens, index + skip)
        if tail is not None:
            return tail[0], skip + tail[1]
    return None


def _per(tokens: Tokens, index: int, unit: Unit, length: int) -> tuple[Unit, int]:
    """`ca/tuần`, `đồng/lượt`, `triệu đồng/người/tháng`: nouns of counting or time behind glued slashes."""
    while tokens.key(index) == "/" and tokens.key(index + 1) in _PER and unit.kind in _DIVISIBLE:
        unit = Unit(f"{unit.name}/{tokens[index + 1].text.lower()}", unit.kind)
        index, length = index + 2, length + 2
    return unit, length


def _rate_at(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    key, after = tokens.key(index), tokens[index + 1]
    if key not in {"%", "‰", "điểm", "phần"}:
        return None
    if key == "%":
        if after.glued and after.key in {"o", "0", "ₒ", "₀"}:
            return _PERMILLE, 2
        if after.key == "điểm" and (tokens[index + 2].kind is not Kind.WORD or tokens.key(index + 2) == "so"):
            return _POINTS, 2
        return _PERCENT, 1
    if key == "‰":
        return _PERMILLE, 1
    if key == "điểm" and after.key == "%":
        return _POINTS, 2
    for words, unit in (
        (("điểm", "phần", "trăm"), _POINTS),
        (("phần", "trăm"), _PERCENT),
        (("phần", "nghìn"), _PERMILLE),
        (("phần", "ngàn"), _PERMILLE),
    ):
        if tokens.words(index, *words):
            return unit, len(words)
    return None


# Nouns that count the same people or events in one report.
_FAMILIES = (
    {
        "ca",
        "trường hợp",
        "người",
        "bệnh nhân",
        "người bệnh",
        "trẻ",
        "lượt",
        "lượt người",
        "người dân",
        "đối tượng",
        "bà mẹ",
        "phụ nữ",
    },
    {"hồ sơ", "thủ tục", "lượt"},
    {"xã", "phường", "xã/phường", "phường/xã", "đơn vị", "địa phương"},
    {"cơ sở", "bệnh viện", "đơn vị", "phòng khám", "nhà thuốc", "tổ chức, cá nhân", "trường hợp"},
)


def related_units(one: str | None, two: str | None) -> bool:
    """Can figures in the two units be compared or added: the same unit, one without, money, or nouns of one family?"""
    if one is None or two is None or one == two:
        return True
    if one.endswith("đồng") and two.endswith("đồng"):
        return True
    return any(one in family and two in family for family in _FAMILIES)


def unit_after(text: str) -> Unit | None:
    """The unit that `text` begins with, if it begins with one."""
    tokens = Tokens(text)
    unit, length = unit_at(tokens, 0)
    return unit if length else None


def unit_in_label(text: str) -> Unit | None:
    """The last noun of counting in a label such as `Số bác sĩ đại học trên`."""
    tokens = Tokens(text)
    for index in range(len(tokens) - 1, -1, -1):
        noun = noun_at(tokens, index)
        if noun is not None and noun[0].kind is UnitKind.COUNT:
            wider = noun_at(tokens, index - 1)
            return wider[0] if wider is not None and wider[1] > noun[1] else noun[0]
    return None
