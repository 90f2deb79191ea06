"""`soyte audit`, as somebody at a terminal meets it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import Command

from soyte.sample import REPORTS, sample_reports

WRONG = "Năm 2025, toàn tỉnh ghi nhận 312 ca, tăng 47 ca so với năm 2024 (275 ca).\n"
HOLDS = "Năm 2025, toàn tỉnh có 128/160 trạm y tế đạt chuẩn, đạt 80%.\n"
FIGURE_FIELDS = {"doc", "start", "end", "quote", "value", "unit", "qualifier", "period", "place", "role", "indicator"}
FINDING_FIELDS = {"doc", "start", "end", "quote", "kind", "claimed", "recomputed", "verdict", "message"}


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


def report(folder: Path, name: str = "bc.txt", text: str = WRONG) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def jsonl(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def is_a_sentence_about(message: str, name: str) -> bool:
    """Each line names the file, and says cause and remedy; nothing of Python shows."""
    lines = message.strip().splitlines()
    return any(line.startswith(f"{name}: ") and ";" in line for line in lines) and "Traceback" not in message


# ----------------------------------------------------------------------------------------------------- how it ends


def test_wrong_figures_are_no_reason_to_fail(soyte: Command, tmp_path: Path) -> None:
    ended = soyte("audit", report(tmp_path))
    assert (ended.code, ended.err) == (0, "")
    assert "Sai" in ended.out
    assert "275" in ended.out


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(soyte: Command, tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    ended = soyte("audit", broken, report(tmp_path), tmp_path / "khong-co.pdf", "--format", "json")
    assert ended.code == 2
    assert {json.loads(line)["doc"] for line in ended.out.splitlines()} == {"bc.txt"}
    assert is_a_sentence_about(ended.err, "hong.docx")
    assert is_a_sentence_about(ended.err, "khong-co.pdf")


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


HOSTILE = {
    "bytes.docx": bytes(range(256)) * 40,
    "bytes.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "bytes.txt": bytes(range(256)) * 40,
    "bytes": bytes(range(256)) * 40,
    "bom.docx": packed({"word/document.xml": b"<w:t>" + b"0" * 70_000_000}),
    "rong.docx": b"",
    "rong.pdf": b"",
    "rong.txt": b"",
    "khac.docx": packed({"readme.md": b"x"}),
    "cut.docx": (REPORTS / "bao-cao-nam-2025.docx").read_bytes()[:5_000],
    "cut.pdf": (REPORTS / "bao-cao-an-toan-thuc-pham.pdf").read_bytes()[:5_000],
    "cut.xlsx": (REPORTS / "bieu-chi-tieu-2025.xlsx").read_bytes()[:5_000],
    "entities.docx": packed(
        {
            "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "'
            + b"&b;" * 1000
            + b'"><!ENTITY d "'
            + b"&c;" * 1000
            + b'">]><a>&d;</a>'
        }
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(soyte: Command, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    ended = soyte("audit", path, "--out", tmp_path / "kq.html")
    assert ended.code == 2, ended.out
    assert is_a_sentence_about(ended.err, name)


@pytest.mark.parametrize("path", ["/dev/null", ".", "/", "a\0b", "x" * 5000])
def test_what_is_no_file_ends_in_a_sentence(soyte: Command, path: str) -> None:
    ended = soyte("audit", path)
    assert ended.code == 2
    assert ";" in ended.err
    assert "Traceback" not in ended.err


def test_a_fault_of_our_own_costs_one_file_only(
    soyte: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from soyte.cli import audit  # noqa: PLC0415

    real = audit.audit_file
    monkeypatch.delenv("SOYTE_DEBUG", raising=False)
    monkeypatch.setattr(audit, "audit_file", lambda path: real(path) if path.name == "bc.txt" else 1 / 0)
    ended = soyte("audit", report(tmp_path, "a.txt"), report(tmp_path), "--format", "csv")
    assert ended.code == 2
    assert "bc.txt" in ended.out
    assert "a.txt" in ended.err
    assert "Traceback" not in ended.err


# ------------------------------------------------------------------------------------------------ what it writes


def test_figures_and_findings_have_their_fields_and_a_record_a_line(soyte: Command, tmp_path: Path) -> None:
    figures, findings = tmp_path / "f.jsonl", tmp_path / "g.jsonl"
    texts = report(tmp_path, "a.txt", WRONG), report(tmp_path, "b.txt", HOLDS)
    assert soyte("audit", *texts, "--figures", figures, "--findings", findings).code == 0
    assert all(row.keys() >= FIGURE_FIELDS for row in jsonl(figures))
    assert all(row.keys() >= FINDING_FIELDS for row in jsonl(findings))
    assert [row["value"] for row in jsonl(figures)] == [312, 47, 275, 128, 160, 80]
    assert {(row["doc"], row["verdict"]) for row in jsonl(findings)} == {("a.txt", "wrong"), ("b.txt", "ok")}


RAW = [
    WRONG,
    WRONG.replace("\n", "\r\n") * 3,
    "\ufeff" + WRONG,
    "Tha\u0301ng 3, to\u00e0n ti\u0309nh ghi nh\u00e2\u0323n 12\u00a0ca, gi\u1ea3m 2 ca.\n",
    "\U0001f3e5 có 12 ca\u2028trong đó 15 ca nặng.\x0b\x0cHết 3 ca",
]


@pytest.mark.parametrize("raw", RAW, ids=["plain", "CRLF", "BOM", "decomposed", "odd line ends"])
def test_offsets_of_a_text_file_count_code_points_of_its_raw_text(soyte: Command, tmp_path: Path, raw: str) -> None:
    figures, findings, text = (tmp_path / name for name in ("f.jsonl", "g.jsonl", "t.txt"))
    soyte("audit", report(tmp_path, text=raw), "--figures", figures, "--findings", findings, "--text", text)
    assert text.read_bytes().decode() == raw
    assert jsonl(figures)
    for row in [*jsonl(figures), *jsonl(findings)]:
        assert raw[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


@pytest.mark.parametrize("path", sample_reports(), ids=lambda path: path.suffix)
def test_offsets_of_any_format_index_the_text_that_is_written_beside(
    soyte: Command, tmp_path: Path, path: Path
) -> None:
    figures, findings, text = (tmp_path / name for name in ("f.jsonl", "g.jsonl", "t.txt"))
    ended = soyte("audit", path, "--figures", figures, "--findings", findings, "--text", text)
    assert ended.code == 0
    extracted = text.read_bytes().decode()
    assert len(jsonl(figures)) > 5
    for row in [*jsonl(figures), *jsonl(findings)]:
        assert extracted[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx"])
def test_the_readable_audit_is_written_in_the_format_of_its_name(soyte: Command, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"kq.{suffix}"
    ended = soyte("audit", report(tmp_path), "--out", out)
    assert ended.code == 0
    assert str(out) in ended.err
    start = b"<!DOCTYPE html>" if suffix == "html" else b"PK\x03\x04"
    assert out.read_bytes()[:15].lower().startswith(start.lower())


@pytest.mark.parametrize("option", ["--figures", "--findings", "--text", "--out"])
def test_a_folder_that_is_not_there_is_named(soyte: Command, tmp_path: Path, option: str) -> None:
    ended = soyte("audit", report(tmp_path), option, tmp_path / "khong" / "co.html")
    assert ended.code == 2
    assert is_a_sentence_about(ended.err, str(tmp_path / "khong" / "co.html"))


def test_an_unknown_kind_of_result_is_refused_before_anything_is_read(soyte: Command) -> None:
    ended = soyte("audit", "khong-co.txt", "--out", "kq.pdf")
    assert ended.code == 2
    assert is_a_sentence_about(ended.err, "kq.pdf")
    assert "khong-co" not in ended.err


# ------------------------------------------------------------------------------------------------- what it prints


def test_every_format_tells_the_same_findings(soyte: Command, tmp_path: Path) -> None:
    path = report(tmp_path, text=WRONG + HOLDS)
    from_json = [json.loads(line) for line in soyte("audit", path, "--format", "json").out.splitlines()]
    from_csv = list(csv.DictReader(io.StringIO(soyte("audit", path, "--format", "csv").out)))
    assert [row["quote"] for row in from_json] == [row["quote"] for row in from_csv]
    assert {row["verdict"] for row in from_json} == {"wrong", "ok"}
    table, everything = soyte("audit", path).out, soyte("audit", path, "--all").out
    assert ("128/160" in table, "128/160" in everything) == (False, True)


def test_help_teaches_by_examples_and_says_what_the_exit_codes_mean(soyte: Command) -> None:
    ended = soyte("audit", "--help")
    assert ended.code == 0
    assert "soyte audit bao-cao.docx" in ended.out
    assert "Mã thoát: 0" in ended.out
    assert soyte().out == soyte("--help").out
    assert "soyte audit --help" in " ".join(soyte().out.split())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["audit"], "Thiếu TỆP..."),
        (["audit", "a.txt", "--bogus"], "Không có tùy chọn --bogus"),
        (["audit", "a.txt", "--format", "xml"], "Tùy chọn --format: không nhận “xml”, chỉ nhận table, json, csv"),
        (["audit", "a.txt", "--out"], "Tùy chọn --out cần một giá trị"),
        (["rasoat"], "Không có lệnh “rasoat”"),
    ],
)
def test_a_slip_in_the_command_line_gets_one_vietnamese_sentence(
    soyte: Command, arguments: Sequence[str], expected: str
) -> None:
    ended = soyte(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(expected)
    assert ended.err.count("\n") == 1
    assert "--help" in ended.err


def test_it_runs_as_a_program_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from soyte.cli.main import run; run()", "audit", str(report(tmp_path)), "x.txt"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "312 ca" in done.stdout.decode()
    assert is_a_sentence_about(done.stderr.decode(), "x.txt")
