"""`python -m soyte.cli.demo`: what a newcomer runs first."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer

from soyte.cli.demo import chosen_reports, demo
from soyte.cli.demo.stage import Stage
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import Ledger
from soyte.sample import sample_reports


def test_it_takes_the_texts_of_the_folder_or_else_the_sample_reports(tmp_path: Path) -> None:
    assert chosen_reports(tmp_path / "missing") == list(sample_reports())
    assert chosen_reports(tmp_path) == list(sample_reports())
    (tmp_path / "b.txt").touch()
    (tmp_path / "a.txt").touch()
    assert [path.name for path in chosen_reports(tmp_path)] == ["a.txt", "b.txt"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bc.txt").write_text("Có 5 ca.", "utf-8")
    with pytest.raises(typer.Exit) as stopped:
        demo(tmp_path, tmp_path / "bc.txt")
    assert stopped.value.exit_code == 2
    assert "không ghi được" in capsys.readouterr().err


def test_a_command_that_ends_otherwise_than_it_should_is_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = Stage(tmp_path)
    stage.run("submissions")
    stage.run("nonsense", ends=2)
    assert stage.failed == ["soyte submissions (mã thoát 2)"]
    assert "Không có lệnh “nonsense”" in capsys.readouterr().out


def test_long_answers_are_cut_and_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Stage(tmp_path).run("init", "--place", "99", lines=1)
    assert len(answer.splitlines()) == 3
    assert capsys.readouterr().out.endswith("… (còn 2 dòng)\n")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demonstration over one invented report, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    seeds, out = folder / "seeds", folder / "out"
    seeds.mkdir()
    (seeds / "bc.txt").write_text(
        "Năm 2025, toàn tỉnh ghi nhận 312 ca, tăng 47 ca so với năm 2024 (275 ca).\n", "utf-8"
    )
    printed = folder / "printed.txt"
    with pytest.MonkeyPatch.context() as patch, printed.open("w", encoding="utf-8") as screen:
        patch.setattr("sys.stdout", screen)
        patch.setenv("COLUMNS", "140")
        with pytest.raises(typer.Exit) as stopped:
            demo(seeds, out, folder / "none.csv", folder / "none.yaml")
    assert stopped.value.exit_code == 0
    return out, printed.read_text("utf-8")


@pytest.mark.slow
def test_it_audits_and_says_where_the_page_is(walked: tuple[Path, str]) -> None:
    out, printed = walked
    assert "1 số liệu sai" in printed
    assert "Đã đọc 3 số liệu" in printed
    assert f"{out / 'report.html'} : " in printed
    assert "312 ca" in (out / "report.html").read_text("utf-8")
    assert len((out / "figures.jsonl").read_text("utf-8").splitlines()) == 3
    assert json.loads((out / "findings.jsonl").read_text("utf-8").splitlines()[0])["verdict"] == "wrong"


@pytest.mark.slow
def test_it_leads_figures_back_to_the_line_and_to_the_words(walked: tuple[Path, str]) -> None:
    printed = walked[1]
    assert "dòng 1730, cột Số mắc = “6”" in printed
    assert "⟦95,1%⟧" in printed
    assert printed.count("Cộng lại các dòng khớp với số liệu.") == 2


@pytest.mark.slow
def test_it_really_kills_a_load_and_loses_nothing(walked: tuple[Path, str]) -> None:
    out, printed = walked
    assert "thì bị giết (mã -9)" in printed
    assert "1 tệp của lần nhận bị ngắt đã được dọn." in printed
    ledger = Ledger.open(out / "kho")
    assert sound(check(ledger, deep=False))  # all moments were looked at by the doctor of the demonstration
    kinds = [str(act.kind) for act in ledger.state().acts]
    assert (kinds.count("swept"), kinds.count("withdrawn")) == (1, 1)
    assert [act.name for act in ledger.state().accepted.values()].count("luot-kham.csv") == 1


@pytest.mark.slow
def test_it_shows_the_past_after_something_was_taken_back(walked: tuple[Path, str]) -> None:
    printed = walked[1]
    assert "chưa báo cáo" in printed
    assert "Trước khi rút: 592 ca; sau khi nhận lại: 592 ca." in printed


@pytest.mark.slow
def test_it_judges_targets_and_prints_the_scorecard(walked: tuple[Path, str]) -> None:
    out, printed = walked
    assert "cơ bản đạt (tạm tính)" in " ".join(printed.split())
    assert (out / "phieu-chi-tieu.docx").read_bytes().startswith(b"PK")
    assert "Sao Mai" in (out / "phieu-chi-tieu.html").read_text("utf-8")


@pytest.mark.slow
def test_it_finds_the_figure_that_was_changed_by_hand(walked: tuple[Path, str]) -> None:
    printed = walked[1]
    assert re.search(r"phieu-chi-tieu\.docx: (\d+) số; \1 không đổi", printed)
    assert "phieu-bi-sua-tay.docx" in printed
    assert "1 bị sửa tay" in printed


@pytest.mark.slow
def test_it_sets_places_side_by_side(walked: tuple[Path, str]) -> None:
    out, printed = walked
    assert re.search(r"tỉnh Sao Mai +32,8 ", printed)
    assert "<svg" in (out / "so-sanh.svg").read_text("utf-8")


@pytest.mark.slow
def test_it_makes_an_account_a_role_in_the_portal_and_says_who_they_are(walked: tuple[Path, str]) -> None:
    out, printed = walked
    assert "leader   Lãnh đạo, Sở Y tế tỉnh Sao Mai" in printed
    assert "sao-mai-2025-dung-thu" in printed
    assert (out / "kho" / "portal" / "portal.sqlite3").exists()
