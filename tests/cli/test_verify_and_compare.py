"""`soyte verify` and `soyte compare` as a person meets them, with what the ledger would say given by the test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from compare.test_compare import BEDS, NOTHING
from linked.linked_files import ALL, RATE, changed, linked_file, typed
from typer.testing import CliRunner

from soyte.cli.compare import compare_command
from soyte.cli.verify import verify_command
from soyte.reports.compare import Comparison
from soyte.reports.linked import CurrentFigure


def verified(path: Path, *options: str, now: Mapping[str, CurrentFigure] | None = None) -> Any:
    app = typer.Typer()
    app.command()(verify_command(lambda *_: now))
    return CliRunner().invoke(app, [str(path), *options])


def compared(comparison: Comparison, *options: str) -> Any:
    app = typer.Typer()
    app.command()(compare_command(lambda *_: comparison))
    return CliRunner().invoke(app, ["--indicator", "beds", *options])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(linked_file())
    return path


class TestVerify:
    def test_an_untouched_report_is_fine(self, report: Path) -> None:
        done = verified(report, now=ALL)
        assert (done.exit_code, done.stdout) == (0, f"{report}: 4 số; 4 không đổi\n")

    def test_what_was_changed_and_what_is_stale_is_told_by_name(self, report: Path) -> None:
        report.write_bytes(changed(linked_file(), typed("95,2", "96,2")))
        now = {**ALL, "guess": replace(ALL["guess"], text="1.300", value=Decimal(1300))}
        done = verified(report, now=now)
        assert done.exit_code == 1
        assert done.stdout.splitlines() == [
            f"{report}: 4 số; 1 bị sửa tay, 1 đã cũ, 2 không đổi",
            "Bị sửa tay:",
            "  Tỷ lệ, thực hiện: Khi lập tệp là “95,2”, nay tệp ghi “96,2”; trong kho số liệu hiện nay là “95,2”.",
            "Đã cũ:",
            "  Tỷ lệ, thực hiện: Tệp ghi “ước 1.234”; trong kho số liệu hiện nay là “1.300”.",
        ]

    def test_without_a_ledger_it_says_what_it_compared_with(self, report: Path) -> None:
        done = verified(report)
        assert done.exit_code == 0
        assert "Không có kho số liệu để đối chiếu: chỉ so với số đã ghi kèm khi lập tệp." in done.stdout

    def test_the_json_has_every_figure(self, report: Path) -> None:
        read = json.loads(
            verified(
                report, "--format", "json", now={**ALL, "rate": replace(RATE, value=Decimal(90), text="90,0")}
            ).stdout
        )
        assert [(one["id"], one["state"]) for one in read[0]["figures"]] == [
            ("rate", "stale"),
            ("guess", "unchanged"),
            ("none", "unchanged"),
            ("rate", "stale"),
        ]
        assert read[0]["figures"][0]["recorded"]["value"] == "95.2"
        assert read[0]["about"]["year"] == "2024"

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("a.pdf", b"%PDF-1.4", "không phải tệp .docx hay .odt; hãy chọn tệp báo cáo do soyte lập"),
            ("b.docx", b"PK\x03\x04 broken", "bị hỏng"),
        ],
    )
    def test_what_cannot_be_verified_is_told_in_one_sentence(
        self, name: str, content: bytes, told: str, tmp_path: Path
    ) -> None:
        (tmp_path / name).write_bytes(content)
        done = verified(tmp_path / name, now=ALL)
        assert done.exit_code == 2
        assert told in done.stderr

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        done = verified(tmp_path / "x.docx")
        assert (done.exit_code, "không đọc được tệp" in done.stderr) == (2, True)


class TestCompare:
    def test_the_table_is_printed(self) -> None:
        done = compared(BEDS)
        assert (done.exit_code, done.stdout.splitlines()[0]) == (
            0,
            "Số giường bệnh trên 10.000 dân (giường/10.000 dân), năm 2024",
        )

    def test_the_json_is_printed(self) -> None:
        assert json.loads(compared(BEDS, "--format", "json").stdout)["kind"] == "comparison"

    @pytest.mark.parametrize(("name", "starts"), [("x.svg", b"<svg"), ("x.png", b"\x89PNG")])
    def test_a_picture_is_written(self, name: str, starts: bytes, tmp_path: Path) -> None:
        assert compared(BEDS, "--out", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(starts)

    @pytest.mark.parametrize(
        ("comparison", "name", "told"),
        [(BEDS, "x.gif", "chỉ vẽ được thành .svg hoặc .png"), (NOTHING, "x.svg", "chưa có giá trị nào so sánh được")],
    )
    def test_what_cannot_be_drawn_is_told(self, comparison: Comparison, name: str, told: str, tmp_path: Path) -> None:
        done = compared(comparison, "--out", str(tmp_path / name))
        assert (done.exit_code, told in done.stderr) == (2, True)
        assert not (tmp_path / name).exists()
