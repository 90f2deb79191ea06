"""True sentences about targets, sentences with several claims, and some without any."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from said import (
    CASES,
    COUNTED,
    Fits,
    Said,
    a_count,
    a_part,
    count,
    equal,
    near,
    number,
    or_explained,
    points_or_percent,
    rate_of,
    split,
    two_years,
    value,
)

# Indicators whose direction the catalogue knows, with the unit they are printed in.
HIGHER = [
    ("Tỷ lệ bao phủ bảo hiểm y tế", "%"), ("Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "%"),
    ("Tỷ lệ trạm y tế xã có bác sĩ làm việc", "%"),
]  # fmt: skip
LOWER = [
    ("Tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi", "%"), ("Tỷ suất tử vong trẻ em dưới 1 tuổi", "‰"),
    ("Tỷ lệ suy dinh dưỡng thể nhẹ cân ở trẻ em dưới 5 tuổi", "%"),
]  # fmt: skip
EXCEEDED = [
    (", vượt chỉ tiêu giao (", ")"), (" (vượt KH giao ", ")"), (", vượt kế hoạch năm 2024 (", ")"), (" (vượt chỉ tiêu đề ra: ", ")"),
]  # fmt: skip
ATTAINED = [
    (", đạt chỉ tiêu giao (", ")"), (" (Đạt mục tiêu đề ra năm 2024: ", ")"), (" ( đạt KH giao ", ")"),
    (", đạt kế hoạch (chỉ tiêu giao ", ")"),
]  # fmt: skip
MISSED = [
    (", chưa đạt chỉ tiêu giao (", ")"), (" (không đạt KH giao ", ")"), (", chưa đạt kế hoạch năm 2024 (", ")"),
    (" (chỉ tiêu giao ", ", chưa đạt)"),
]  # fmt: skip


def _result(r: Random) -> tuple[str, str, Fraction, int]:
    """An indicator, its unit, a result, and +1 where more is better, -1 where less is."""
    better = r.choice([1, -1])
    what, unit = r.choice(HIGHER if better == 1 else LOWER)
    return what, unit, Fraction(r.randint(700, 989) if better == 1 else r.randint(80, 280), 10), better


def _against(what: str, unit: str, a: Fraction, t: Fraction, joint: tuple[str, str], holds: Fits) -> Said:
    before = f"{what}: {number(a, 1)}{unit}{joint[0]}"
    return Said(before, number(t, 1), f"{unit}{joint[1]}.", ("target_attainment",), (number(a, 1),), holds)


def exceeded(r: Random) -> Said:
    what, unit, a, better = _result(r)
    t = a - Fraction(r.randint(1, 60), 10) * better
    return _against(what, unit, a, t, r.choice(EXCEEDED), lambda c: (a - c) * better > 0)


def attained(r: Random) -> Said:
    """Equality attains."""
    what, unit, a, better = _result(r)
    t = a - Fraction(r.randint(0, 60), 10) * better
    return _against(what, unit, a, t, r.choice(ATTAINED), lambda c: (a - c) * better >= 0)


def missed(r: Random) -> Said:
    what, unit, a, better = _result(r)
    t = a + Fraction(r.randint(1, 60), 10) * better
    return _against(what, unit, a, t, r.choice(MISSED), lambda c: (a - c) * better < 0)


def more_than_planned(r: Random) -> Said:
    t = a_count(r, 100, 90_000)
    a = t + r.randint(1, t // 3)
    before = f"Khám sức khoẻ định kỳ cho {number(a)} người cao tuổi, vượt chỉ tiêu giao ("
    return Said(before, number(t), " người).", ("target_attainment",), (number(a),), lambda c: c < a)


# ------------------------------------------------------------------------------------- several claims in one sentence


def cases_deaths_and_change(r: Random) -> Said:
    p, a = two_years(r, 60)
    dead, gone = r.randint(1, 9), r.randint(1, 9)
    now, then = count(r, a), count(r, p)
    previous = r.choice([f"{then} ca", f"{then} ca, {gone:02d} tử vong", f"{then} ca; {gone:02d} ca tử vong"])
    before = f"Luỹ tích ghi nhận {now} ca {r.choice(CASES)} ({dead:02d} ca tử vong), {'tăng' if a > p else 'giảm'} "
    after = f" ca so với cùng kỳ năm 2023 ({previous})."
    fits = or_explained(equal(abs(a - p)), a, dead, gone, p)
    return Said(before, count(r, abs(a - p)), after, ("difference",), (now, then), fits)


def parts_plan_and_change(r: Random) -> Said:
    a = a_count(r, 1_000)
    x, y = split(r, a, 2)
    plan, p = int(a * r.uniform(0.8, 1.3)), int(a * r.uniform(0.7, 0.95))
    exact = Fraction((a - p) * 100, p)
    c = number(exact, 1)
    before = (
        f"Khám chữa bệnh cho {number(a)} lượt người (nội trú {number(x)}; ngoại trú {number(y)}), đạt "
        f"{number(Fraction(a * 100, plan), 1)}% kế hoạch ({number(plan)} lượt), tăng "
    )
    after = f"% so với năm 2023 ({number(p)} lượt)."
    fits = or_explained(near(exact, c), a, x, y, plan)
    return Said(before, c, after, ("relative_change",), (number(a), number(p)), fits)


def two_diseases(r: Random) -> Said:
    one, two = r.sample(CASES, 2)
    (p, a), (q, b) = two_years(r, 30), two_years(r, 30)
    before = (
        f"Ghi nhận {number(a)} ca {one}, {'tăng' if a > p else 'giảm'} {number(abs(a - p))} ca so với năm 2023 ({number(p)} ca)"
        f"{r.choice(['; ', ', '])}{number(b)} ca {two}, {'tăng' if b > q else 'giảm'} "
    )
    after = f" ca so với năm 2023 ({number(q)} ca)."
    fits = or_explained(equal(abs(b - q)), a, p, abs(a - p), b, q)
    return Said(before, number(abs(b - q)), after, ("difference",), (number(b), number(q)), fits)


def two_levels(r: Random) -> Said:
    b, q = a_count(r, 30, 90_000), a_count(r, 30, 90_000)
    a, p = a_part(r, b), a_part(r, q)
    exact, c = rate_of(r, p, q)
    share = number(Fraction(a * 100, b), 1)
    before = f"Cấp tỉnh giải quyết đúng hạn {number(a)}/{number(b)} hồ sơ (đạt {share}%), cấp xã {number(p)}/{number(q)} hồ sơ (đạt "
    return Said(before, c, "%).", ("ratio",), (number(p), number(q)), near(exact, c))


def share_and_its_change(r: Random) -> Said:
    b = a_count(r, 300)
    a = a_part(r, b)
    now = number(Fraction(a * 100, b), 1)
    step = Fraction(r.randint(1, 60), 10)
    rises = value(now) > 50
    then = number(value(now) + (-step if rises else step), 1)
    before = f"Có {number(a)}/{number(b)} hộ có nước sạch, đạt {now}%, {'tăng' if rises else 'giảm'} "
    kinds = ("difference", "relative_change")
    return Said(
        before, number(step, 1), f"% so với năm 2023 ({then}%).", kinds, (now, then), points_or_percent(now, then)
    )


def inspected_share_and_fine(r: Random) -> Said:
    inspected = a_count(r, 60, 20_000)
    violating = a_part(r, inspected)
    exact, c = rate_of(r, violating, inspected)
    fine = f"xử phạt {number(r.randint(1, violating))} cơ sở với số tiền {number(r.randint(10, 4000))} triệu đồng"
    before = f"Đã kiểm tra {number(inspected)} cơ sở, trong đó có {number(violating)} cơ sở vi phạm (chiếm "
    return Said(before, c, f"%), {fine}.", ("ratio",), (number(violating), number(inspected)), near(exact, c))


def week_and_year(r: Random) -> Said:
    p, a = two_years(r, 8)
    last, total = two_years(r, 400_000)
    exact = Fraction(abs(total - last) * 100, last)
    c = number(exact, 1)
    before = (
        f"Trong tuần ghi nhận {number(a)} ca {r.choice(CASES)}, {'tăng' if a > p else 'giảm'} {number(abs(a - p))} ca so với tuần "
        f"trước ({number(p)} ca); cộng dồn từ đầu năm {number(total)} ca, {'tăng' if total > last else 'giảm'} "
    )
    after = f"% so với cùng kỳ năm 2023 ({number(last)} ca)."
    fits = or_explained(near(exact, c), a, p, total, last)
    return Said(before, c, after, ("relative_change",), (number(total), number(last)), fits)


# ----------------------------------------------------------------------------------------- figures without any claim


def nothing_claimed(r: Random) -> Said:
    a, b, c, d = (number(a_count(r, 2, 90_000)) for _ in range(4))
    noun, done = r.choice(COUNTED)
    rate = f"{r.randint(20, 99)},{r.randint(0, 9)}%"
    text = r.choice(
        [
            f"Đã cấp {a} thẻ, {b} sổ sức khoẻ, phát {c} tờ rơi và treo {d} băng rôn.",
            f"Tỷ lệ tiêm các mũi 1, 2, 3 lần lượt là {rate}, {r.randint(70, 99)}% và {r.randint(60, 99)}%.",
            f"Mở {r.randint(2, 40):02d} lớp tập huấn cho {a} học viên; in {b} tài liệu (đợt 1: {c} bản).",
            f"Theo Kế hoạch số {r.randint(10, 99)}/KH-SYT ngày 05/3/2024, đã phun {a} hộ, dùng {b} lít hoá chất tại {r.randint(3, 40)} xã.",
            f"Có {a} người từ 60 tuổi trở lên, {b} trẻ dưới 5 tuổi và {c} phụ nữ từ 15 đến 49 tuổi.",
            f"Tồn kho {a} liều vắc xin, {b} bơm kim tiêm; nhu cầu quý I/2025 là {c} liều.",
            f"Tỷ lệ nam giới hút thuốc là {rate}, tỷ lệ uống rượu bia là {r.randint(20, 60)},{r.randint(0, 9)}%.",
            f"Trong tuần có {a} {noun} {done}, cộng dồn {b} {noun}.",
            f"Trong tháng ghi nhận {a} ca; tổng cộng từ đầu năm {b} ca.",
            f"Bệnh viện có {a} giường kế hoạch (thực kê {b} giường).",
        ]
    )
    return Said(text, "", "", (), (), lambda _: True)


TEMPLATES = (
    exceeded, attained, missed, more_than_planned, cases_deaths_and_change, parts_plan_and_change, two_diseases,
    two_levels, share_and_its_change, inspected_share_and_fine, week_and_year, nothing_claimed,
)  # fmt: skip
