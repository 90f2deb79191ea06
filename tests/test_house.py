"""The rules of the house: what is pinned, how large modules are, what no file may mention. Documents: test_documents.py."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from repository import ROOT, module_sizes, texts, tracked

OPERATORS = ROOT / "docs" / "operators.md"
LONGEST = 400
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


# ------------------------------------------------------------------------------------------------------ what is said

# Put together here, so that this file does not mention them itself.
UNSPOKEN = ["pypi." + "org", "python" + "hosted", "/wo" + "rk/", "/ro" + "ot/", "npm" + "js", "deb." + "debian"]


def test_files_name_no_registry_and_no_path_of_one_machine() -> None:
    found = [f"{name}: {word}" for name, text in texts().items() for word in UNSPOKEN if word in text]
    assert found == []


def test_files_end_in_a_line_end_and_hold_no_carriage_return() -> None:
    checked = {n: t for n, t in texts().items() if n.endswith((".py", ".md", ".yaml", ".csv", ".toml")) or "." not in n}
    assert [name for name, text in checked.items() if text and (not text.endswith("\n") or "\r" in text)] == []


# ----------------------------------------------------------------------------------------------------- what is pinned


def pinned() -> dict[str, str]:
    """Name → version of the lock file."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)}


def asked_for(groups: list[str]) -> list[Requirement]:
    """What pyproject.toml asks for directly."""
    direct = [*PYPROJECT["project"]["dependencies"]]
    for group in groups:
        direct += PYPROJECT["dependency-groups"][group]
    return [Requirement(line) for line in direct]


def test_the_lock_holds_what_the_project_asks_for() -> None:
    versions = pinned()
    wrong = [
        str(r) for r in asked_for(["dev", "bench"]) if versions.get(canonicalize_name(r.name), "") not in r.specifier
    ]
    assert wrong == [], "run `make lock`"


def test_the_lock_holds_a_hash_for_every_package_and_no_place_to_get_it() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"^(?=\S+==)", lock, flags=re.MULTILINE)[1:]
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|file:|--index|--find-links", lock) == []


def shipped() -> set[str]:
    """All packages that a user of `soyte` gets, however deep."""
    found: set[str] = set()
    waiting = [canonicalize_name(r.name) for r in asked_for([])]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needs = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:  # of another platform
            continue
        waiting += [canonicalize_name(r.name) for r in needs if r.marker is None or r.marker.evaluate({"extra": ""})]
    return found


def optional() -> set[str]:
    """The packages of the extras, and what the lock says they brought."""
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    asked = {canonicalize_name(Requirement(line).name) for lines in extras for line in lines}
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    brought = re.findall(r"^([\w.-]+)==[^#]*# via ([\w.-]+)$", lock, re.MULTILINE)
    return asked | {canonicalize_name(name) for name, by in brought if canonicalize_name(by) in asked}


# Who wants PostgreSQL installs its driver (LGPL) beside the product; Django knows no other.
BESIDE = {"psycopg", "psycopg-binary"}


def test_every_package_that_is_shipped_has_its_licence_in_the_table_and_it_is_a_permissive_one() -> None:
    rows = dict(re.findall(r"^\| `([\w.-]+)` \| ([^|]+) \|", OPERATORS.read_text("utf-8"), re.MULTILINE))
    licences = {canonicalize_name(name): licence for name, licence in rows.items()}
    assert (shipped() | optional()) - licences.keys() == set()
    inside = {name: text for name, text in licences.items() if name not in BESIDE}
    assert {name: text for name, text in inside.items() if re.search(r"GPL|SSPL|proprietary", text)} == {}
    assert BESIDE & shipped() == set()


# ---------------------------------------------------------------------------------------------------------- modules


def test_modules_stay_small() -> None:
    assert {name: size for name, size in module_sizes("src").items() if size > LONGEST} == {}


def test_one_module_reads_the_clock() -> None:
    clock = re.compile(r"\b(?:datetime\.now|utcnow|date\.today|time\.time|localtime)\s*\(")
    reading = {name for name, text in texts().items() if re.match(r"src/.*\.py$", name) and clock.search(text)}
    assert reading == {"src/soyte/ledger/clock.py"}


AUDITING = ("checks", "intake", "reports/audit", "statements.py", "catalogue", "quantities", "periods", "text")


def test_what_reads_and_judges_a_report_never_asks_what_day_it_is() -> None:
    asking = re.compile(r"ledger(?:\.| import )clock")
    assert [
        name
        for name, text in texts().items()
        if name.startswith(tuple(f"src/soyte/{room}" for room in AUDITING)) and asking.search(text)
    ] == []


@pytest.mark.slow
def test_the_wheel_holds_all_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if name.startswith("soyte/")}
    ours = {p.relative_to(ROOT / "src").as_posix() for p in tracked() if p.is_relative_to(ROOT / "src" / "soyte")}
    assert ours - packed == set()
