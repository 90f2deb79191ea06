"""`soyte proof`: detectors held against counts of one's own and against invented series."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from commands import Command


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command."""
    return Command(monkeypatch, capsys)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Eight years of months of two communes, with an outbreak in the last."""
    counts = np.random.default_rng(1).poisson(8, (2, 96))
    counts[0, 84:88] = 60
    lines = [
        f"{place},{2015 + n // 12},{n % 12 + 1},Sởi,{row[n]}"
        for place, row in zip(("xã A", "xã B"), counts, strict=True)
        for n in range(96)
    ]
    path = tmp_path / "so-ca.csv"
    path.write_text("\n".join(["địa bàn,năm,tháng,bệnh,số ca", *lines]), "utf-8")
    return path


def test_a_back_test_names_what_was_found_and_what_an_outbreak_is(soyte: Command, table: Path) -> None:
    told = soyte("proof", "back-test", table, "--detector", "Mặc định", "--by", "series").out
    line = next(line for line in told.splitlines() if "gấp đôi" in line and "xã A" in line)
    assert "1,00" in line
    assert "gấp đôi: từ hai kỳ liền nhau" in told


def test_a_page_of_it_needs_nothing_from_elsewhere(soyte: Command, table: Path) -> None:
    page = soyte("proof", "back-test", table, "--detector", "Mặc định", "--format", "html").out
    assert "<svg" in page
    assert "phát hiện 1/1 đợt dịch" in page
    assert "src=" not in page


def test_a_comparison_is_the_same_each_time(soyte: Command) -> None:
    ask = ("proof", "simulation", "--detector", "EARS C1", "--replicates", 2, "--scenario", 13, "--format", "json")
    first = soyte(*ask).json
    assert first == soyte(*ask).json
    assert 0 < first[0]["Báo động giả (FPR)"] < 0.2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--detector", "magic"), "--detector: không có phương pháp nào"),
        (("--history", 12), "cần nhiều hơn 12 năm"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    soyte: Command, table: Path, arguments: tuple[str | int, ...], words: str
) -> None:
    done = soyte("proof", "back-test", table, *arguments)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err
