"""What every rendering of an audit shares: Vietnamese words, order of findings, and text that is safe to show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from soyte.checks.document import KINDS
from soyte.intake.documents.model import Block, Document
from soyte.periods import PeriodError, parse
from soyte.reports.audit.model import AuditedDocument, Coverage
from soyte.reports.safe_text import count, one_line
from soyte.statements import Finding, Qualifier, Role, Statement, Verdict

VERDICT_WORDS = {Verdict.WRONG: "Sai", Verdict.AMBIGUOUS: "Cần xem lại", Verdict.OK: "Khớp"}
UNTESTED = "Chưa đối chiếu"
ORDER = (Verdict.WRONG, Verdict.AMBIGUOUS, Verdict.OK)

KIND_WORDS = {
    "ratio": "Tỷ lệ",
    "difference": "Chênh lệch",
    "relative_change": "Tốc độ tăng, giảm",
    "sum": "Tổng số",
    "subset": "Bộ phận và tổng số",
    "count": "Số lượng được kể tên",
    "target_attainment": "Mức đạt chỉ tiêu",
    "linked": "Số liệu bị sửa tay",
    **KINDS,
}

ROLE_WORDS = {
    Role.ACTUAL: "thực hiện",
    Role.TARGET: "chỉ tiêu",
    Role.PREVIOUS: "kỳ trước",
    Role.CHANGE: "mức tăng, giảm",
    Role.SHARE: "tỷ lệ",
    Role.NUMERATOR: "tử số",
    Role.DENOMINATOR: "mẫu số",
}

QUALIFIER_WORDS = {
    Qualifier.EXACT: "",
    Qualifier.APPROX: "khoảng",
    Qualifier.OVER: "trên",
    Qualifier.UNDER: "dưới",
    Qualifier.AT_LEAST: "từ … trở lên",
    Qualifier.AT_MOST: "không quá",
    Qualifier.RANGE: "khoảng từ … đến",
}


def period_words(period: str | None) -> str:
    """`2024` as `năm 2024`, `2024-12-17` as `ngày 17/12/2024`; what is no period stays as it is."""
    if not period:
        return ""
    try:
        return parse(period).phrase_vi
    except PeriodError:
        return one_line(period, 60)


def figure_words(statement: Statement) -> str:
    """How a figure was read: `Tay chân miệng; kỳ trước; năm 2024; khoảng`."""
    words = [
        one_line(statement.subject, 120),
        ROLE_WORDS[statement.role],
        QUALIFIER_WORDS[statement.qualifier],
        period_words(statement.period),
        one_line(statement.place, 60) if statement.place else "",
        "ước" if statement.estimate else "",
    ]
    return "; ".join(word for word in words if word)


def kind_word(kind: str) -> str:
    """The Vietnamese name of a kind of finding."""
    return KIND_WORDS.get(kind, "Kiểm tra khác")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Wrong first, then doubtful, then those that hold; each group in text order."""
    return sorted(findings, key=lambda f: (ORDER.index(f.verdict), f.start, f.end))


def locator(document: Document, position: int) -> str:
    """How a person finds the block that holds `position`: `trang 3`, `đoạn 12`."""
    at = bisect_right(document.blocks, position, key=lambda block: block.start) - 1
    while at > 0 and _holds(document.blocks[at - 1], position):
        at -= 1
    return one_line(document.blocks[at].locator, 60) if at >= 0 and _holds(document.blocks[at], position) else ""


def _holds(block: Block, position: int) -> bool:
    return block.start <= position < max(block.end, block.start + 1)


def total(audited: Sequence[AuditedDocument]) -> Coverage:
    """The coverage of several documents together."""
    parts = [document.coverage for document in audited]
    names = ("figures", "matched", "tested", "claims", "ok", "wrong", "ambiguous")
    return Coverage(**{name: sum(getattr(part, name) for part in parts) for name in names})


def headline(coverage: Coverage) -> str:
    """What is the matter, in one line: `2 số liệu sai, 9 chỗ cần xem lại, 36 khẳng định khớp`."""
    if not coverage.wrong + coverage.ambiguous + coverage.ok:
        return "Chưa có khẳng định nào kiểm tra được bằng phép tính"
    parts = [f"{count(coverage.wrong)} số liệu sai" if coverage.wrong else "Không thấy số liệu sai"]
    if coverage.ambiguous:
        parts.append(f"{count(coverage.ambiguous)} chỗ cần xem lại")
    if coverage.ok:
        parts.append(f"{count(coverage.ok)} khẳng định khớp")
    return ", ".join(parts)


def coverage_line(coverage: Coverage) -> str:
    """How much was read and how much of it was tested, in one sentence."""
    if not coverage.figures:
        return "Không đọc được số liệu nào."
    return (
        f"Đã đọc {count(coverage.figures)} số liệu: {count(coverage.matched)} số liệu gắn được với chỉ tiêu trong "
        f"danh mục, {count(coverage.tested)} số liệu được đối chiếu; {count(coverage.claims)} khẳng định được tính lại."
    )
