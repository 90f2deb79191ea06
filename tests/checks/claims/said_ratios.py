"""True sentences about shares, percentages of plan, densities and averages."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from said import COUNTED, EVENTS, Said, a_count, a_part, about, count, near, number, opening, percent, rate_of


def _shared(r: Random) -> tuple[str, str, str, str, Fraction, str]:
    """Noun, what was done, part and whole as printed, the share exact and printed."""
    noun, done = r.choice(COUNTED)
    whole = a_count(r)
    part = a_part(r, whole)
    return noun, done, count(r, part), count(r, whole), *rate_of(r, part, whole)


def pair_then_share(r: Random) -> Said:
    noun, done, a, b, exact, c = _shared(r)
    says, close = r.choice(
        [(", đạt ", ""), (", đạt tỷ lệ ", ""), (", chiếm ", ""), (" (", ")"), (" (đạt ", ")"), (", tỷ lệ ", "")]
    )
    before = opening(r, f"có {a}/{b} {noun} {done}{says}")
    return Said(before, c, f"{percent(r)}{close}.", ("ratio",), (a, b), near(exact, c))


def share_then_pair(r: Random) -> Said:
    noun, done, a, b, exact, c = _shared(r)
    pair = r.choice([f"({a}/{b} {noun})", f"({a}/{b})", f"({a}/{b}) {noun}"])
    return Said(f"Tỷ lệ {noun} {done} đạt ", c, f"{percent(r)} {pair}.", ("ratio",), (a, b), near(exact, c))


def on_total(r: Random) -> Said:
    noun, done, a, b, exact, c = _shared(r)
    of = r.choice(["trên tổng số", "trong tổng số", "/tổng số"])
    says, close = r.choice([(" (", ")"), (", đạt ", ""), (", chiếm ", ""), (", đạt tỷ lệ ", "")])
    before = opening(r, f"có {a} {noun} {of} {b} {noun} {done}{says}")
    return Said(before, c, f"{percent(r)}{close}.", ("ratio",), (a, b), near(exact, c))


def within_total(r: Random) -> Said:
    noun, done, a, b, exact, c = _shared(r)
    says, close = r.choice([(" (", ")"), (", chiếm ", ""), (", đạt ", ""), (", chiếm tỷ lệ ", "")])
    before = f"Trong tổng số {b} {noun}, có {a} {noun} {done}{says}"
    return Said(before, c, f"{percent(r)}{close}.", ("ratio",), (a, b), near(exact, c))


def among_them(r: Random) -> Said:
    noun, done = r.choice(EVENTS)
    whole = a_count(r, 100)
    part = a_part(r, whole)
    exact, c = rate_of(r, part, whole)
    a, b = count(r, part), count(r, whole)
    says, close = r.choice([(", tỷ lệ ", ""), (", chiếm ", ""), (" (", ")"), (", chiếm tỷ lệ ", "")])
    before = opening(r, f"thực hiện {b} {noun} {done}, trong đó có {a} {noun} dùng bảo hiểm y tế{says}")
    return Said(before, c, f"{percent(r)}{close}.", ("ratio",), (a, b), near(exact, c))


def per_mille(r: Random) -> Said:
    whole = a_count(r, 2_000)
    part = max(1, int(whole * r.uniform(0.002, 0.05)))
    exact = Fraction(part * 1000, whole)
    c = number(exact, r.choice([1, 2]))
    a, b = count(r, part), count(r, whole)
    return Said("Tỷ suất tử vong trẻ em là ", c, f"‰ ({a}/{b} trẻ).", ("ratio",), (a, b), near(exact, c))


def of_plan(r: Random) -> Said:
    noun, done = r.choice(EVENTS)
    target = a_count(r, 100)
    actual = int(target * r.uniform(0.4, 1.4))
    exact, c = rate_of(r, actual, target)
    a, b = count(r, actual), count(r, target)
    plan = r.choice(["kế hoạch", "kế hoạch năm", "chỉ tiêu giao", "kế hoạch giao"])
    before = opening(r, f"{done} {a} {noun}, đạt ")
    return Said(before, c, f"{percent(r)} {plan} ({b} {noun}).", ("ratio",), (a, b), near(exact, c))


def of_last_year(r: Random) -> Said:
    noun, done = r.choice(EVENTS)
    previous = a_count(r, 100)
    actual = int(previous * r.uniform(0.4, 1.4))
    exact, c = rate_of(r, actual, previous)
    a, b = count(r, actual), count(r, previous)
    before = opening(r, f"có {a} {noun} {done}, bằng ")
    return Said(before, c, f"{percent(r)} so với cùng kỳ năm 2023 ({b} {noun}).", ("ratio",), (a, b), near(exact, c))


def of_money(r: Random) -> Said:
    unit, places = r.choice(
        [("triệu đồng", 0), ("triệu đồng", 1), ("triệu đồng", 3), ("tỷ đồng", 1), ("tỷ đồng", 2), ("tỷ đồng", 3)]
    )
    scale = 10**places
    whole = Fraction(a_count(r, 3_000 * scale, 900_000 * scale), scale)
    part = Fraction(int(whole * scale * Fraction(r.randint(5, 98), 100)), scale)
    exact = part * 100 / whole
    c = number(exact, r.choice([1, 2]))
    a, b = number(part, places), number(whole, places)
    slack = exact / scale * (1 / part + 1 / whole)
    pair = r.choice([f"{a} {unit} trên tổng số {b} {unit}", f"{a} {unit} trong tổng số {b} {unit}", f"{a}/{b} {unit}"])
    return Said(f"Đã giải ngân {pair}, đạt ", c, "%.", ("ratio",), (a, b), near(exact, c, slack))


def several_shares(r: Random) -> Said:
    whole = a_count(r, 400, 90_000)
    first, second = a_part(r, whole // 2), a_part(r, whole // 2)
    exact = Fraction(second * 100, whole)
    c = number(exact, 1)
    a, b, w = count(r, first), count(r, second), count(r, whole)
    before = f"Đã cân đo {w} trẻ: suy dinh dưỡng nhẹ cân {a} trẻ ({number(Fraction(first * 100, whole), 1)}%), thấp còi {b} trẻ ("
    return Said(before, c, "%).", ("ratio",), (b, w), near(exact, c))


def density(r: Random) -> Said:
    population = a_count(r, 300_000, 4_000_000)
    noun, low, high = r.choice([("giường", 18, 60), ("bác sĩ", 6, 20), ("điều dưỡng", 8, 25)])
    size = int(population * r.uniform(low, high) / 10_000)
    exact = Fraction(size * 10_000, population)
    c = number(exact, r.choice([1, 2]))
    a, b = number(size), number(population)
    after = f" {noun}/10.000 dân (dân số {b} người)."
    return Said(f"Hiện có {a} {noun}, đạt ", c, after, ("ratio",), (a, b), near(exact, c))


def average(r: Random) -> Said:
    classes = r.randint(5, 400)
    people = classes * r.randint(20, 90) + r.randint(-9, 9)
    exact = Fraction(people, classes)
    c = number(exact, r.choice([0, 1]))
    a, b = number(people), count(r, classes)
    before = f"Đã mở {b} lớp tập huấn cho {a} lượt người, bình quân "
    return Said(before, c, " người/lớp.", ("ratio",), (a, b), near(exact, c))


def about_a_share(r: Random) -> Said:
    """`gần`, `hơn`, `khoảng` leave room. `12/14 xã đạt trên 95%` may speak of each commune, so a wrong one is not accused."""
    noun, done = r.choice(COUNTED)
    whole = a_count(r, 200)
    part = a_part(r, whole)
    exact = Fraction(part * 100, whole)
    word, c = about(r, exact)
    a, b = count(r, part), count(r, whole)
    return Said(f"Có {a}/{b} {noun} {done}, đạt {word} ", c, "%.", ("ratio",), (a, b), lambda _: True)


TEMPLATES = (
    pair_then_share, share_then_pair, on_total, within_total, among_them, per_mille, of_plan, of_last_year, of_money,
    several_shares, density, average, about_a_share,
)  # fmt: skip
