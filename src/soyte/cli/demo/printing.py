"""The scorecard as a file to sign and a page to read, what becomes of it in other hands, and places side by side."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from soyte.cli.demo.stage import Stage

COMPARED = "beds_per_10000"
_FIGURE = re.compile(r'(<w:alias w:val="(?!tong)[^"]+"/>(?:(?!</w:sdt>).)*?<w:t[^>]*>[^<]*)(\d)(</w:t>)', re.DOTALL)


def print_scorecard(stage: Stage, place: str, of_year: int) -> None:
    """Write it twice; change a figure by hand, as somebody in a hurry would; let it be found."""
    stage.chapter(f"Phiếu chỉ tiêu {place} năm {of_year}: văn bản để ký, trang để đọc")
    asked = ("scorecard", "--place", place, "--year", str(of_year), "--out")
    document, page = stage.out / "phieu-chi-tieu.docx", stage.out / "phieu-chi-tieu.html"
    stage.run(*asked, document)
    stage.open.append((document, "phiếu chỉ tiêu theo thể thức Nghị định 30/2020; mỗi số liệu mang mã truy nguồn"))
    stage.run(*asked, page)
    stage.open.append((page, "phiếu chỉ tiêu để đọc trên màn hình"))
    stage.run("verify", document)
    altered = stage.out / "phieu-bi-sua-tay.docx"
    alter_a_figure(document, altered)
    stage.say("\nAi đó sửa tay một con số trong tệp Word:")
    stage.run("verify", altered, ends=1)


def compare_places(stage: Stage) -> None:
    """What the reports of several places state of one indicator."""
    stage.chapter("So các địa bàn, từ số mà báo cáo của từng nơi nêu")
    picture = stage.out / "so-sanh.svg"
    stage.run("compare", "--indicator", COMPARED, "--out", picture)
    if picture.exists():
        stage.open.append((picture, "các địa bàn cạnh nhau"))


def alter_a_figure(source: Path, target: Path) -> None:
    """A copy of a Word file in which the last digit of the first linked figure is another one."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in whole.infolist():
            content = whole.read(part)
            if part.filename == "word/document.xml":
                content = _FIGURE.sub(_another, content.decode(), count=1).encode()
            changed.writestr(part, content)


def _another(found: re.Match[str]) -> str:
    return f"{found[1]}{(int(found[2]) + 1) % 10}{found[3]}"
