"""All rules together: on the real reports, on whatever a reader may hand over, and within their time."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from document_examples import read
from hypothesis import given
from hypothesis import strategies as st

from soyte.catalogue import load_catalogue
from soyte.checks.document import KINDS, judge_document
from soyte.checks.document.folded import Folded
from soyte.intake.documents import read_document
from soyte.intake.statements import read_statements
from soyte.statements import Claim, ClaimKind, Finding, Line, Qualifier, Reading, Role, Statement, Verdict
from soyte.text import fold

CATALOGUE = load_catalogue()
THAI_NGUYEN = "002_65f8aa47b2c67ecc.txt"


def judged(path: Path) -> list[Finding]:
    return judge_document(read_statements(read_document(path)), CATALOGUE)


def test_no_rule_condemns_a_real_report(seeds: Path) -> None:
    wrong = [
        (path.name, f.quote, f.message)
        for path in sorted(seeds.glob("*.txt"))
        for f in judged(path)
        if f.verdict is Verdict.WRONG
    ]
    assert wrong == []


def test_the_year_report_is_told_what_its_readers_found(seeds: Path) -> None:
    doubtful = [f for f in judged(seeds / THAI_NGUYEN) if f.verdict is Verdict.AMBIGUOUS]
    told = {
        "section_numbering": "không có mục III",
        "unit_missing": "“dưới 7” không có đơn vị",
        "number_style": "762,655",
        "small_cell": "xã Dân Tiến",
        "duplicate_conflict": "97,4%",
        "estimate": "112,5",
        "as_of_mixed": "30/11/2024",
        "plausibility": "1,71 người/hộ",
    }
    for kind, words in told.items():
        assert any(f.kind == kind and words in f.message for f in doubtful), (
            kind,
            [f.message for f in doubtful if f.kind == kind],
        )
    ambition = " ".join(f.message for f in doubtful if f.kind == "target_ambition")
    assert "46,0 + 5,3 = 51,3" in ambition
    assert "từ 72% lên 95%" in ambition
    assert len(doubtful) <= 15, Counter(f.kind for f in doubtful)


def test_every_message_is_a_vietnamese_sentence_and_every_span_is_the_quote(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        found = read_statements(read_document(path))
        for finding in judge_document(found, CATALOGUE):
            assert found.text[finding.start : finding.end] == finding.quote
            assert finding.message.endswith("."), finding.message
            assert finding.severity == {"ok": "ok", "wrong": "error", "ambiguous": "note"}[finding.verdict]
            assert set(finding.statements) <= {s.number for s in found.statements}


# ------------------------------------------------------------------------------------------- whatever a reader gives

PIECES = (
    "I. II. 1. 3.2 a) Phần thứ 2 tỷ lệ số ca mắc tử vong tại xã Dân Tiến cả 3 bệnh đều tăng không để dịch lớn cơ bản đạt trong số 12 mẫu 37% "
    "cao nhất 118,3 thấp nhất (112,4) hộ và người ước kế hoạch năm 2025 762,655 triệu đồng \n \u0301 \u200b KBCB"
)
WORDS = st.sampled_from(re.split(" ", PIECES))
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=60).map(" ".join)
NUMBERS = (
    st.decimals(allow_nan=True, allow_infinity=True)
    | st.decimals(-1000, 10**6, places=2)
    | st.integers(0, 60).map(Decimal)
)
UNITS = st.sampled_from(
    [
        None,
        "",
        "%",
        "‰",
        "ca",
        "người",
        "hộ",
        "/",
        "giường/10.000 dân",
        "/10.000 dân",
        "triệu đồng",
        "chỉ tiêu",
        "trẻ trai/100 trẻ gái",
    ]
)
LABELS = st.sampled_from(
    [None, "2024", "2025", "2024-01-01/2024-12-17", "2024-12", "2024-W50", "tháng mười", "9999", ""]
)
PLACES = st.sampled_from([None, "Bình Sơn", "cả nước", "xã Dân Tiến", "huyện Võ Nhai"])
INDICATORS = st.none() | st.sampled_from(sorted(CATALOGUE.indicators)) | st.just("không có trong danh mục")


@st.composite
def figures(draw: st.DrawFn, text: str) -> Statement:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text) + 1, start + 20)))
    return Statement(
        number=draw(st.integers(0, 12)),
        start=start,
        end=end,
        quote=text[start:end],
        value=draw(NUMBERS),
        value_text=draw(st.sampled_from(["1.234", "762,655", "6.4", "12,5", "", "x", "1,248,300"])),
        precision=draw(st.sampled_from([Decimal(1), Decimal("0.1"), Decimal(0), Decimal("1E+30"), Decimal("0.001")])),
        unit=draw(UNITS),
        qualifier=draw(st.sampled_from(Qualifier)),
        role=draw(st.sampled_from(Role)),
        period=draw(LABELS),
        as_of=draw(st.sampled_from([None, "2024-12-17", "2024-11-30", "hôm nay"])),
        place=draw(PLACES),
        indicator=draw(INDICATORS),
        subject=draw(st.sampled_from(["", "tỷ lệ", "giảm", "sốt xuất huyết tăng"])),
        block=draw(st.integers(0, 9)),
        sentence=draw(st.integers(0, 5)),
        high=draw(st.none() | NUMBERS),
        estimate=draw(st.booleans()),
        readings=tuple(draw(st.lists(NUMBERS, max_size=2))),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    found = draw(st.lists(figures(text), max_size=12))
    spots = st.integers(-1, len(text) + 1)
    claims = draw(
        st.lists(
            st.builds(
                Claim,
                st.sampled_from(ClaimKind),
                st.integers(0, len(text)),
                st.integers(0, len(text)),
                st.lists(
                    st.tuples(
                        st.sampled_from(["actual", "target", "previous", "change", "share"]), st.integers(-1, 15)
                    ),
                    max_size=4,
                ).map(tuple),
                st.sampled_from(["", "up", "down", "attained"]),
            ),
            max_size=4,
        )
    )
    lines = read(text).lines if draw(st.booleans()) else tuple(
        draw(
            st.lists(
                st.builds(
                    Line, spots, spots, spots, st.integers(0, 99), st.sampled_from(["", "II.", "3.2.", "a)"]), st.booleans(), st.integers(0, 5),
                    st.sampled_from([None, 0, 1]), st.integers(0, 3), st.integers(0, 3),
                ),
                max_size=8,
            )
        )
    )  # fmt: skip
    return Reading("x", text, tuple(found), tuple(claims), (), lines, draw(LABELS), draw(PLACES))


@pytest.mark.slow
@given(readings())
def test_no_reading_makes_a_rule_fail(found: Reading) -> None:
    for finding in judge_document(found, CATALOGUE):
        assert found.text[finding.start : finding.end] == finding.quote
        assert finding.message
        assert finding.kind in KINDS


@pytest.mark.slow
@given(TEXTS)
def test_no_text_makes_a_rule_fail(text: str) -> None:
    judge_document(read(text), CATALOGUE)


@given(st.text(alphabet="aàảoòuủyỳ\u0301\u0309\u200b \u00a0–Đđ1.,", max_size=40))
def test_the_folded_copy_leads_back_to_the_text(text: str) -> None:
    copy = Folded(text)
    spans = [copy.original(i, i + 1) for i in range(len(copy.text))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    for position in range(len(text) + 1):
        assert 0 <= copy.at(position) <= len(copy.text)


def test_the_folded_copy_is_folded_word_by_word() -> None:
    assert (
        Folded("Bác Sỹ  HOÀ\u00a0Bình – xẩy ra").text
        == f"{fold('bác')} {fold('sỹ')}  {fold('hoà')} bình - {fold('xẩy')} ra"
    )
