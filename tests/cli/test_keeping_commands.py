"""`soyte doctor`, `soyte backup`, `soyte restore` as somebody at a terminal uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import typer
from handed_in import REPORT, mapping, table, write
from typer.testing import CliRunner, Result

from ledger.building import answers, everything, load, new_ledger
from soyte.cli import backup, doctor
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, mapping_beside, receive

app = typer.Typer()
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)


@pytest.fixture
def kept(tmp_path: Path) -> Ledger:
    ledger = new_ledger(tmp_path / "kho")
    load(ledger, {"01a": 5}, name="mot.csv")
    return ledger


def soyte(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_sound_installation(kept: Ledger) -> None:
    done = soyte("doctor", "--home", kept.home.folder)
    assert (done.exit_code, done.stdout) == (0, "Kho số liệu lành lặn.\n")


def test_what_a_crash_left_is_swept_and_told_once(kept: Ledger) -> None:
    from ledger.test_keeping import orphan  # noqa: PLC0415

    orphan(kept)
    (kept.home.leases / "s0123456789abcdef0123.lease").write_text("")
    quick = soyte("doctor", "--quick", "--home", kept.home.folder)
    assert (quick.exit_code, "cần xử lý" in quick.stdout) == (1, True)
    done = soyte("doctor", "--home", kept.home.folder)
    assert done.exit_code == 0
    assert "1 tệp của lần nhận bị ngắt đã được dọn." in done.stdout
    assert soyte("doctor", "--home", kept.home.folder).stdout == "Kho số liệu lành lặn.\n"


def test_damage_is_told_for_people_and_for_programs_and_the_exit_code_says_it_too(kept: Ledger) -> None:
    path = kept.home.ledger / "observation" / kept.stores["observation"].paths()[0]
    path.write_bytes(b"\0" * path.stat().st_size)
    told = soyte("doctor", "--home", kept.home.folder)
    assert told.exit_code == 1
    assert "bị hỏng" in told.stdout
    data = json.loads(soyte("doctor", "--format", "json", "--home", kept.home.folder).stdout)
    assert (data["sound"], [trouble["kind"] for trouble in data["troubles"]]) == (False, ["file"])


def test_a_repair_that_cannot_be_made_is_said(kept: Ledger) -> None:
    path = kept.home.ledger / "observation" / kept.stores["observation"].paths()[0]
    path.unlink()
    done = soyte("doctor", "--repair", "--home", kept.home.folder)
    assert done.exit_code == 1
    assert "Không làm được: observation/" in done.stdout


def test_options_that_contradict_each_other_are_refused(kept: Ledger) -> None:
    done = soyte("doctor", "--quick", "--repair", "--home", kept.home.folder)
    assert done.exit_code == 2
    assert "hãy bỏ --quick" in done.stderr


def test_there_and_back(kept: Ledger, tmp_path: Path) -> None:
    made = soyte("backup", tmp_path / "bs.tar", "--home", kept.home.folder)
    assert made.exit_code == 0
    assert "đến lần ghi số 1" in made.stdout and "Hãy chuyển tệp này đến nơi khác" in made.stdout
    done = soyte("restore", tmp_path / "bs.tar", "--home", tmp_path / "moi")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Đã dựng lại kho “Sở Y tế thử nghiệm”" in done.stdout
    assert answers(Ledger.open(tmp_path / "moi")) == {"01a": 5}


def test_a_passphrase_comes_from_a_file(kept: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mk").write_text("một mật khẩu dài\n", "utf-8")
    arguments = ("--passphrase-file", tmp_path / "mk")
    assert soyte("backup", tmp_path / "bs.tar", "--home", kept.home.folder, *arguments).exit_code == 0
    assert soyte("restore", tmp_path / "bs.tar", "--home", tmp_path / "moi").exit_code == 2
    assert soyte("restore", tmp_path / "bs.tar", "--home", tmp_path / "moi", *arguments).exit_code == 0


def test_a_restored_installation_without_keys_is_told_what_to_do(kept: Ledger, tmp_path: Path) -> None:
    soyte("backup", tmp_path / "bs.tar", "--home", kept.home.folder)
    (tmp_path / "bs.tar.keys").unlink()
    done = soyte("restore", tmp_path / "bs.tar", "--home", tmp_path / "moi")
    assert done.exit_code == 0
    assert "Chưa có tệp khóa" in done.stderr


def test_what_is_no_backup_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bs.tar").write_text("không phải")
    done = soyte("restore", tmp_path / "bs.tar", "--home", tmp_path / "moi")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "không phải bản sao lưu của Soyte" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", ["observation", "quarantine", "statement", "claim", "observation_by_place"])
def test_what_came_from_files_is_written_anew_from_them(tmp_path: Path, name: str) -> None:
    ledger = new_ledger(tmp_path / "kho")
    mapping(tmp_path)
    counts = write(tmp_path / "bc.txt", REPORT), table(tmp_path, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,nhiều")
    for path in counts:
        beside = mapping_beside(path)
        receive(ledger, Order(path, actor="canbo", mapping=beside if beside.is_file() else None))
    before = everything(ledger)
    (path,) = [ledger.home.ledger / name / one for one in ledger.stores[name].paths()]
    rows = pq.read_table(path).to_pylist()
    path.unlink()
    assert soyte("doctor", "--home", ledger.home.folder).exit_code == 1
    done = soyte("doctor", "--repair", "--home", ledger.home.folder)
    assert "1 tệp bị hỏng đã được dựng lại." in done.stdout
    assert done.exit_code == 0
    (path,) = [ledger.home.ledger / name / one for one in ledger.stores[name].paths()]
    assert pq.read_table(path).to_pylist() == rows
    assert everything(ledger)[: len(before)] == before
