"""True sentences about sums, parts and counts."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from said import CASES, COUNTED, EVENTS, PAIRS, Fits, Said, a_count, a_part, count, equal, number, opening, split

KINDS = ["khối bệnh viện", "trung tâm y tế", "trạm y tế", "phòng khám tư nhân", "cơ sở khác"]
RANKS = ["bác sĩ", "điều dưỡng", "hộ sinh", "dược sĩ", "kỹ thuật y"]
SOURCES = ["ngân sách trung ương", "ngân sách địa phương", "nguồn thu dịch vụ", "nguồn viện trợ"]
COMMUNES = ["An Phú", "Bình Long", "Đông Khê", "Tân Hoà", "Sơn Lộc"]


def at_most(whole: int) -> Fits:
    """A part may be anything up to its whole."""
    return lambda claimed: claimed <= whole


def in_brackets(r: Random) -> Said:
    whole = a_count(r)
    (one, two), sizes = r.choice(PAIRS), split(r, whole, 2)
    noun, what = r.choice(EVENTS)
    x, y = (count(r, size) for size in sizes)
    unit, colon, joint = r.choice(["", f" {noun}"]), r.choice([":", ""]), r.choice(["; ", ", "])
    after = f" {noun} {what} ({one}{colon} {x}{unit}{joint}{two}{colon} {y}{unit})."
    return Said(opening(r, "có tổng số "), number(whole), after, ("sum",), (x, y), equal(whole))


def listed(r: Random) -> Said:
    whole = a_count(r, 40)
    names = r.sample(KINDS, r.randint(2, 5))
    shown = [count(r, size) for size in split(r, whole, len(names))]
    noun, what = r.choice(EVENTS)
    items = [f"{name} {size} {noun}" for name, size in zip(names, shown, strict=True)]
    joint = r.choice([", ", "; "])
    text = joint.join(items) if r.random() < 0.5 else joint.join(items[:-1]) + " và " + items[-1]
    says = r.choice([", gồm: ", ", bao gồm: ", ", gồm ", ", chia ra: "])
    return Said(opening(r, "có "), number(whole), f" {noun} {what}{says}{text}.", ("sum",), tuple(shown), equal(whole))


def of_other_nouns(r: Random) -> Said:
    """Doctors and nurses are people, but so may be others: what does not add up is not accused."""
    whole = a_count(r, 12, 3_000)
    ranks = r.sample(RANKS, r.randint(2, 4))
    shown = [count(r, size) for size in split(r, whole, len(ranks))]
    items = ", ".join(f"{size} {rank}" for size, rank in zip(shown, ranks, strict=True))
    return Said("Đã cử ", count(r, whole), f" người đi học, gồm: {items}.", ("sum",), tuple(shown), lambda _: True)


def equation(r: Random) -> Said:
    whole = a_count(r, 40)
    shown = tuple(number(size) for size in split(r, whole, r.randint(2, 4)))
    return Said(f"Tổng số: {' + '.join(shown)} = ", number(whole), " lượt.", ("sum",), shown, equal(whole))


def equation_of_a_whole(r: Random) -> Said:
    whole = a_count(r, 40)
    shown = tuple(number(size) for size in split(r, whole, r.randint(2, 4)))
    before, after = "Tổng số lượt khám: ", f" = {' + '.join(shown)} lượt."
    return Said(before, number(whole), after, ("sum",), shown, equal(whole))


def complementary(r: Random) -> Said:
    whole = a_count(r)
    (one, two), sizes = r.choice(PAIRS[:3]), split(r, whole, 2)
    x, y = (count(r, size) for size in sizes)
    after = f" trường hợp, trong đó {one} {x} trường hợp, {two} {y} trường hợp."
    return Said("Ghi nhận ", number(whole), after, ("sum",), (x, y), equal(whole))


def of_money(r: Random) -> Said:
    places = r.choice([1, 2, 3])
    scale = 10**places
    whole = a_count(r, 400, 90_000)
    names = r.sample(SOURCES, r.randint(2, 3))
    shown = [number(Fraction(size, scale), places) for size in split(r, whole, len(names))]
    items = ", ".join(f"{name} {size} tỷ đồng" for name, size in zip(names, shown, strict=True))
    exact, slack = Fraction(whole, scale), Fraction(len(shown) + 1, 2 * scale)
    return Said(
        "Tổng kinh phí ",
        number(exact, places),
        f" tỷ đồng, gồm: {items}.",
        ("sum",),
        tuple(shown),
        lambda c: abs(c - exact) <= slack,
    )


def of_communes(r: Random) -> Said:
    whole = a_count(r, 12, 3_000)
    names = r.sample(COMMUNES, r.randint(2, 4))
    shown = [count(r, size) for size in split(r, whole, len(names))]
    form = r.choice(["{} ({} ca)", "{} {} ca"])
    items = ", ".join(form.format(name, size) for name, size in zip(names, shown, strict=True))
    after = f" ca {r.choice(CASES)} tại {len(names):02d} xã: {items}."
    return Said("Ghi nhận ", number(whole), after, ("sum",), tuple(shown), equal(whole))


def in_the_next_sentence(r: Random) -> Said:
    """A total and its parts over a full stop: told where they add up, but the parts need not be all."""
    whole = a_count(r)
    (one, two), sizes = r.choice(PAIRS[:1]), split(r, whole, 2)
    x, y = (count(r, size) for size in sizes)
    after = f" lượt khám bệnh. Trong đó {one} {x} lượt, {two} {y} lượt."
    return Said("Có ", number(whole), after, ("sum",), (x, y), lambda c: c >= max(sizes))


def deaths(r: Random) -> Said:
    cases = a_count(r, 3, 9_000)
    dead = r.randint(1, min(cases, 40))
    middle, after = r.choice(
        [(" (", " ca tử vong)."), (", ", " ca tử vong."), (", trong đó có ", " ca tử vong."), (" (", " tử vong).")]
    )
    shown = count(r, cases)
    before = f"Ghi nhận {shown} ca mắc {r.choice(CASES)}{middle}"
    return Said(before, count(r, dead), after, ("subset",), (shown,), at_most(cases))


def among(r: Random) -> Said:
    noun, done = r.choice(EVENTS)
    whole = a_count(r)
    shown = number(whole)
    before = f"Có {shown} {noun} {done}, trong đó có "
    return Said(before, number(a_part(r, whole)), f" {noun} ở miền núi.", ("subset",), (shown,), at_most(whole))


def stages(r: Random) -> Said:
    inspected = a_count(r, 30, 20_000)
    violating = a_part(r, inspected)
    shown = number(violating)
    before = f"Đã kiểm tra {number(inspected)} cơ sở, phát hiện {shown} cơ sở vi phạm, xử phạt "
    return Said(before, number(r.randint(1, violating)), " cơ sở.", ("subset",), (shown,), at_most(violating))


def pair(r: Random) -> Said:
    noun, done = r.choice(COUNTED)
    whole = a_count(r, 8, 5_000)
    after = f"/{number(whole)} {noun} {done}."
    return Said(opening(r, "có "), number(a_part(r, whole)), after, ("subset",), (number(whole),), at_most(whole))


def everyone(r: Random) -> Said:
    whole = r.randint(5, 300)
    noun = r.choice(["huyện", "xã", "trạm y tế", "đơn vị", "cơ sở"])
    before = f"Đã triển khai tại {r.choice(['cả', 'tất cả'])} "
    return Said(before, str(whole), f"/{whole} {noun} trong tỉnh.", ("count",), (str(whole),), equal(whole))


TEMPLATES = (
    in_brackets, listed, of_other_nouns, equation, equation_of_a_whole, complementary, of_money, of_communes,
    in_the_next_sentence, deaths, among, stages, pair, everyone,
)  # fmt: skip
