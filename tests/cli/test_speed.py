"""How long a user waits for the audit of a long report."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.bench_audit import SOYTE
from benchmarks.record import run_program
from soyte.sample.long import long_report_docx

SECONDS = 2.5  # of a processor on a busy machine; a quiet one needs one and a half


@pytest.mark.slow
def test_forty_pages_take_about_a_second_and_a_half(tmp_path: Path) -> None:
    word = tmp_path / "long.docx"
    word.write_bytes(long_report_docx(pages=40, seed=7))
    run = run_program([sys.executable, "-c", SOYTE, "audit", str(word), "--out", str(tmp_path / "kq.html")], 3)
    assert run.processor < SECONDS
