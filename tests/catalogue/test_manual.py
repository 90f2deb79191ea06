"""The manual pages say what the definitions say, and are as new as they are."""

from __future__ import annotations

from pathlib import Path

from repository import ROOT
from soyte.catalogue.manual import FOLDER, pages, write
from soyte.catalogue.whole import load_whole


def test_the_pages_in_the_repository_are_those_that_the_definitions_give() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).glob("*.md")}
    stale = sorted(name for name, text in pages(load_whole()).items() if written.get(name) != text)
    assert stale == [], "run python -m soyte.catalogue.manual"
    assert sorted(written) == sorted(pages(load_whole()))


def test_every_indicator_disease_and_regime_has_its_place() -> None:
    whole, made = load_whole(), pages(load_whole())
    for one in whole.catalogue:
        page = made[f"{whole.catalogue.domains[one.id]}.md"]
        assert f"Mã: `{one.id}`" in page
        assert f"- Căn cứ: {one.legal_source} [" in page
    assert all(f"Mã: `{name}`" in made["benh.md"] for name in whole.diseases.all)
    assert all(f"Mã: `{name}`" in made["che-do-bao-cao.md"] for name in whole.regimes.versions)
    assert all(f"({domain}.md)" in made["index.md"] for domain in whole.tables.domains)


def test_an_entry_reads_like_a_definition() -> None:
    page = pages(load_whole())["input_resources.md"]
    entry = page[page.index("Mã: `beds_private_share`") :].split("\n## ")[0]
    for line in (
        "- Đơn vị tính: %",
        "- Công thức: tử số ÷ mẫu số × 100",
        "- Ví dụ: 722 ÷ 6.989 × 100 = 10,33%",
        "- Kỳ báo cáo: năm",
        "- Kiểm tra: bằng “Tổng số giường bệnh tư nhân” ÷ “Tổng số giường bệnh” × 100",
    ):
        assert line in entry, entry


def test_pages_of_domains_that_are_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("x")
    written = write(tmp_path, load_whole())
    assert sorted(tmp_path.iterdir()) == sorted(written)
