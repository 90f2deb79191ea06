"""A whole audit through the command line in a fresh process, against programs that only get at the words or the digits."""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.record import Record, run_program
from soyte.sample.long import long_report_docx

SOYTE = "from soyte.cli.main import run; run()"
# What a script of an afternoon does: every run of digits of every paragraph and table cell.
PYTHON_DOCX = r"""
import re, sys, docx
paper = docx.Document(sys.argv[1])
words = [p.text for p in paper.paragraphs] + [c.text for t in paper.tables for r in t.rows for c in r.cells]
print(sum(len(re.findall(r"\d[\d.,]*", text)) for text in words))
"""


def run(quick: bool) -> list[Record]:
    """Wall time and memory of a forty-page Word file (ten in a quick run)."""
    pages, times = (10, 1) if quick else (40, 5)
    data = f"long_report_docx(pages={pages}, seed=2025): an invented report of {pages} pages"
    records = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        word = folder / "long.docx"
        word.write_bytes(long_report_docx(pages=pages, seed=2025))
        outputs = ["--figures", str(folder / "f.jsonl"), "--findings", str(folder / "g.jsonl")]
        ours = run_program([sys.executable, "-c", SOYTE, "audit", str(word), *outputs], times)
        simple = run_program([sys.executable, "-c", PYTHON_DOCX, str(word)], times)
        against = f"python-docx {version('python-docx')} + regex (digits only, nothing recomputed)"
        records += [
            Record("audit of a Word file, wall time", ours.seconds, simple.seconds, "s", data, against, "lower"),
            Record("audit of a Word file, memory", ours.megabytes, simple.megabytes, "MB", data, against, "lower"),
        ]
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            convert = [office, profile, "--headless", "--convert-to", "txt:Text", "--outdir", name, str(word)]
            run_program(convert, 1)  # makes its profile
            text = run_program(convert, min(times, 2))
            against = "LibreOffice --convert-to txt (words only)"
            records.append(
                Record("audit of a Word file, wall time", ours.seconds, text.seconds, "s", data, against, "lower")
            )
    return records
