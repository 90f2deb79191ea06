"""`soyte detect`: a case in, the same case with its result out; what is wrong with it in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Command

CASE: dict[str, Any] = {
    "series": {"observed": [2, 3, 1, 2, None, 4, 2, 3, 2, 3, 19, 2], "freq": 52, "start": [2024, 1]},
    "method": "earsC",
    "control": {"method": "C1", "baseline": 5},
    "range": [10, 11, 12],
}


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command."""
    return Command(monkeypatch, capsys)


def written(folder: Path, case: object) -> Path:
    path = folder / "chuoi.json"
    path.write_text(json.dumps(case), "utf-8")
    return path


def test_the_case_comes_back_with_its_result(soyte: Command, tmp_path: Path) -> None:
    found = soyte("detect", written(tmp_path, CASE), "--format", "json").json
    assert found["series"] == CASE["series"]
    assert found["result"]["alarm"] == [False, True, False]
    assert found["result"]["tested"] == [False, True, True]  # an unknown week lies behind the first
    assert found["result"]["upperbound"][0] is None


def test_the_table_tells_alarms_from_what_could_not_be_tested(soyte: Command, tmp_path: Path) -> None:
    told = soyte("detect", written(tmp_path, CASE)).out
    assert [line.split()[-1] for line in told.splitlines()[1:3]] == ["được", "BÁO"]
    assert "1 cảnh báo trong 3 thời điểm, 1 thời điểm chưa xét được" in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"method": "magic"}, "method"),
        ({"range": [0]}, "range"),
        ({"series": {"observed": [1, "hai"]}}, "series.observed"),
        ({"series": {"observed": [1, -2]}}, "từ 0 trở lên"),
        ({"series": 3}, "series"),
        ({"control": {"method": "C9"}}, "control"),
    ],
)
def test_what_is_wrong_with_a_case_is_one_sentence(
    soyte: Command, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    done = soyte("detect", written(tmp_path, {**CASE, **change}))
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_cases_that_are_no_chart_of_one_series_are_printed_too(soyte: Command, tmp_path: Path) -> None:
    late = {"method": "nowcast", "series": {"triangle": [[5, 5], [4, 4], [6, 6], [5, None]]}}
    told = soyte("detect", written(tmp_path, late)).out.splitlines()
    assert told[0].split()[:2] == ["Đã", "báo"]
    assert told[4].split()[:2] == ["5", "10"]
    places = {
        "observed": [[0, 1, 9], [4, 4, 0]],
        "latitude": [10, 12],
        "longitude": [106, 108],
        "names": ["xã A", "xã B"],
    }
    scan = {"method": "spaceTimeScan", "series": places, "control": {"longest": 1, "replications": 99}}
    assert soyte("detect", written(tmp_path, scan)).out.startswith("xã A: 9 ca trong 1 kỳ cuối")
