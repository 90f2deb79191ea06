"""`soyte --version` tells the program and the catalogue apart."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from soyte.catalogue.fingerprint import FOLDER, fingerprint
from soyte.cli.main import app


def test_the_version_of_the_package_and_of_the_catalogue_are_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    first, second = result.output.splitlines()
    assert (result.exit_code, re.fullmatch(r"soyte \d+\.\d+\.\d+", first) is not None) == (0, True)
    assert second.startswith(f"danh mục {fingerprint()}; mẫu hồ sơ BHYT mới nhất theo Quyết định 1931")


def test_another_definition_is_another_catalogue(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"id: A\nname: x\n")
    before = fingerprint(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"id: A\r\nname: x\r\n")
    assert fingerprint(tmp_path) == before != fingerprint(FOLDER)
    (tmp_path / "a.yaml").write_bytes(b"id: A\nname: y\n")
    assert fingerprint(tmp_path) != before
