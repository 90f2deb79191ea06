"""Anything at all may be called a report: reading and judging it ends soon, in findings or in a sentence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from patience import patience
from soyte.intake.documents import Document, UnreadableDocument
from soyte.intake.documents.text import read_text
from soyte.reports.audit import AuditedDocument, audit_document, audit_file
from soyte.reports.audit.render_html import render_html
from soyte.reports.audit.render_jsonl import render_figures_jsonl, render_findings_jsonl
from soyte.sample import long_report, sample_reports

SAMPLES = {path.suffix: path.read_bytes() for path in sample_reports()}

# fmt: off
WORDS = [
    "tăng", "giảm", "so với", "cùng kỳ", "năm trước", "trong đó", "tổng số", "đạt", "vượt", "chưa đạt", "chỉ tiêu giao",
    "kế hoạch", "gồm", "và", "chiếm", "tỷ lệ", "trên", "dưới", "gần", "khoảng", "ước", "từ", "đến", "ca", "mắc", "tử vong",
    "lượt", "người", "giường", "bác sĩ", "/10.000 dân", "%", "‰", "điểm phần trăm", "triệu", "đồng", "tỷ", "nghìn", "vạn",
    "quý I/2025", "tháng 9", "ngày 17/12/2024", "tính đến", "6 tháng đầu năm", "tuần 34", "(", ")", ":", ";", ",", ".", "-",
    "–", "/", "≥", "<", "=", "+", "12", "1.234", "1,5", "3.105.640", "0,34", "12/14", "8.120/3", "1.234,567", "02", "một",
    "hai", "nghìn", "rưỡi", "mức 4,5", "Hà Nội", "tỉnh", "toàn quốc", "\n", "\n-", "\n1.", "\nII.", "\t", "\u00a0",
    "trường hợp", "cơ sở", "vi phạm", "xử phạt", "trạm y tế", "xã", "trẻ", "dưới 5 tuổi", "không ghi nhận", "lần", "gấp", "nửa",
]
# fmt: on
phrases = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
odd = st.text(st.characters(codec="utf-8"), max_size=200)
numerals = st.text("0123456789.,/%-–()≥< \n", max_size=120)


def document(text: str) -> Document:
    """A text file with this content."""
    return read_text(text.encode(), "bc.txt")


def holds_together(audited: AuditedDocument) -> None:
    """Spans lie in the text and quote it; findings speak of statements that exist; every output can be written."""
    text, known = audited.document.text, {s.number for s in audited.reading.statements}
    spans = [(s.start, s.end, s.quote) for s in audited.reading.statements]
    spans += [(f.start, f.end, f.quote) for f in audited.findings]
    for start, end, quote in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quote
    for finding in audited.findings:
        assert set(finding.statements) <= known
        assert finding.message
    render_figures_jsonl([audited])
    render_findings_jsonl([audited])
    render_html([audited])


def survives(text: str) -> None:
    with patience():
        try:
            read = document(text)
        except UnreadableDocument:
            return
        holds_together(audit_document(read))


@given(phrases | odd | numerals)
@example("\u200d")  # nothing that can be seen
@example("có 5\u0338 ca")  # a mark that has no composed form
@settings(max_examples=40)
def test_any_words_can_be_audited(text: str) -> None:
    survives(text)


@pytest.mark.slow
@given(phrases | odd | numerals)
@settings(max_examples=200)
def test_many_more_words_can_be_audited(text: str) -> None:
    survives(text)


@pytest.mark.slow
@given(st.lists(phrases, min_size=20, max_size=60).map("\n".join))
@settings(max_examples=60)
def test_long_nonsense_can_be_audited(text: str) -> None:
    survives(text)


# --------------------------------------------------------------------------------------------- worse than any report

LONG = {
    "one line of digits": "9" * 100_000,
    "one line of groups": "1.234." * 30_000,
    "a sum without end": "Tổng số 9 ca (" + "; ".join(["xã A: 3 ca"] * 1_500) + ").",
    "brackets": "(" * 20_000 + "12 ca" + ")" * 20_000,
    "ratios": "12/14 " * 5_000,
    "percentages": "tăng 5,5% so với năm 2024 (4,5%), " * 800,
    "of which": "trong đó có 3 ca " * 2_500,
    "blanks": " " * 300_000 + "5 ca" + " " * 300_000,
    "no blank": "đạt" * 60_000,
    "lines": "\n" * 200_000,
    "words for numbers": "hai nghìn ba trăm " * 3_000,
    "names": "Hà Nội, Hải Phòng, Đà Nẵng " * 6_000,
    "dates": "ngày 05/3/2023 - 12/3/2023 " * 6_000,
    "headings": "".join(f"{n}.{n}.{n}. Mục tiêu năm 2025\n" for n in range(1, 4_000)),
    "marks": "a\u0301\u0323" * 60_000,
    "abbreviations": "KCB, ATTP-BHYT/TTHC; " * 8_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_a_text_made_to_tire_the_reader_is_read_to_its_end(name: str) -> None:
    with patience():
        audited = audit_document(document(LONG[name]))
    assert audited.document.text == LONG[name]


@pytest.mark.slow
def test_a_report_of_many_pages_does_not_blow_up() -> None:
    with patience():
        audit_document(document(long_report(pages=160)))


# ------------------------------------------------------------------------------------------------------ broken files


def mutated(content: bytes, seed: int) -> bytes:
    """The file with some bytes changed, a stretch cut out or doubled, or its end missing."""
    draw, out = Random(seed), bytearray(content)
    for _ in range(draw.choice((1, 3, 30))):
        at = draw.randrange(len(out))
        match draw.randrange(4):
            case 0:
                out[at] = draw.randrange(256)
            case 1:
                del out[at : at + draw.randrange(1, 400)]
            case 2:
                out[at:at] = out[at : at + draw.randrange(1, 400)]
            case _:
                out[at : at + 4] = draw.randbytes(4)
    return bytes(out)


def ends_well(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    with patience():
        try:
            audited = audit_file(path)
        except UnreadableDocument as error:
            assert str(error).startswith(f"{name}: ")
        else:
            holds_together(audited)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("suffix", SAMPLES)
def test_a_damaged_report_is_read_or_refused(tmp_path: Path, suffix: str, seed: int) -> None:
    ends_well(tmp_path, f"bc{suffix}", mutated(SAMPLES[suffix], seed))


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(2))
@pytest.mark.parametrize("suffix", SAMPLES)
def test_many_more_damaged_reports_are_read_or_refused(tmp_path: Path, suffix: str, batch: int) -> None:
    for seed in range(100 + 15 * batch, 115 + 15 * batch):
        ends_well(tmp_path, f"bc{suffix}", mutated(SAMPLES[suffix], seed))


@pytest.mark.slow
@given(
    st.sampled_from([".txt", ".docx", ".pdf", ".html", ".odt", ".xlsx", ".rtf", ".md", ""]),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]
    ),
    st.binary(max_size=600),
)
@settings(max_examples=150)
def test_random_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, start: bytes, rest: bytes
) -> None:
    ends_well(tmp_path_factory.mktemp("bytes"), f"bc{suffix}", start + rest)
