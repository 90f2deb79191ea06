"""`soyte vault` as somebody at a terminal uses it: who opened what, keys, what may be destroyed, who is behind a pseudonym."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
import typer
from typer.testing import CliRunner, Result

from ledger.persons import AN, CITIZEN, listed, on_disk, peopled, rows
from soyte.cli import vault
from soyte.ledger import retention
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import IdentityKind

app = typer.Typer()
app.add_typer(vault.app, name="vault")
PHRASE = "một câu dài chỉ mình biết"
ONE_YEAR = """\
- {kind: original, months: 12, valid_from: 2020-01-01, valid_to: null, source: Quyết định thử nghiệm, certainty: L}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return peopled(tmp_path_factory.mktemp("persons") / "kho").home.folder


@pytest.fixture
def kept(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    shutil.copytree(made, tmp_path / "kho")
    monkeypatch.setenv("SOYTE_HOME", str(tmp_path / "kho"))
    monkeypatch.setenv("LOGNAME", "lan")
    return Ledger.open(tmp_path / "kho")


def soyte(*words: object, answer: str = "") -> Result:
    return CliRunner().invoke(app, ["vault", *map(str, words)], input=answer)


def pseudonym(ledger: Ledger) -> str:
    return str(ledger.vault.pseudonyms(CITIZEN, pa.array([AN]))[0])


def test_the_kinds_on_the_command_line_are_those_of_the_vault() -> None:
    assert [kind.value for kind in vault.Kind] == [kind.value for kind in IdentityKind]
    assert [key.value for key in vault.Key] == ["storage", *(kind.value for kind in IdentityKind), "all"]


@pytest.mark.parametrize("command", ["log", "rotate", "export-keys", "import-keys", "retire", "reveal"])
def test_every_help_page_has_an_example(command: str) -> None:
    page = soyte(command, "--help")
    assert (page.exit_code, f"soyte vault {command}" in page.stdout) == (0, True)


# ------------------------------------------------------------------------------------------------- who is behind it


def test_who_it_is_and_that_the_question_is_on_record(kept: Ledger) -> None:
    word = pseudonym(kept)
    told = soyte("reveal", "citizen", word, "--purpose", "điều tra ổ dịch")
    assert (told.exit_code, told.stdout) == (0, f"{word}\t{AN}\n")
    assert told.stderr == "Việc tra cứu này được ghi nhật ký: tài khoản lan, mục đích “điều tra ổ dịch”.\n"
    (line,) = kept.vault.access_log(actor="lan")
    assert (line.purpose, line.items) == ("điều tra ổ dịch", (word,))


def test_without_a_purpose_it_is_asked_for(kept: Ledger) -> None:
    told = soyte("reveal", "citizen", pseudonym(kept), answer="cấp cứu\n")
    assert (told.exit_code, "Mục đích tra cứu" in told.stderr) == (0, True)
    assert [line.purpose for line in kept.vault.access_log(actor="lan")] == ["cấp cứu"]


def test_a_blank_purpose_shows_nothing(kept: Ledger) -> None:
    told = soyte("reveal", "citizen", pseudonym(kept), "--purpose", " ")
    assert (told.exit_code, told.stdout, "Thiếu mục đích" in told.stderr) == (2, "", True)


def test_what_nobody_knows_and_what_is_of_another_kind(kept: Ledger) -> None:
    unknown = "c1:" + "0" * 32
    told = soyte("reveal", "citizen", unknown, "--purpose", "thử")
    assert (told.exit_code, told.stdout) == (1, f"{unknown}\t(không có trong kho)\n")
    wrong = soyte("reveal", "person", unknown, "--purpose", "thử")
    assert (wrong.exit_code, "không phải mã thay thế của họ và tên (dạng n1:0f3a…)" in wrong.stderr) == (2, True)


# -------------------------------------------------------------------------------------------------------- the log


def test_the_log_says_who_opened_what_for_which_purpose(kept: Ledger) -> None:
    soyte("reveal", "citizen", pseudonym(kept), "--purpose", "điều tra ổ dịch")
    told = soyte("log", "--actor", "lan")
    assert told.exit_code == 0
    line = next(line for line in told.stdout.splitlines() if "lan" in line)
    assert line.endswith("lan  tra thông tin định danh  số định danh cá nhân: 1 mã  điều tra ổ dịch")
    assert told.stdout.endswith("Nhật ký nguyên vẹn: không dòng nào bị sửa, xóa hay chèn.\n")


def test_the_log_from_a_day_on_and_for_programs(kept: Ledger) -> None:
    soyte("reveal", "citizen", pseudonym(kept), "--purpose", "thử")
    told = json.loads(soyte("log", "--actor", "lan", "--since", "2020-01-01", "--format", "json").stdout)
    assert (told["intact"], [line["action"] for line in told["records"]]) == (True, ["reveal"])
    assert json.loads(soyte("log", "--since", "1/1/2999", "--format", "json").stdout)["records"] == []
    assert soyte("log", "--since", "hôm qua").exit_code == 2


def test_a_changed_line_is_named_by_its_number(kept: Ledger) -> None:
    for purpose in ("một", "hai"):
        soyte("reveal", "citizen", pseudonym(kept), "--purpose", purpose)
    path = kept.vault.folder / "access.jsonl"
    number = next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "một" in line)
    path.write_text(path.read_text("utf-8").replace("một", "ba"), "utf-8")
    told = soyte("log")
    assert (told.exit_code, f"dòng {number}: dòng bị sửa" in told.stdout) == (1, True)


# ----------------------------------------------------------------------------------------------------------- keys


def test_pseudonyms_are_changed_and_the_person_who_did_it_is_on_record(kept: Ledger) -> None:
    before = rows(kept)
    told = soyte("rotate", "citizen")
    assert told.exit_code == 0
    assert "Số định danh cá nhân: đã thay khóa mã thay thế; viết lại 8 dòng, 8 tệp (lần ghi số 7)." in told.stdout
    assert "còn trên đĩa 7 ngày" in told.stdout
    assert (rows(kept), listed(kept), on_disk(kept)) == (before, {"c2"}, {"c1", "c2"})
    assert [line.action for line in kept.vault.access_log(actor="lan")] == ["rotate_pseudonym"]


def test_all_keys_at_once_and_nothing_old_left(kept: Ledger) -> None:
    told = soyte("rotate", "all", "--now")
    assert (told.exit_code, on_disk(kept)) == (0, {"c2"})
    assert "không tệp nào của sổ còn mang mã cũ" in told.stdout
    assert "đã mã hóa lại bằng khóa mới" in told.stdout
    assert kept.vault.verify() == []


def test_keys_go_out_under_a_passphrase_and_come_back_when_they_are_lost(kept: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mk.txt").write_text(PHRASE + "\n", "utf-8")
    said = ("--passphrase-file", tmp_path / "mk.txt")
    assert soyte("export-keys", tmp_path / "khoa.age", *said).exit_code == 0
    again = soyte("export-keys", tmp_path / "khoa.age", *said)
    assert (again.exit_code, "đã có tệp này" in again.stderr) == (2, True)
    assert soyte("import-keys", tmp_path / "khoa.age", *said).exit_code == 2
    kept.vault.keys.unlink()
    assert soyte("import-keys", tmp_path / "khoa.age", *said).exit_code == 0
    assert soyte("log").exit_code == 0


# ------------------------------------------------------------------------------------------------- what may be destroyed


def test_by_which_policy_nothing_is_due(kept: Ledger) -> None:
    told = soyte("retire", "--dry-run")
    assert told.exit_code == 0
    assert "Thông tư 33/2025/TT-BYT" in told.stdout
    assert "chưa đối chiếu văn bản nên không dùng để hủy" in told.stdout
    assert told.stdout.endswith("Không có tệp gốc nào hết hạn lưu giữ.\n")


def test_what_is_due_is_named_first_and_destroyed_when_that_is_confirmed(
    kept: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept.home.folder / retention.OWN_POLICIES).write_text(ONE_YEAR, "utf-8")
    later = retention.today_in_vietnam() + timedelta(days=400)
    monkeypatch.setattr(retention, "today_in_vietnam", lambda: later)
    held = len(list(kept.vault.originals()))
    named = soyte("retire", "--dry-run")
    assert "giữ ít nhất 12 tháng: Quyết định thử nghiệm" in named.stdout
    assert "đầu.csv" in named.stdout
    assert soyte("retire", answer="n\n").exit_code == 1
    assert len(list(kept.vault.originals())) == held
    done = json.loads(soyte("retire", "--yes", "--format", "json").stdout)
    assert (done["destroyed"], len(done["due"])) == (True, held)
    assert list(kept.vault.originals()) == []
