"""`soyte sample claims` at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Command


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


def test_it_says_what_was_written_and_where_the_totals_are(soyte: Command, tmp_path: Path) -> None:
    ended = soyte(
        "sample", "claims", "--visits", 30, "--year", 2025, "--month", 8, "--faults", "0.5", "--out", tmp_path / "a"
    )
    assert ended.code == 0
    assert "30 hồ sơ ra viện tháng 8/2025" in ended.out
    assert "quy tắc" in ended.out
    assert {"manifest.json", "files.jsonl", "labels.jsonl", "danh-muc", "ho-so"} <= {
        p.name for p in (tmp_path / "a").iterdir()
    }


def test_its_json_is_the_manifest(soyte: Command, tmp_path: Path) -> None:
    ended = soyte("sample", "claims", "--visits", 20, "--year", 2026, "--out", tmp_path / "a", "--format", "json")
    assert ended.json["visits"] == 20
    assert ended.json["sent"]["rows"]["XML1"] >= 20


def test_a_wrong_order_is_told_in_one_sentence(soyte: Command, tmp_path: Path) -> None:
    ended = soyte("sample", "claims", "--visits", 20, "--year", 2020, "--out", tmp_path / "a")
    assert ended.code == 2
    assert ended.err.startswith("--year 2020")
    assert not (tmp_path / "a").exists()
