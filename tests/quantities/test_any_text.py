"""What holds for every text: nothing raises, every digit is accounted for, and spellings of one text say the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patience import patience
from quantity_rows import Read, read
from soyte.quantities import Form, scan, write
from soyte.text import normalise

# -------------------------------------------------------------------------------------------------------- any text

_WORDS = """
    1 2 05 12 100 10.000 1.234 12,5 1,234 0,5 2024 1.234.567,8 95 0912 345 678 115 ١ ² 999999999999
    % ‰ %o °C triệu tỷ nghìn trăm chục đồng ca lượt người xã giường bác sĩ dân trẻ trai gái mg hộp viên con kíp
    trên dưới khoảng ước đạt từ đến - – / . , : ; ( ) < > = ≥ ≤ + ± _ @ x " '
    mức số mũi nhóm thôn quận khóa hạng thứ mã Điều khoản trang Luật QĐ-BYT Bệnh viện khoa
    một hai ba năm mười mươi linh vạn nửa điểm phần trăm tuổi lần trở lên giới tính khám thai tiêm
    ngày tháng quý tuần COVID-19 A H5N1 BA. XBB.1.5 http://a.vn/1 b_1 12/34 1/6/2024 +84 /10.000 /100
"""
_PIECES = st.sampled_from([*_WORDS.split(), " ", "\n", "\n\n", "\u00a0", "\u200b", "\u0301"])
texts = st.lists(_PIECES | st.text(max_size=4), max_size=30).flatmap(
    lambda pieces: st.sampled_from(["", " ", " ", "\n"]).map(lambda glue: glue.join(pieces))
)


@settings(max_examples=500)
@given(texts)
def test_every_digit_is_a_quantity_or_left_out(original: str) -> None:
    text = normalise(original).text
    found = scan(text)
    spans = [(quantity.start, quantity.end) for quantity in found.quantities]
    spans = sorted([*spans, *((ignored.start, ignored.end) for ignored in found.ignored)])
    end, bare = 0, ""
    for start, stop in spans:
        assert end <= start < stop <= len(text), (text, spans)
        bare += text[end:start]
        end = stop
    bare += text[end:]
    assert not any(c.isdecimal() for c in bare), (text, spans)


@settings(max_examples=500)
@given(texts)
def test_quantities_are_ordered_and_consistent(original: str) -> None:
    text = normalise(original).text
    end = 0
    for found in scan(text).quantities:
        assert end <= found.start
        end = found.end
        assert 0 <= found.lead <= found.start
        assert text[found.start : found.end].startswith(found.digits)
        assert found.readings[0] == found.value
        assert found.precision > 0
        assert (found.high is not None) == (found.form is Form.RANGE) == (found.qualifier == "range")
        assert found.high is None or found.value < found.high
        assert write(found)


@given(texts)
def test_dates_given_by_the_caller_are_used(original: str) -> None:
    text = normalise(original).text
    assert not any(ignored.kind == "date" for ignored in scan("ngày 5/3/2024", mentions=[]).ignored)
    scan(text, mentions=[])


# --------------------------------------------------------------------------------------------------------- hygiene

REPORT = """Số bác sĩ trên 10.000 dân đạt 12,8 bác sĩ; khoảng 1,3 triệu lượt khám, 12/14 chỉ tiêu,
95,5 % và 5 điểm phần trăm, từ 18 đến 20 ca, gần 1,6 tỷ đồng, hai nghìn ba trăm người, 05 (năm) đơn vị,
“Đề án 06” ngày 4/5/2024, 112,5 trẻ trai/100 trẻ gái; khóa 15; hoà giải 3 vụ – xử phạt 45.000.000 đồng."""


@pytest.mark.parametrize(
    "variant",
    [
        unicodedata.normalize("NFD", REPORT),
        unicodedata.normalize("NFKD", REPORT),
        REPORT.replace(" ", "\u00a0"),
        REPORT.replace(" ", "\u2009"),
        REPORT.replace(" ", "\t"),
        REPORT.replace(" ", "  "),
        REPORT.replace(" ", " \u200b"),
        "\u200b".join(REPORT),
        "\ufeff" + REPORT,
        REPORT.replace("\n", "\r\n"),
        REPORT.replace("\n", "\u2028"),
        REPORT.replace("\n", "\x0b"),
        REPORT.replace("trăm", "tr\u00adăm"),
        REPORT.replace("“", '"').replace("”", '"').replace("–", "-"),
        REPORT.replace("–", "—"),
        REPORT.replace("/", "\u2044"),
        REPORT.replace("%", "\uff05"),
        REPORT.replace("Đ", "\u00d0"),
        REPORT.upper(),
        REPORT.lower(),
    ],
    ids=[
        "NFD", "NFKD", "no-break blanks", "thin blanks", "tabs", "double blanks", "zero-width blanks", "all zero-width",
        "byte order mark", "CRLF", "line separators", "vertical tabs", "soft hyphens", "plain quotes", "long dashes",
        "fraction slashes", "wide percent sign", "Eth for Đ", "capitals", "lower case",
    ],
)  # fmt: skip
def test_spellings_of_one_text_say_the_same(variant: str) -> None:
    assert [plain(row) for row in read(variant)] == [plain(row) for row in read(REPORT)]


def plain(row: Read) -> Read:
    """The row with its digits or words as they would be printed in small letters."""
    return row._replace(digits=" ".join(row.digits.lower().split()))


def test_the_report_says_something() -> None:
    assert [row.digits for row in read(REPORT)] == [
        "12,8", "1,3", "12", "14", "95,5", "5", "18 đến 20", "1,6", "hai nghìn ba trăm", "05", "112,5", "3", "45.000.000",
    ]  # fmt: skip


@pytest.mark.parametrize("printed", [REPORT, unicodedata.normalize("NFD", REPORT)], ids=["NFC", "NFD"])
def test_spans_lead_back_to_the_original(printed: str) -> None:
    original = "\ufeff" + printed.replace(" ", " \u200b")
    normal = normalise(original)
    quotes = []
    for found in scan(normal.text).quantities:
        start, end = normal.original_span(found.start, found.end)
        quotes.append(unicodedata.normalize("NFC", original[start:end].replace("\u200b", "")))
        assert original[start:end].replace("\u200b", "")[0] not in " \n"
    plain = normalise(REPORT)
    assert quotes == [REPORT[slice(*plain.original_span(q.start, q.end))] for q in scan(plain.text).quantities]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đạt 95 % số xã", "đạt95% số xã"),
        ("( 95 %)", "(95%)"),
        ("12 / 14 chỉ tiêu", "12/14 chỉ tiêu"),
        ("< 10%", "<10%"),
        ("15,4 bác sĩ / 10.000 dân", "15,4 bác sĩ/10.000 dân"),
        ("15,4 bác sỹ/vạn dân", "15,4 bác sĩ/vạn dân"),
        ("2tỉ đồng", "2 tỷ đồng"),
        ("đạt 95%./.", "đạt 95%"),
        ("giảm\n08 trường hợp", "giảm 08 trường hợp"),
        ("giảm 08\ntrường hợp", "giảm 08 trường hợp"),
    ],
)
def test_missing_and_stray_blanks_change_nothing(one: str, other: str) -> None:
    assert read(one) == read(other)


# --------------------------------------------------------------------------------------------------------- hostile

HOSTILE = [
    "1", "1 ", "1\n", "1\n\n", "1/", "/", "1/1/", "12/14 ", "1.", "1,", "1, ", "1.000.", "1-", "1 - ", "-1", "1:1:",
    "(", "(1", "1 (", "[", "1 (một) ", "một ", "một trăm (", "hai mươi ", "tỷ ", "1 tỷ ", "1 nghìn ", "1 tỷ 1 triệu ",
    "số 1, ", "thôn 1, ", "mức 4,", "đạt mức 4 và ", "mã 1 ", "84 ", "+84 ", "012 ", "0912 ", "1900 ", "A1-", "BA.1 ",
    "1-1-1-", "1_", "@1.", "http://1/", "từ 1 đến ", "1 đến 1 ", "1 triệu - 1 triệu lượt ", "trên 10.000 dân ",
    "bác sĩ trên 10.000 dân ", "1 bác sĩ đại học trên ", "giới tính 1/100 ", "ước đạt có ", "không vượt quá ", "1 a a trở lên ",
    "hộp 1 vỉ x ", "Luật a b c 2010 ", "Bệnh viện a b c ", "Tết 1/1 ", '"Vita 7" ', "1 điểm % ", "1%0", "ngày 1 tháng 1 ",
    "\u0301", "a\u0301", "\u200b", "\u00ad", "e\u0323\u0302", "1\u0301", "١", "²", "½ ", "\n",
]  # fmt: skip


def read_without_end(unit: str, size: int) -> None:
    with patience():
        scan(normalise((unit * (size // len(unit) + 1))[:size]).text)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_few_kilobytes_of_anything_are_read(unit: str) -> None:
    read_without_end(unit, 4000)


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hundred_kilobytes_of_anything_do_not_blow_up(unit: str) -> None:
    read_without_end(unit, 100_000)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "1" * 5000 + " triệu ca",
        "Tết " + "1" * 5000 + "/5",
        "1/" + "1" * 5000 + " dân",
        "trên " + "1" * 9000 + " dân",
        "từ 1 đến " + "9" * 9000 + " ca",
        "1 tỷ " + "1" * 5000 + " triệu",
        "số " + "1" * 5000,
        "ngày " + "1" * 5000 + "/" + "2" * 5000,
        "1" + ".000" * 3000 + " đồng",
        "0," + "1" * 9000 + "%",
    ],
    ids=lambda text: text[:12],
)
def test_no_number_is_too_long(text: str) -> None:
    for found in scan(text).quantities:
        assert write(found)
