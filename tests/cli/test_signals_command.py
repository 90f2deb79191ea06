"""`soyte signals` on a small ledger: every format, and what it says of a wrong question."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from commands import Command

from measures.books import new_book
from surveillance.signals.test_finding import ILL, history


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.setenv("COLUMNS", "400")
    return Command(monkeypatch, capsys)


def test_signals_are_printed_in_every_format_and_written_down_once(soyte: Command, tmp_path: Path) -> None:
    new_book(tmp_path).load(history(60))
    asked = ("signals", "--week", "2025-W34", "--level", "commune", "--home", tmp_path / "so")
    told = soyte(*asked, "--rows").out
    assert "98002: 20 ca Sốt xuất huyết Dengue, dự kiến" in told
    assert "Điều kiện theo quy định" in told
    assert "kỳ này chưa có báo cáo (1)" in told
    assert "soyte trace 'cases@98002/2025-W34" in told
    assert "0 mới" not in told
    found = soyte(*asked, "--format", "json").json
    assert {one["place"] for one in found["signals"]} == {ILL}
    rows = list(csv.DictReader(io.StringIO(soyte(*asked, "--format", "csv").out)))
    assert [row["words"] for row in rows] == [one["words"] for one in found["signals"]]
    page = soyte(*asked, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "Tín hiệu thống kê" in page
    assert "Ghi vào sổ: 0 mới" in soyte(*asked).out


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--week", "2025-08", "cần một tuần"), ("--level", "thôn", "chỉ nhận commune"), ("--format", "pdf", "chỉ nhận")],
)
def test_a_wrong_question_is_told_what_is_possible(
    soyte: Command, tmp_path: Path, option: str, value: str, told: str
) -> None:
    new_book(tmp_path)
    ended = soyte("signals", "--home", tmp_path / "so", option, value)
    assert ended.code == 2
    assert told in ended.err
