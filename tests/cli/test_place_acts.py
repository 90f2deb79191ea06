"""`soyte places merge|split|new|rename|acts` as somebody at a terminal meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Command, Ended


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.delenv("SOYTE_HOME", raising=False)
    return Command(monkeypatch, capsys)


@pytest.fixture
def home(tmp_path: Path, soyte: Command) -> Path:
    folder = tmp_path / "kho"
    assert soyte("init", "--home", folder, "--name", "Sở Y tế tỉnh Sao Mai").code == 0
    return folder


def merged(soyte: Command, home: Path, *more: str) -> Ended:
    said = ("--from", "99019,99013", "--into", "99013", "--on", "1/1/2027", "--document", "NQ 1", "--home", home)
    return soyte("places", "merge", *said, *more)


def test_a_preview_shows_what_would_happen_and_records_nothing(soyte: Command, home: Path) -> None:
    ended = merged(soyte, home, "--preview")
    assert ended.code == 0
    assert "phường Hoa Sữa (mã 99019): nhập vào phường Bến Mây" in ended.out
    assert ended.out.endswith("Chưa ghi gì vào sổ.\n")
    assert "Chưa ghi thay đổi" in soyte("places", "acts", "--home", home).out


def test_without_a_person_to_ask_nothing_is_recorded(soyte: Command, home: Path) -> None:
    ended = merged(soyte, home)
    assert (ended.code, "--yes" in ended.err) == (2, True)
    assert "Chưa ghi thay đổi" in soyte("places", "acts", "--home", home).out


def test_a_recorded_merger_is_known_to_every_question_of_this_installation_only(soyte: Command, home: Path) -> None:
    assert "Đã ghi vào sổ, lần ghi số 1" in merged(soyte, home, "--yes").out
    assert soyte("places", "show", "99019", "--home", home).code == 2
    assert soyte("places", "show", "99019").code == 0
    assert "01/01/2027: nhập vào phường Bến Mây (NQ 1)" in soyte("places", "history", "99019", "--home", home).out
    after = soyte("places", "successors", "99019", "--on", "2026-12-31", "--home", home).out
    assert "phường Bến Mây (mã 99013): 100 %" in after


def test_recorded_twice_it_says_so(soyte: Command, home: Path) -> None:
    merged(soyte, home, "--yes")
    assert "đã được ghi từ trước (lần ghi số 1)" in merged(soyte, home, "--yes").out
    assert merged(soyte, home, "--yes", "--format", "json").json["new"] is False


def test_a_withdrawn_act_is_gone(soyte: Command, home: Path) -> None:
    merged(soyte, home, "--yes")
    assert "thay đổi địa bàn" in soyte("submissions", "--home", home).out
    assert soyte("withdraw", "1", "--reason", "ghi nhầm", "--home", home).code == 0
    assert soyte("places", "show", "99019", "--home", home).code == 0
    assert soyte("places", "acts", "--home", home, "--as-of", "#1").out.startswith("#1 01/01/2027: phường Hoa Sữa")


def test_a_division_names_its_parts_with_shares(soyte: Command, home: Path) -> None:
    said = ("--on", "1/1/2027", "--document", "NQ 2", "--home", home, "--yes")
    ended = soyte("places", "split", "99001", "--into", "99001::60%,99500:phường Nắng Mới:0,40", *said)
    assert ended.code == 0
    assert "phường Nắng Mới (mã 99500): 40 %" in ended.out
    assert soyte("places", "find", "Nắng Mới", "--within", "99", "--home", home).code == 0


def test_a_new_unit_and_a_new_name(soyte: Command, home: Path) -> None:
    said = ("--on", "1/1/2027", "--document", "NQ 3", "--home", home, "--yes", "--format", "json")
    made = soyte("places", "new", "99500", "--name", "xã Nắng Mới", "--parts", "99001:20%,99013:1/10", *said).json
    parts = {one["code"]: {p["code"]: p["millionths"] for p in one["parts"]} for one in made["effects"]}
    assert parts["99013"] == {"99013": 900_000, "99500": 100_000}
    named = soyte("places", "rename", "99019", "--name", "xã Hoa Sữa", *said).json
    assert [(one["kind"], one["breaks"]) for one in named["effects"]] == [("renamed", False)]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("split", "99001", "--into", "99001:a:b:c"), "không phải một phần; hãy viết như 99500:phường Nắng Mới:40%"),
        (("split", "99001", "--into", "99001::0,99013::1"), "Tỷ trọng “0” không hợp lệ"),
        (("split", "99001", "--into", "99001::nửa,99013::nửa"), "Tỷ trọng “nửa” không hợp lệ"),
        (("split", "99001", "--into", "99001::60%,99013::60%"), "cộng lại bằng 1"),
        (("merge", "--from", "99001", "--into", "99013", "--name", "phường X", "--parent", "1"), "“1”"),
        (("rename", "99001"), "chưa ghi tên mới"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    soyte: Command, home: Path, arguments: tuple[str, ...], why: str
) -> None:
    ended = soyte("places", *arguments, "--on", "1/1/2027", "--document", "NQ", "--home", home, "--yes")
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err
