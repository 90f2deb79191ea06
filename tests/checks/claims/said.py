"""Sentences as reports write them, with random figures that are right: the arithmetic is done here, apart from the product.

A template draws figures and words from a `Random` and returns what it said: the text around the claimed number, the figures that
the claim is about, and which other numbers could stand in its place and still be defended. Everything in them is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from random import Random

Fits = Callable[[Fraction], bool]


@dataclass(frozen=True)
class Said:
    """`before + claimed + after` is the sentence; `figures` are the printed operands of the claim beside the claimed number."""

    before: str
    claimed: str
    after: str
    kinds: tuple[str, ...]
    figures: tuple[str, ...]
    defensible: Fits

    @property
    def text(self) -> str:
        """The sentence as it is right."""
        return self.before + self.claimed + self.after

    def with_claim(self, claimed: str) -> str:
        """The sentence with another number in the place of the claimed one."""
        return self.before + claimed + self.after

    def slips(self) -> Iterator[str]:
        """Every number that one wrong digit makes of the claimed one and that nothing defends."""
        for place, digit in enumerate(self.claimed):
            for other in "0123456789" if digit.isdigit() else "":
                empty = other == "0" and not any(c in "123456789" for c in self.claimed[:place])
                if other == digit or (empty and self.claimed[place + 1 : place + 2] != ","):
                    continue  # no report prints 05,7 or 0.123
                slip = self.claimed[:place] + other + self.claimed[place + 1 :]
                if not self.defensible(value(slip)):
                    yield slip


Template = Callable[[Random], Said]


# ------------------------------------------------------------------------------------------------------ numbers


def number(size: int | Fraction, places: int = 0, *, dots: bool = True, cut: bool = False) -> str:
    """A number as Vietnamese prints it, rounded half up (or cut) to `places`."""
    scaled = abs(Fraction(size)) * 10**places
    whole = scaled.numerator // scaled.denominator if cut else int(scaled + Fraction(1, 2))
    units, rest = divmod(whole, 10**places)
    grouped = f"{units:,}".replace(",", ".") if dots else str(units)
    return f"{grouped},{rest:0{places}d}" if places else grouped


def count(r: Random, size: int) -> str:
    """A whole number: below ten often with a zero before it, in the thousands now and then without the dot."""
    if size < 10:
        return r.choice([f"{size:02d}", str(size)])
    return number(size, dots=not 3_000 <= size < 10_000 or r.random() < 0.9)  # 1998 might be a year


def value(printed: str) -> Fraction:
    """The value of a number printed by `number`."""
    return Fraction(printed.replace(".", "").replace(",", "."))


def places_of(printed: str) -> int:
    """Digits behind the comma."""
    return len(printed.partition(",")[2])


def rate_of(r: Random, top: int, bottom: int, factor: int = 100) -> tuple[Fraction, str]:
    """A share, exact and printed: rounded, now and then cut."""
    exact = Fraction(top * factor, bottom)
    return exact, number(exact, r.choice([0, 1, 1, 1, 2, 2]), cut=r.random() < 0.2)


def about(r: Random, exact: Fraction) -> tuple[str, str]:
    """A word of approximation and the round number behind it: `gần 25`, `hơn 2,3`."""
    places = 0 if exact >= 10 else 1
    word = r.choice(["gần", "khoảng", "hơn", "trên"])
    nearly = exact + Fraction(49, 100 * 10**places) if word == "gần" else exact
    return word, number(nearly, places, cut=word in ("hơn", "trên"))


# ------------------------------------------------------------------------------------------- what can be defended


def near(exact: Fraction, printed: str, slack: Fraction = Fraction(0)) -> Fits:
    """Within one unit of the last printed place (rounded or cut), and `slack` more for what rounding hides in the operands."""
    unit = Fraction(1, 10 ** places_of(printed))
    return lambda claimed: abs(claimed - exact) <= unit + slack


def equal(exact: int) -> Fits:
    """Counts are exact."""
    return lambda claimed: claimed == exact


def points_or_percent(actual: str, previous: str) -> Fits:
    """A change of a rate may be meant in points or in per cent of the rate before; both rates are rounded themselves."""
    a, p = value(actual), value(previous)
    unit = Fraction(1, 10 ** max(places_of(actual), places_of(previous)))
    relative = abs(a - p) * 100 / p
    slack = unit / 2 + unit / 2 * (100 + relative) / p
    return lambda c: abs(c - abs(a - p)) <= unit * Fraction(3, 2) or abs(c - relative) <= unit + slack


def or_explained(fits: Fits, *others: int) -> Fits:
    """Two other figures of the sentence may explain the number by chance."""
    gaps = {abs(a - b) for a, b in permutations(others, 2)}
    rates = {Fraction(abs(a - b) * 100, b) for a, b in permutations(others, 2) if b}
    return lambda c: fits(c) or c in gaps or any(abs(c - rate) <= 1 for rate in rates)


# ------------------------------------------------------------------------------------------------------- sizes


def a_count(r: Random, low: int = 20, high: int = 900_000) -> int:
    """Any order of magnitude is as likely as any other."""
    return min(high, max(low, int(low * (high / low) ** r.random())))


def a_part(r: Random, whole: int) -> int:
    """At least one, at most all but one."""
    return max(1, min(whole - 1, round(whole * r.uniform(0.02, 0.98))))


def split(r: Random, whole: int, parts: int) -> list[int]:
    """`whole` in so many parts, none of them empty."""
    cuts = sorted(r.sample(range(1, whole), parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]


def two_years(r: Random, low: int = 20) -> tuple[int, int]:
    """Last year's count and this year's, never the same."""
    previous = a_count(r, low, 400_000)
    actual = max(1, int(previous * r.uniform(0.3, 1.9)))
    return previous, actual if actual != previous else actual + 1


def two_rates(r: Random) -> tuple[str, str, str, bool]:
    """A rate, last year's, their printed difference, and whether the rate rose."""
    places = r.choice([1, 1, 2])
    scale = 10**places
    previous = r.randint(30 * scale, 90 * scale)
    step = r.randint(1, 9 * scale) * r.choice([1, -1])
    shown = (number(Fraction(n, scale), places) for n in (previous + step, previous, step))
    return *shown, step > 0  # type: ignore[return-value]


# -------------------------------------------------------------------------------------------------------- words

COUNTED = [
    ("cơ sở", "đã kết nối liên thông"), ("hộ", "có nhà tiêu hợp vệ sinh"), ("trẻ", "được uống vitamin A"),
    ("người", "được khám sức khoẻ"), ("hồ sơ", "được giải quyết trước hạn"), ("mẫu", "đạt tiêu chuẩn"),
    ("phụ nữ", "được tư vấn"), ("trạm y tế", "có bác sĩ làm việc"), ("thẻ", "đã được cấp đổi"),
    ("đơn thuốc", "đã được liên thông"), ("học sinh", "được khám răng"), ("giếng", "được xét nghiệm"),
]  # fmt: skip
EVENTS = [
    ("lượt", "khám bệnh"), ("lượt người", "khám bệnh"), ("ca", "phẫu thuật"), ("lượt", "xét nghiệm"),
    ("người", "cai thuốc lá"), ("trường hợp", "tai nạn thương tích"), ("bệnh nhân", "ra viện"),
]  # fmt: skip
CASES = ["sốt xuất huyết", "tay chân miệng", "thuỷ đậu", "quai bị", "cúm mùa", "tiêu chảy", "viêm gan vi rút"]
RATES = [
    "Tỷ lệ hộ gia đình có nước sạch", "Tỷ lệ hài lòng của người bệnh", "Tỷ lệ trạm y tế có máy xét nghiệm",
    "Tỷ lệ hồ sơ trực tuyến", "Công suất sử dụng giường bệnh", "Tỷ lệ người bệnh dùng căn cước",
]  # fmt: skip
PAIRS = [
    ("nội trú", "ngoại trú"),
    ("nam", "nữ"),
    ("người lớn", "trẻ em"),
    ("cấp tỉnh", "cấp xã"),
    ("công lập", "tư nhân"),
]
OPENINGS = ["", "Trong năm 2024, ", "Năm 2024, ", "Toàn tỉnh ", "Đến nay ", "Kết quả: ", "Ngành y tế "]
AGAINST = [
    "so với năm 2023", "so với cùng kỳ năm 2023", "so cùng kỳ năm trước", "so với năm trước", "so với cùng kỳ",
]  # fmt: skip


def opening(r: Random, words: str) -> str:
    """The words behind one of the ways in which sentences begin."""
    start = r.choice(OPENINGS)
    return start + words if start else words[0].upper() + words[1:]


def percent(r: Random) -> str:
    """The sign, now and then behind a blank."""
    return r.choice(["%", "%", "%", " %"])


def verb(r: Random, *, rises: bool) -> str:
    """A verb of change."""
    return r.choice(["tăng", "tăng", "tăng thêm"] if rises else ["giảm", "giảm", "giảm được"])
