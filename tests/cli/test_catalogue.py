"""`soyte catalogue` as a person types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from soyte.catalogue.files import ROOT
from soyte.cli.catalogue import app


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "danh-muc", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_counts_what_is_there() -> None:
    code, out, _ = run("check")
    assert code == 0
    assert out.startswith("Danh mục hợp lệ: 364 chỉ tiêu, ")


def test_check_tells_every_fault_of_a_folder_and_no_traceback(folder: Path) -> None:
    spoil(folder / "indicators" / "hiv.yaml", "direction: lower_better", "direction: down")
    spoil(folder / "owners.yaml", "roles: [owns, sends", "roles: [owner, sends")
    code, out, err = run("check", "--catalogue", folder)
    assert (code, out) == (2, "")
    assert "indicators/hiv.yaml, dòng " in err
    assert "owners.yaml, dòng 3, khóa “owners › department › roles › mục 1”: cần một trong 'owns'" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("vocabulary.yaml", "words:", "word:", "vocabulary.yaml, dòng 2, khóa “words”: thiếu khóa này"),
        ("phrases.yaml", "meaning:", "meanings:", "khóa lạ, không có trong lược đồ; có phải “meaning”?"),
        (
            "verdict_rules.yaml",
            "certainty: uncertain",
            "certainty: sure",
            "khóa “rules › mục 1 › certainty”: cần một trong",
        ),
        (
            "abbreviations.csv",
            "KCB,khám chữa bệnh",
            "KCB,",
            "abbreviations.csv, dòng 2, cột canonical: không được để trống",
        ),
        ("indicators/hiv.yaml", '    labels:\n      - "', '    labels:\n      - "<hif>|', "nhóm từ <hif> không có"),
    ],
)
def test_check_reads_the_files_of_words_too(folder: Path, file: str, old: str, new: str, told: str) -> None:
    spoil(folder / file, old, new)
    code, _, err = run("check", "--catalogue", folder)
    assert (code, told in err) == (2, True), err


def test_check_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert run("check", "--catalogue", tmp_path / "x")[0] == 2
    assert "không có thư mục này" in run("check", "--catalogue", tmp_path / "x")[2]


def test_show_prints_a_definition() -> None:
    out = run("show", "doctors_per_10000")[1].splitlines()
    assert out[0] == "Chỉ tiêu doctors_per_10000: Số bác sĩ trên 10.000 dân"
    assert "  Công thức: tử số ÷ mẫu số × 10.000" in out
    assert any(line.startswith("  Mã băm của định nghĩa: ") for line in out)


def test_show_knows_diseases_by_day_regimes_and_measures() -> None:
    before = run("show", "hfmd", "--on", "30/6/2026")[1]
    after = run("show", "hfmd", "--on", "2026-07-01")[1]
    assert "Báo cáo: 24 giờ" in before
    assert "Báo cáo: 48 giờ" in after
    assert "Thời hạn: trước thứ Tư tuần sau" in run("show", "qd97_2026_week")[1]
    assert "Số đo cases: Số ca mắc" in run("show", "cases")[1]


def test_show_as_json() -> None:
    code, out, _ = run("show", "dengue_cases", "--format", "json")
    (record,) = json.loads(out)
    assert code == 0
    assert (record["kind"], record["id"], len(record["hash"])) == ("indicator", "dengue_cases", 64)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "dengu_cases"), "Danh mục không có 'dengu_cases'. Có phải dengue_cases"),
        (("show", "third_child_births", "--on", "1/7/2026"), "không có hiệu lực vào ngày 01/07/2026"),
        (("show", "beds_total", "--on", "mai"), "--on mai: không hiểu ngày này"),
        (("diff",), "Hãy cho hai thư mục danh mục, hoặc hai ngày"),
        (("diff", "--from", "2026-06-30"), "Hãy cho hai thư mục danh mục, hoặc hai ngày"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_diff_of_two_days() -> None:
    code, out, _ = run("diff", "--from", "30/6/2026", "--to", "1/7/2026")
    assert code == 1
    assert "Bệnh hfmd (Tay chân miệng): thời hạn từ “24 giờ” thành “48 giờ”." in out.splitlines()


def test_diff_of_two_folders(folder: Path) -> None:
    assert run("diff", ROOT, folder) == (0, "Không có gì khác.\n", "")
    spoil(folder / "indicators" / "hiv.yaml", "frequency: annual", "frequency: quarterly")
    code, out, _ = run("diff", ROOT, folder)
    assert code == 1
    assert out.splitlines() == [
        "Chỉ tiêu hiv_prevalence_rate (Tỷ lệ nhiễm HIV trong cộng đồng): kỳ báo cáo từ “năm” thành “quý”."
    ]
    record = json.loads(run("diff", ROOT, folder, "--format", "json")[1])[0]
    assert (record["key"], record["before"], record["after"]) == ("frequency", "annual", "quarterly")
