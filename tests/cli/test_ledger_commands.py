"""`soyte init`, `ingest`, `submissions`, `withdraw`, as somebody at a terminal meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Command, started
from handed_in import REPORT, mapping, table, write


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.delenv("SOYTE_HOME", raising=False)
    return Command(monkeypatch, capsys)


@pytest.fixture
def home(tmp_path: Path, soyte: Command) -> Path:
    folder = tmp_path / "kho"
    assert soyte("init", "--home", folder, "--name", "Sở Y tế tỉnh Sao Mai").code == 0
    return folder


def test_init_says_where_things_are_and_what_comes_next(tmp_path: Path, soyte: Command) -> None:
    ended = soyte("init", "--home", tmp_path / "kho")
    assert ended.code == 0
    assert "keys.json" in ended.out
    assert "soyte ingest" in ended.out


def test_a_keyring_kept_elsewhere_is_named_with_the_setting_that_finds_it(tmp_path: Path, soyte: Command) -> None:
    (tmp_path / "khoa").mkdir()
    ended = soyte("init", "--home", tmp_path / "kho", "--keys", tmp_path / "khoa" / "vault.json")
    assert ended.code == 0
    assert f"SOYTE_VAULT_KEYS={tmp_path / 'khoa' / 'vault.json'}" in ended.out


def test_init_does_not_touch_a_folder_that_holds_something(tmp_path: Path, soyte: Command) -> None:
    (tmp_path / "quan-trong.txt").write_text("x")
    ended = soyte("init", "--home", tmp_path)
    assert (ended.code, "không trống" in ended.err) == (2, True)


def test_without_a_home_the_two_ways_to_name_it_are_told(soyte: Command) -> None:
    ended = soyte("submissions")
    assert ended.code == 2
    assert "--home" in ended.err
    assert "SOYTE_HOME" in ended.err


def test_a_folder_that_is_no_installation_is_named(tmp_path: Path, soyte: Command) -> None:
    ended = soyte("submissions", "--home", tmp_path)
    assert (ended.code, "soyte init" in ended.err, str(tmp_path) in ended.err) == (2, True, True)


def test_the_environment_may_name_the_home(home: Path, soyte: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOYTE_HOME", str(home))
    assert soyte("submissions").out.startswith("Chưa có lần gửi nào")


def test_ingest_tells_what_came_in_and_what_was_set_aside(home: Path, tmp_path: Path, soyte: Command) -> None:
    mapping(tmp_path)
    path = table(tmp_path, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,nhiều")
    ended = soyte("ingest", path, "--home", home)
    assert ended.code == 0
    assert "lần gửi số 2, nhận 1 trên 2 dòng, để riêng 1 dòng" in ended.out
    assert "dòng 3, cột so_ca (ghi “nhiều”)" in ended.out


def test_ingest_again_says_that_nothing_changed(home: Path, tmp_path: Path, soyte: Command) -> None:
    path = write(tmp_path / "bao-cao.txt", REPORT)
    soyte("ingest", path, "--home", home)
    assert "đã nhận từ trước (lần gửi số 1); không có gì thay đổi" in soyte("ingest", path, "--home", home).out


def test_a_bad_file_is_named_and_the_others_come_in(home: Path, tmp_path: Path, soyte: Command) -> None:
    good, bad = write(tmp_path / "tot.txt", REPORT), write(tmp_path / "hong.docx", "không phải docx\x00\x01")
    ended = soyte("ingest", bad, good, "--home", home)
    assert ended.code == 2
    assert "hong.docx" in ended.err
    assert "tot.txt: lần gửi số" in ended.out
    again = soyte("ingest", bad, "--home", home)
    assert (again.code, "đã từng gửi và không đọc được" in again.err) == (2, True)


def test_a_folder_stands_for_its_files(home: Path, tmp_path: Path, soyte: Command) -> None:
    folder = tmp_path / "den"
    folder.mkdir()
    mapping(folder)
    table(folder, "Thái Nguyên,T1/2024,5")
    write(folder / "bao-cao.txt", REPORT)
    found = soyte("ingest", folder, "--home", home, "--format", "json").json
    assert [Path(one["file"]).name for one in found] == ["bao-cao.txt", "ca-mac.csv"]
    assert all(one["status"] == "accepted" for one in found)


def test_submissions_as_of_an_act_shows_the_book_as_it_was(home: Path, tmp_path: Path, soyte: Command) -> None:
    soyte("ingest", write(tmp_path / "bao-cao.txt", REPORT), "--home", home)
    soyte("withdraw", "1", "--reason", "gửi nhầm", "--home", home)
    now = soyte("submissions", "--home", home, "--format", "json").json
    then = soyte("submissions", "--home", home, "--as-of", "#1", "--format", "json").json
    assert ([one["status"] for one in now], [one["status"] for one in then]) == (["withdrawn"], ["accepted"])
    assert "đã rút" in soyte("submissions", "--home", home).out


@pytest.mark.parametrize("which", ["99", "abcdef", "0"])
def test_an_unknown_submission_is_answered_with_the_way_to_the_list(home: Path, soyte: Command, which: str) -> None:
    ended = soyte("withdraw", which, "--reason", "x", "--home", home)
    assert (ended.code, "soyte submissions" in ended.err) == (2, True)


@pytest.mark.parametrize("moment", ["hôm qua", "#x", "2024-13-01", "#99"])
def test_a_moment_that_is_none_is_answered_with_examples_or_the_last_number(
    home: Path, soyte: Command, moment: str
) -> None:
    ended = soyte("submissions", "--home", home, "--as-of", moment)
    assert ended.code == 2
    assert "#12" in ended.err or "số lớn nhất" in ended.err


def test_a_correction_names_what_it_replaces(home: Path, tmp_path: Path, soyte: Command) -> None:
    how = mapping(tmp_path)
    soyte("ingest", table(tmp_path, "Thái Nguyên,T1/2024,5"), "--mapping", how, "--home", home)
    other = table(tmp_path, "Thái Nguyên,T2/2024,6", name="sua.csv")
    assert soyte("ingest", other, "--mapping", how, "--supersedes", "2", "--home", home).code == 0
    assert "đã được thay bằng số 3" in soyte("submissions", "--home", home).out


@pytest.mark.slow
def test_the_same_file_four_times_at_once_is_one_submission(home: Path, tmp_path: Path, soyte: Command) -> None:
    mapping(tmp_path)
    path = table(tmp_path, *(f"Thái Nguyên,T{month}/{year},5" for month in range(1, 13) for year in range(2000, 2020)))
    running = [started("ingest", path, "--home", home) for _ in range(4)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    found = soyte("submissions", "--home", home, "--format", "json").json
    assert sorted(one["what"] for one in found) == ["counts", "mapping"]
    assert sum("đã nhận từ trước" in out for out, _ in said) == 3


def test_a_folder_without_files_is_told(home: Path, soyte: Command, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    ended = soyte("ingest", tmp_path / "trong", "--home", home)
    assert (ended.code, "không có tệp nào" in ended.err) == (2, True)


def test_an_argument_left_empty_does_not_mean_the_folder_one_stands_in(home: Path, soyte: Command) -> None:
    ended = soyte("ingest", "", "--home", home)
    assert (ended.code, "Chưa rõ cần nhận tệp nào" in ended.err) == (2, True)


def test_a_lost_file_of_the_ledger_is_named_with_the_command_that_brings_it_back(
    home: Path, soyte: Command, tmp_path: Path
) -> None:
    soyte("ingest", write(tmp_path / "bao-cao.txt", REPORT), "--home", home)
    for lost in (home / "ledger" / "statement").glob("*.parquet"):
        lost.unlink()
    ended = soyte("compare", "--indicator", "dengue_cases", "--home", home)
    assert (ended.code, "bị mất" in ended.err, "doctor --repair" in ended.err) == (2, True, True)


def test_a_damaged_journal_is_told_without_the_trace_of_a_library(home: Path, soyte: Command, tmp_path: Path) -> None:
    soyte("ingest", write(tmp_path / "bao-cao.txt", REPORT), "--home", home)
    newest = max((home / "ledger" / "submission" / "_delta_log").glob("*.json"))
    newest.write_text("{{{")
    ended = soyte("submissions", "--home", home)
    assert (ended.code, "nhật ký của bảng" in ended.err, "unknown" in ended.err) == (2, True, False)
    assert len(ended.err.splitlines()) == 1
