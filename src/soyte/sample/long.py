"""A long invented report for benchmarks: as dense in figures and claims as a real one, all of them consistent."""

from __future__ import annotations

import random

from soyte.sample.markup import Paper, Part, plain_text

_SYLLABLES_PER_PAGE = 376  # of a Decree 30 page at 14 points
_AREAS = ("Bến Lau", "Nà Khoang", "Suối Ngàn", "Tả Vẩn", "Đồng Mây", "Khe Sảng", "Pắc Lình", "Mường Hạ")
_DISEASES = ("Sốt xuất huyết", "Tay chân miệng", "Sởi", "Thủy đậu", "Quai bị", "Ho gà", "Cúm mùa", "Viêm gan vi rút")
_WORDS = (
    "Các đơn vị đã chủ động xây dựng kế hoạch, phân công nhiệm vụ cụ thể và tổ chức kiểm tra việc thực hiện tại cơ sở.",
    "Việc phối hợp giữa trạm y tế với Ủy ban nhân dân cấp xã và các đoàn thể được duy trì thường xuyên, có hiệu quả.",
    "Tuy nhiên, trang thiết bị một số trạm đã xuống cấp, nhân lực còn mỏng, công tác thống kê có lúc chưa kịp thời.",
    "Sở Y tế đã ban hành Kế hoạch số {a}/KH-SYT ngày 1{b}/3/2025 và Công văn số {c}/SYT-NVY ngày 2{b}/5/2025.",
)
_HEAD = {
    "parent": "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN",
    "body": "SỞ Y TẾ",
    "number": "Số: 500/BC-SYT",
    "date": "Bình Sơn, ngày 25 tháng 12 năm 2025",
    "title": "BÁO CÁO",
    "subject": "Tổng hợp kết quả công tác y tế năm 2025 theo khu vực",
}


def long_paper(pages: int = 40, seed: int = 2025) -> Paper:
    """About `pages` pages; the same pages and seed always give the same paper."""
    draw = random.Random(seed)  # noqa: S311 (an invented report, not a secret)
    parts: list[Part] = []
    syllables, section = 0, 0
    while syllables < pages * _SYLLABLES_PER_PAGE:
        section += 1
        made = _section(draw, section)
        syllables += sum(len(part.text.split()) + sum(len(" ".join(row).split()) for row in part.rows) for part in made)
        parts += made
    return Paper(_HEAD, tuple(parts))


def long_report(pages: int = 40, seed: int = 2025) -> str:
    """The long report as plain text."""
    return plain_text(long_paper(pages, seed))


def long_report_docx(pages: int = 40, seed: int = 2025) -> bytes:
    """The long report as a Word file."""
    from soyte.sample.word import report_docx  # noqa: PLC0415 (python-docx is slow to load and only needed here)

    return report_docx(long_paper(pages, seed))


def _section(draw: random.Random, number: int) -> list[Part]:
    area = _AREAS[(number - 1) % len(_AREAS)]
    return [
        Part("heading", f"{number}. Khu vực {area}, đợt báo cáo {1 + (number - 1) // len(_AREAS)}", level=2),
        _words(draw),
        Part("heading", f"{number}.1. Phòng, chống dịch bệnh", level=3),
        *[_disease(draw, name) for name in draw.sample(_DISEASES, 4)],
        Part("heading", f"{number}.2. Khám bệnh, chữa bệnh", level=3),
        *_visits(draw),
        _hospital_table(draw),
        Part("heading", f"{number}.3. An toàn thực phẩm và tiêm chủng", level=3),
        _food(draw),
        _vaccination(draw),
        _words(draw),
    ]


def _words(draw: random.Random) -> Part:
    chosen = draw.sample(_WORDS, 3)
    numbers = {"a": draw.randint(20, 99), "b": draw.randint(0, 8), "c": draw.randint(300, 999)}
    return Part("paragraph", " ".join(sentence.format(**numbers) for sentence in chosen))


def _count(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%".replace(".", ",")


def _disease(draw: random.Random, name: str) -> Part:
    now, before = draw.randint(20, 900), draw.randint(20, 900)
    word = "tăng" if now > before else "giảm"
    change = f"{word} {abs(now - before):02d} ca" if now != before else "bằng"
    died = draw.choice(("không có tử vong", f"trong đó {draw.randint(1, 9):02d} ca tử vong"))
    return Part("item", f"- {name}: lũy tích {_count(now)} ca, {change} so với cùng kỳ năm 2024 ({before} ca), {died}.")


def _visits(draw: random.Random) -> list[Part]:
    inpatients, outpatients = draw.randint(9_000, 40_000), draw.randint(90_000, 400_000)
    total = inpatients + outpatients
    before = total - draw.randint(500, 20_000)
    beds, occupied = draw.randint(300, 900), draw.randint(200, 299)
    split = f"(nội trú: {_count(inpatients)} lượt; ngoại trú: {_count(outpatients)} lượt)"
    rise = f"tăng {_percent(total - before, before)} so với năm 2024 ({_count(before)} lượt)"
    use = f"có {occupied} giường sử dụng thường xuyên, đạt {_percent(occupied, beds)}"
    return [
        Part("item", f"- Tổng số {_count(total)} lượt khám {split}, {rise}."),
        Part("item", f"- Trong tổng số {beds} giường bệnh, {use}."),
    ]


def _hospital_table(draw: random.Random) -> Part:
    header = ("Đơn vị", "Giường bệnh (giường)", "Khám bệnh (lượt)", "Điều trị nội trú (lượt)")
    values = [(draw.randint(50, 300), draw.randint(9_000, 90_000), draw.randint(900, 9_000)) for _ in range(4)]
    totals = [sum(column) for column in zip(*values, strict=True)]
    places = [*(f"Cơ sở {number}" for number in range(1, 5)), "Tổng số"]
    rows = [(place, *map(_count, row)) for place, row in zip(places, [*values, totals], strict=True)]
    return Part("table", rows=(header, *rows))


def _food(draw: random.Random) -> Part:
    checked, bad = draw.randint(400, 2_000), draw.randint(20, 120)
    good, fine = checked - bad, draw.randint(20, 900)
    result = f"trong đó {_count(good)} cơ sở đạt yêu cầu, chiếm {_percent(good, checked)}"
    fines = f"có {bad} cơ sở vi phạm, xử phạt {bad // 2} cơ sở với số tiền {fine} triệu đồng"
    return Part("paragraph", f"Kiểm tra {_count(checked)} cơ sở, {result}; {fines}.")


def _vaccination(draw: random.Random) -> Part:
    children, target = draw.randint(900, 4_000), draw.choice((90, 93, 95))
    done = children * draw.randint(88, 99) // 100
    share = round(1000 * done / children)
    verdict = "vượt" if share > 10 * target else "đạt" if share == 10 * target else "chưa đạt"
    result = f"{_percent(done, children)} ({_count(done)}/{_count(children)} trẻ)"
    claim = f"{verdict} chỉ tiêu giao (chỉ tiêu năm 2025: {target}%)"
    return Part("paragraph", f"Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ: {result}, {claim}.")
