"""LibreOffice for tests: converting a file in a profile of its own; tests that need it are skipped where it is absent."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def converted(source: Path, form: str, folder: Path) -> Path:
    """`source` saved by LibreOffice as `form` (`docx`, `odt`, `pdf`) in `folder`; skips the test without LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("there is no LibreOffice here")
    folder.mkdir(parents=True, exist_ok=True)
    call = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form]
    subprocess.run([*call, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{form}"
