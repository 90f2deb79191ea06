"""Our own invented reports of the province of Bình Sơn, with planted slips. All names and figures are made up."""

from __future__ import annotations

from pathlib import Path

from soyte.sample.long import long_report
from soyte.sample.slips import SLIPS, Slip

REPORTS = Path(__file__).parent / "reports"

__all__ = ["REPORTS", "SLIPS", "Slip", "long_report", "sample_reports"]


def sample_reports() -> tuple[Path, ...]:
    """The sample reports in the order a demonstration shows them."""
    names = (
        "bao-cao-nam-2025.docx",
        "bao-cao-an-toan-thuc-pham.pdf",
        "ban-tin-dich-tuan-50.txt",
        "bieu-chi-tieu-2025.xlsx",
        "tin-hoi-nghi-tong-ket.html",
    )
    return tuple(REPORTS / name for name in names)
