"""`soyte targets` at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Command, copy_of
from handed_in import write

HEADER = "Chỉ tiêu,Địa bàn,Kỳ,Mức giao,Cơ quan giao"
REPORT = """\
SỞ Y TẾ TỈNH THÁI NGUYÊN
BÁO CÁO
Kết quả công tác y tế năm 2025

- Tỷ lệ người dân tham gia bảo hiểm y tế ước đạt 94,1%.
"""


@pytest.fixture
def soyte(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Command:
    command = Command(monkeypatch, capsys)

    def made(folder: Path) -> None:
        command("init", "--home", folder / "kho")
        monkeypatch.setenv("SOYTE_HOME", str(folder / "kho"))
        command("ingest", write(folder / "bao-cao.txt", REPORT))
        lines = (
            "bhyt_coverage_rate,Thái Nguyên,2025,95,HĐND tỉnh",
            "bhyt_coverage_rate,Thái Nguyên,2025,94,UBND tỉnh",
            "lạ,19,2025,1,",
        )
        ended = command("targets", "import", write(folder / "chi-tieu.csv", "\n".join((HEADER, *lines))))
        assert (ended.code, "nhận 2 trên 3 dòng, để riêng 1 dòng" in ended.out) == (0, True)

    monkeypatch.setenv("SOYTE_HOME", str(copy_of("targets", made, tmp_path_factory, tmp_path) / "kho"))
    return command


def test_each_body_s_target_is_judged(soyte: Command) -> None:
    (found,) = soyte("targets", "show", "--place", "Thái Nguyên", "--year", "2025", "--format", "json").json
    verdicts = {target["body"]: (target["verdict"], target["provisional"]) for target in found["targets"]}
    assert verdicts == {"council": ("nearly_met", True), "committee": ("exceeded", True)}


def test_the_table_says_it_in_words(soyte: Command) -> None:
    shown = " ".join(soyte("targets", "show", "--place", "19", "--year", "2025").out.split())
    assert "HĐND" in shown
    assert "cơ bản đạt (tạm tính)" in shown


def test_an_explanation_is_kept(soyte: Command) -> None:
    said = ("--place", "19", "--year", "2025", "--text", "thẻ hết hạn chưa gia hạn", "--cause", "chu-quan")
    assert soyte("targets", "explain", "bhyt_coverage_rate", *said).code == 0
    (found,) = soyte("targets", "show", "--place", "19", "--year", "2025", "--format", "json").json
    assert found["targets"][0]["explanation"]["text"] == "thẻ hết hạn chưa gia hạn"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "khong_co", "--place", "19", "--year", "2025", "--text", "x"), "khong_co"),
        (("explain", "bhyt_coverage_rate", "--place", "Atlantis", "--year", "2025", "--text", "x"), "Atlantis"),
        (
            ("explain", "bhyt_coverage_rate", "--place", "19", "--year", "2025", "--text", "x", "--cause", "trời"),
            "khach-quan",
        ),
        (
            ("accept", "bhyt_coverage_rate", "stated:9/0", "--place", "19", "--year", "2025", "--reason", "x"),
            "hãy chọn một trong: stated:1/0",
        ),
        (
            ("accept", "bhyt_coverage_rate", "stated:1/0", "--place", "19", "--year", "2025", "--reason", " "),
            "--reason",
        ),
        (("import", "khong-co.csv"), "khong-co.csv"),
    ],
)
def test_mistakes_are_answered_with_what_is_wrong(soyte: Command, arguments: tuple[str, ...], words: str) -> None:
    ended = soyte("targets", *arguments)
    assert (ended.code, words in ended.err) == (2, True)


def test_one_of_the_known_values_is_accepted_with_a_reason(soyte: Command) -> None:
    said = ("--place", "19", "--year", "2025", "--reason", "đã rà với BHXH")
    assert soyte("targets", "accept", "bhyt_coverage_rate", "stated:1/0", *said).code == 0
    assert "đã rà với BHXH" in " ".join(soyte("targets", "show", "--place", "19", "--year", "2025").out.split())
