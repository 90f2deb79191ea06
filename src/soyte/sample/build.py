"""Make the sample reports again: `python -m soyte.sample.build`.

Word and Excel files come out byte for byte the same. The PDF is the Word file printed by LibreOffice, as offices do it:
it is made again only where LibreOffice is installed, and its bytes depend on that version and the fonts of the machine.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from soyte.sample import REPORTS
from soyte.sample.markup import parse
from soyte.sample.word import report_docx
from soyte.sample.workbook import report_xlsx

SOURCES = Path(__file__).parent / "sources"
# What LibreOffice stamps on every print; replaced at equal length, so that the offsets inside the PDF stay true.
_DATE = re.compile(rb"(/CreationDate\(D:)\d{14}")
_HASH = re.compile(rb"(?<=[</])[0-9A-F]{32}(?=[>\s])")


def source(name: str) -> str:
    """The text from which the sample report `name` is made."""
    return (SOURCES / name).read_text(encoding="utf-8")


def files() -> dict[str, bytes]:
    """Every sample report that needs no office suite, by file name."""
    return {
        "bao-cao-nam-2025.docx": report_docx(parse(source("bao-cao-nam-2025.txt"))),
        "bieu-chi-tieu-2025.xlsx": report_xlsx(source("bieu-chi-tieu-2025.txt")),
        "ban-tin-dich-tuan-50.txt": source("ban-tin-dich-tuan-50.txt").encode(),
        "tin-hoi-nghi-tong-ket.html": source("tin-hoi-nghi-tong-ket.html").encode(),
    }


def food_safety_pdf(office: str) -> bytes:
    """The food-safety report as a PDF with a text layer."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "bao-cao-an-toan-thuc-pham.docx"
        word.write_bytes(report_docx(parse(source("bao-cao-an-toan-thuc-pham.txt"))))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
        printed = word.with_suffix(".pdf").read_bytes()
        return _HASH.sub(b"0" * 32, _DATE.sub(rb"\g<1>20251007080000", printed))


def main() -> None:
    """Write all sample reports into the package."""
    made = files()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        made["bao-cao-an-toan-thuc-pham.pdf"] = food_safety_pdf(office)
    REPORTS.mkdir(exist_ok=True)
    for name, content in made.items():
        (REPORTS / name).write_bytes(content)
        print(f"{REPORTS / name}: {len(content)} byte")


if __name__ == "__main__":
    main()
