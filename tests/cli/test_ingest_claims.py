"""`soyte ingest` on claim files: single ones, folders, standard input; what came in is told in numbers."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claim_files import dossier, envelope, file_of
from soyte.cli.main import app
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import sweep
from soyte.receiving import bundles


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Ledger.create(tmp_path / "kho")
    return tmp_path / "kho"


def ingest(home: Path, *given: object, stdin: bytes | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["ingest", "--home", str(home), *map(str, given)], input=stdin)
    return result.exit_code, result.output


def folder_of(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "ho-so"
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)
    return folder


def test_a_folder_of_dossiers_is_one_submission_and_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, a=file_of(["A"]), b=envelope(dossier("X", {"MA_LK": ""}), dossier("B")))
    code, said = ingest(home, folder, "--basis", "copies")
    assert (code, said.splitlines()[0]) == (0, "ho-so-0001.zip: lần gửi số 1, nhận 6 trên 7 dòng, để riêng 1 dòng.")
    assert "  hồ sơ: trong tệp 3, nhận 2, để riêng 1" in said
    assert "ho-so-0001.zip › b.xml, hồ sơ thứ 2, bảng XML1, trường MA_LK: thiếu mã liên kết" in said
    assert "đã nhận từ trước (lần gửi số 1)" in ingest(home, folder)[1]


def test_other_files_of_a_folder_are_passed_by_and_named(home: Path, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, a=file_of(["A"]))
    for name in ("manifest.json", "nhan.jsonl", "anh.png"):
        (folder / name).write_bytes(b"{}")
    code, said = ingest(home, folder)
    assert code == 0
    assert said.startswith(
        "Bỏ qua 3 tệp không phải hồ sơ, bảng số liệu hay báo cáo: anh.png, manifest.json, nhan.jsonl."
    )
    assert "a.xml: lần gửi số 1, nhận 3 trên 3 dòng." in said


def test_a_large_folder_is_several_submissions_so_that_an_interruption_costs_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "MOST_FILES", 2)
    folder = folder_of(tmp_path, a=file_of(["A"]), b=file_of(["B"]), c=file_of(["C"]))
    assert [line.split(":")[0] for line in ingest(home, folder)[1].splitlines() if "lần gửi" in line] == [
        "ho-so-0001.zip",
        "c.xml",
    ]


def test_dossiers_come_from_standard_input(home: Path) -> None:
    assert ingest(home, "-", stdin=file_of(["A"]))[1].startswith("luong-vao.xml: lần gửi số 1, nhận 3 trên 3 dòng.")


def test_the_ground_is_told_and_asked_for(home: Path, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, a=file_of(["A"]), b=file_of(["B"]))
    assert "chưa ghi căn cứ" not in ingest(home, folder / "a.xml", "--basis", "copies")[1]
    assert "chưa ghi căn cứ có các hồ sơ này; lần sau hãy thêm --basis" in ingest(home, folder / "b.xml")[1]
    told = [CliRunner().invoke(app, ["submissions", number, "--home", str(home)]).output for number in ("1", "2")]
    assert "Bản sao do cơ sở khám chữa bệnh gửi cho Sở" in told[0] and "chưa ghi" in told[1]


def test_an_unknown_ground_is_refused_before_anything_is_read(home: Path, tmp_path: Path) -> None:
    code, said = ingest(home, tmp_path / "khong-co.xml", "--basis", "toi-xin")
    assert code == 2 and "hãy chọn: copies" in said


def same_dossiers(path: Path, diagnosis: str, count: int) -> Path:
    path.write_bytes(envelope(*(dossier(f"K{key}", {"MA_BENH_CHINH": diagnosis}) for key in range(count))))
    return path


def started(home: Path, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from soyte.cli.main import run; run()", "ingest", "--home", str(home), str(file)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def loaded(ledger: Ledger) -> tuple[int, int, int]:
    """Acts, and rows that count in the summary and in the table of drugs."""
    view = ledger.view()
    counts = [len(ledger.engine.collect(view.rows(table).steps)) for table in ("xml1", "xml2")]
    return len(view.state.acts), counts[0], counts[1]


@pytest.mark.slow
def test_a_load_that_is_killed_leaves_nothing_half_and_is_simply_begun_again(home: Path, tmp_path: Path) -> None:
    file, chance = same_dossiers(tmp_path / "a.xml", "I10", 3000), random.Random(7)
    ledger = Ledger.open(home)
    for _ in range(6):
        load = started(home, file)
        deadline = time.monotonic() + chance.uniform(1.5, 6)
        while load.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        load.kill()
        load.wait(timeout=30)
        assert loaded(ledger) in ((0, 0, 0), (1, 3000, 6000))
    assert started(home, file).wait(timeout=120) == 0
    assert loaded(ledger) == (1, 3000, 6000)
    sweep(ledger)
    assert sound(check(ledger))
    assert list(ledger.home.leases.glob("*.lease")) == []


@pytest.mark.slow
def test_two_processes_load_at_once_and_the_later_act_counts(home: Path, tmp_path: Path) -> None:
    files = [same_dossiers(tmp_path / f"{number}.xml", f"I1{number}", 300) for number in range(2)]
    loads = [started(home, file) for file in files]
    assert [load.wait(timeout=120) for load in loads] == [0, 0]
    ledger = Ledger.open(home)
    assert loaded(ledger) == (2, 300, 600)
    rows = ledger.engine.collect(ledger.view().rows("xml1").steps)
    assert set(rows["MA_BENH_CHINH"].to_pylist()) == {f"I1{ledger.state().acts[-1].name[0]}"}
