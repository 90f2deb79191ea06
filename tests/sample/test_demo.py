"""`python -m soyte.cli.demo`: what a newcomer runs first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from soyte.cli.demo import chosen_reports, demo
from soyte.sample import sample_reports


def test_it_takes_the_texts_of_the_folder_or_else_the_sample_reports(tmp_path: Path) -> None:
    assert chosen_reports(tmp_path / "missing") == list(sample_reports())
    assert chosen_reports(tmp_path) == list(sample_reports())
    (tmp_path / "b.txt").touch()
    (tmp_path / "a.txt").touch()
    assert [path.name for path in chosen_reports(tmp_path)] == ["a.txt", "b.txt"]


def test_it_prints_findings_and_coverage_and_says_where_the_page_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds, out = tmp_path / "seeds", tmp_path / "out"
    seeds.mkdir()
    (seeds / "bc.txt").write_text(
        "Năm 2025, toàn tỉnh ghi nhận 312 ca, tăng 47 ca so với năm 2024 (275 ca).\n", "utf-8"
    )
    with pytest.raises(typer.Exit) as stopped:
        demo(seeds, out)
    printed = capsys.readouterr().out
    assert stopped.value.exit_code == 0
    assert "1 số liệu sai" in printed
    assert "Đã đọc 3 số liệu" in printed
    assert f"Mở {out / 'report.html'} bằng trình duyệt" in printed
    assert "312 ca" in (out / "report.html").read_text("utf-8")
    assert len((out / "figures.jsonl").read_text("utf-8").splitlines()) == 3
    assert json.loads((out / "findings.jsonl").read_text("utf-8").splitlines()[0])["verdict"] == "wrong"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bc.txt").write_text("Có 5 ca.", "utf-8")
    with pytest.raises(typer.Exit) as stopped:
        demo(tmp_path, tmp_path / "bc.txt")
    assert stopped.value.exit_code == 2
    assert "không ghi được" in capsys.readouterr().err
