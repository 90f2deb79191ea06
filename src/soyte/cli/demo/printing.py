"""The scorecard as a file to sign and a page to read."""

from __future__ import annotations

from soyte.cli.demo.stage import Stage


def print_scorecard(stage: Stage, place: str, of_year: int) -> None:
    """Write it twice, and say what to look at."""
    stage.chapter(f"Phiếu chỉ tiêu {place} năm {of_year}: văn bản để ký, trang để đọc")
    for name, words in (
        ("phieu-chi-tieu.docx", "phiếu chỉ tiêu theo thể thức Nghị định 30/2020; mỗi số liệu mang mã truy nguồn"),
        ("phieu-chi-tieu.html", "phiếu chỉ tiêu để đọc trên màn hình"),
    ):
        file = stage.out / name
        stage.run("scorecard", "--place", place, "--year", str(of_year), "--out", file)
        stage.open.append((file, words))
