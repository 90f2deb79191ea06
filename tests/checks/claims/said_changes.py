"""True sentences about differences, relative changes, multiples and directions."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from said import (
    AGAINST,
    CASES,
    EVENTS,
    RATES,
    Fits,
    Said,
    a_count,
    about,
    count,
    equal,
    near,
    number,
    opening,
    percent,
    places_of,
    points_or_percent,
    two_rates,
    two_years,
    value,
    verb,
)


def _percent_of(r: Random, previous: int, actual: int) -> tuple[Fraction, str]:
    exact = Fraction(abs(actual - previous) * 100, previous)
    return exact, number(exact, r.choice([1, 1, 2]))


def counts(r: Random) -> Said:
    p, a = two_years(r)
    noun, what = r.choice(["ca", "trường hợp"]), r.choice(CASES)
    now, then = count(r, a), count(r, p)
    says, close = r.choice(
        [
            (", {} ", f" ({then} {noun})"),
            ("; {} ", f" ({then})"),
            (" ({} ", f": {then} {noun})"),
            (", {} ", f" (là {then} {noun})"),
        ]
    )
    compared = "so với năm 2023" if close.startswith(":") else r.choice(AGAINST)
    before = opening(r, f"ghi nhận {now} {noun} {what}{says.format(verb(r, rises=a > p))}")
    return Said(
        before, count(r, abs(a - p)), f" {noun} {compared}{close}.", ("difference",), (now, then), equal(abs(a - p))
    )


def in_percent(r: Random) -> Said:
    p, a = two_years(r, 60)
    noun, what = r.choice(EVENTS)
    exact, c = _percent_of(r, p, a)
    now, then = count(r, a), count(r, p)
    before = opening(r, f"có {now} {noun} {what}, {verb(r, rises=a > p)} ")
    after = f"{percent(r)} {r.choice(AGAINST)} ({then} {noun})."
    return Said(before, c, after, ("relative_change",), (now, then), near(exact, c))


def of_rates(r: Random) -> Said:
    a, p, d, rises = two_rates(r)
    unit = r.choice(["%", "%", " điểm phần trăm", " điểm %"])
    before = f"{r.choice(RATES)} đạt {a}%, {'tăng' if rises else 'giảm'} "
    after = f"{unit} {r.choice(AGAINST)} ({p}%)."
    return Said(before, d, after, ("difference", "relative_change"), (a, p), points_or_percent(a, p))


def of_per_mille(r: Random) -> Said:
    p, step = r.randint(80, 160), r.randint(1, 60)
    a, then, d = (number(Fraction(n, 10), 1) for n in (p - step, p, step))
    before = f"Tỷ suất tử vong trẻ em dưới 5 tuổi là {a}‰, giảm "
    unit = Fraction(1, 10)
    return Said(
        before, d, f"‰ so với năm 2023 ({then}‰).", ("difference",), (a, then), lambda c: abs(c - value(d)) <= unit
    )


def from_to(r: Random) -> Said:
    a, p, d, rises = two_rates(r)
    go, to = ("tăng", "lên") if rises else ("giảm", "xuống")
    before = f"{r.choice(RATES)} {go} từ {p}% năm 2023 {to} {a}% năm 2024, {go} "
    after = r.choice(["%.", " điểm phần trăm."])
    return Said(before, d, after, ("difference", "relative_change"), (a, p), points_or_percent(a, p))


def of_money(r: Random) -> Said:
    places, unit = r.choice([1, 2, 3]), r.choice(["tỷ đồng", "triệu đồng"])
    scale = 10**places
    p = Fraction(a_count(r, 40 * scale, 4_000 * scale), scale)
    step = Fraction(r.randint(1, int(p * scale / 2)), scale) * r.choice([1, -1])
    a, then, d = number(p + step, places), number(p, places), number(abs(step), places)
    before = f"Tổng thu đạt {a} {unit}, {'tăng' if step > 0 else 'giảm'} "
    slack = Fraction(3, 2 * scale)
    return Said(
        before,
        d,
        f" {unit} so với năm 2023 ({then} {unit}).",
        ("difference",),
        (a, then),
        lambda c: abs(c - abs(step)) <= slack,
    )


def millions_of_billions(r: Random) -> Said:
    p = a_count(r, 10_000, 900_000)
    d = r.randint(100, p // 2)
    rises = r.random() < 0.5
    a, then = number(Fraction(p + d if rises else p - d, 1000), 3), number(Fraction(p, 1000), 3)
    before = f"Kinh phí được cấp {a} tỷ đồng, {'tăng' if rises else 'giảm'} "
    after = f" triệu đồng so với năm 2023 ({then} tỷ đồng)."
    return Said(before, number(d), after, ("difference",), (a, then), lambda c: abs(c - d) <= 2)


def units_then_percent(r: Random) -> Said:
    p, a = two_years(r, 60)
    exact, c = _percent_of(r, p, a)
    now, then = count(r, a), count(r, p)
    before = opening(r, f"ghi nhận {now} ca {r.choice(CASES)}, {verb(r, rises=a > p)} {count(r, abs(a - p))} ca (")
    after = f"%) {r.choice(AGAINST)} ({then} ca)."
    return Said(before, c, after, ("relative_change",), (now,), near(exact, c))


def units_before_percent(r: Random) -> Said:
    p, a = two_years(r, 60)
    now, then = count(r, a), count(r, p)
    _, shown = _percent_of(r, p, a)
    before = opening(r, f"ghi nhận {now} ca {r.choice(CASES)}, {verb(r, rises=a > p)} ")
    after = f" ca ({shown}%) {r.choice(AGAINST)} ({then} ca)."
    return Said(before, count(r, abs(a - p)), after, ("difference",), (now, then), equal(abs(a - p)))


def without_base(r: Random) -> Said:
    """The base is the new value less the change; a percentage of the new value is a slip of its own kind."""
    p, a = two_years(r, 60)
    exact, c = _percent_of(r, p, a)
    of_new, unit = Fraction(abs(a - p) * 100, a), Fraction(1, 10 ** places_of(c))
    now, d = count(r, a), count(r, abs(a - p))
    before = opening(r, f"ghi nhận {now} ca {r.choice(CASES)}, {verb(r, rises=a > p)} {d} ca (")
    after = f"%) {r.choice(AGAINST)}."
    return Said(
        before, c, after, ("relative_change",), (now, d), lambda x: min(abs(x - exact), abs(x - of_new)) <= unit
    )


def multiple(r: Random) -> Said:
    p = a_count(r, 40, 4_000)
    a = int(p * r.uniform(1.5, 8))
    exact = Fraction(a, p)
    c = number(exact, 1)
    before = f"Ghi nhận {number(a)} ca {r.choice(CASES)}, {r.choice(['gấp', 'tăng gấp', 'tăng', 'cao gấp'])} "
    after = f" lần so với năm 2023 ({number(p)} ca)."
    return Said(before, c, after, ("relative_change",), (number(a), number(p)), near(exact, c))


def weekly(r: Random) -> Said:
    p, a = two_years(r, 5)
    now, then = count(r, a), count(r, p)
    previous = r.choice([f"({then} ca)", f"({then})", f"(tuần trước {then} ca)", f"(tuần trước: {then} ca)"])
    before = f"Trong tuần ghi nhận {now} ca {r.choice(CASES)}, {'tăng' if a > p else 'giảm'} "
    after = f" ca so với tuần trước {previous}."
    return Said(before, count(r, abs(a - p)), after, ("difference",), (now, then), equal(abs(a - p)))


def base_first(r: Random) -> Said:
    p, a = two_years(r)
    now, then = count(r, a), count(r, p)
    go = "tăng" if a > p else "giảm"
    before = r.choice(
        [
            f"Ghi nhận {now} ca {r.choice(CASES)}; so với cùng kỳ năm 2023 ({then} ca) {go} ",
            f"Ghi nhận {now} ca {r.choice(CASES)}, cùng kỳ năm 2023 ghi nhận {then} ca, {go} ",
            f"Số ca {r.choice(CASES)} là {now} ca (năm 2023: {then} ca), {go} ",
            f"Năm 2023 ghi nhận {then} ca {r.choice(CASES)}, năm 2024 ghi nhận {now} ca, {go} ",
        ]
    )
    return Said(before, count(r, abs(a - p)), " ca.", ("difference",), (now, then), equal(abs(a - p)))


def over_target(r: Random) -> Said:
    a, t, d, over = two_rates(r)
    before = f"{r.choice(RATES)} đạt {a}%, {'vượt' if over else 'thấp hơn'} "
    after = f"% so với kế hoạch giao ({t}%)."
    return Said(before, d, after, ("difference", "relative_change"), (a, t), points_or_percent(a, t))


def about_a_change(r: Random) -> Said:
    """`gần`, `hơn`, `khoảng` leave room, but not ten times too much of it."""
    p, a = two_years(r, 200)
    a = a if abs(a - p) * 50 >= p else p + p // 4
    exact = Fraction(abs(a - p) * 100, p)
    word, c = about(r, exact)
    room = max(exact * Fraction(15, 100), Fraction(2))
    before = f"Toàn tỉnh ghi nhận {number(a)} ca {r.choice(CASES)}, {'tăng' if a > p else 'giảm'} {word} "
    after = f"% so với cùng kỳ năm 2023 ({number(p)} ca)."
    return Said(before, c, after, ("relative_change",), (number(a), number(p)), lambda x: abs(x - exact) <= room)


def in_millions(r: Random) -> Said:
    places = r.choice([1, 2])
    scale = 10**places
    p = Fraction(r.randint(11 * scale // 10, 60 * scale // 10), scale)
    a = p + Fraction(r.randint(1, int(p * scale / 2)), scale) * r.choice([1, -1])
    exact = abs(a - p) * 100 / p
    c = number(exact, 1)
    now, then = number(a, places), number(p, places)
    before = f"Số lượt khám bệnh đạt {now} triệu lượt, {'tăng' if a > p else 'giảm'} "
    after = f"% so với năm 2023 ({then} triệu lượt)."
    return Said(before, c, after, ("relative_change",), (now, then), near(exact, c, (100 + exact) / scale / p))


def rising_from_to(r: Random) -> Said:
    p, a = two_years(r)
    go, to = ("tăng", "lên") if a > p else ("giảm", "xuống")
    after = f" ca năm 2023 {to} {number(a)} ca năm 2024."
    return Said(f"Số ca {r.choice(CASES)} {go} từ ", number(p), after, ("comparison",), (number(a),), _other_side(a, p))


def direction_only(r: Random) -> Said:
    p, a = two_years(r)
    before = f"Ghi nhận {number(a)} ca {r.choice(CASES)}, {'tăng' if a > p else 'giảm'} so với năm 2023 ("
    return Said(before, number(p), " ca).", ("comparison",), (number(a),), _other_side(a, p))


def above_the_nation(r: Random) -> Said:
    noun, low, high = r.choice([("giường bệnh", 180, 600), ("bác sĩ", 60, 200)])
    nation = r.randint(low, high)
    a = number(Fraction(nation + r.randint(1, 90), 10), 1)
    joint, close = r.choice(
        [
            ("bình quân chung cả nước: ", "."),
            ("bình quân chung cả nước (", ")."),
            ("mức trung bình của cả nước (", ")."),
        ]
    )
    unit = f"{noun}/10.000 dân"
    before = f"Toàn tỉnh đạt {a} {unit}, cao hơn {joint}"
    return Said(
        before, number(Fraction(nation, 10), 1), f" {unit}{close}", ("comparison",), (a,), lambda c: c <= value(a)
    )


def _other_side(actual: int, previous: int) -> Fits:
    """Any previous value on the same side bears the direction out."""
    return lambda c: (c < actual) if actual > previous else (c > actual)


TEMPLATES = (
    counts, in_percent, of_rates, of_per_mille, from_to, of_money, millions_of_billions, units_then_percent,
    units_before_percent, without_base, multiple, weekly, base_first, over_target, about_a_change, in_millions,
    rising_from_to, direction_only, above_the_nation,
)  # fmt: skip
