"""The rules of the house: what is documented, what is pinned, how large modules are, what no file may mention."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.table import markdown
from repository import ROOT, module_sizes
from soyte.cli.main import app

GUIDE = ROOT / "docs" / "huong-dan.md"
OPERATORS = ROOT / "docs" / "operators.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
LONGEST = 400
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository, or of an unpacked copy of it."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = done.stdout.decode().split("\0")[:-1]
    if not names:
        pytest.skip("not a git checkout")
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


def texts() -> dict[str, str]:
    """The tracked files that are text, by name."""
    found = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return found


# ------------------------------------------------------------------------------------------------------ documents


def commands() -> dict[str, Any]:
    """Every command with what it is called."""
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


@pytest.mark.parametrize("name", commands())
def test_the_guide_explains_every_command_and_option(name: str) -> None:
    guide = GUIDE.read_text("utf-8")
    assert f"soyte {name}" in guide
    options = {option for parameter in commands()[name].params for option in parameter.opts if option.startswith("--")}
    assert options
    assert {option for option in options - {"--help"} if f"`{option}" not in guide} == set()


def test_the_guide_explains_every_kind_of_finding() -> None:
    from soyte.reports.audit.render_words import KIND_WORDS  # noqa: PLC0415

    guide = GUIDE.read_text("utf-8").casefold()
    assert {word for word in KIND_WORDS.values() if word.casefold() not in guide} == set()


def test_the_guide_of_operators_gives_both_exit_codes_and_every_setting() -> None:
    operators = OPERATORS.read_text("utf-8")
    settings = {name for text in texts().values() for name in re.findall(r"\bSOYTE_[A-Z]+\b", text)}
    assert {name for name in settings if f"`{name}" not in operators} == set()


def test_the_architecture_names_every_room() -> None:
    architecture = ARCHITECTURE.read_text("utf-8")
    source = ROOT / "src" / "soyte"
    rooms = [p for p in source.iterdir() if (p / "__init__.py").is_file()]
    modules = {p.stem for p in source.glob("*.py")} - {"__init__"}
    divided = [
        p
        for name in ("checks", "intake", "reports")
        for p in (source / name).iterdir()
        if (p / "__init__.py").is_file()
    ]
    names = {f"{p.name}/" for p in rooms} | modules | {f"{p.parent.name}/{p.name}/" for p in divided}
    assert {name for name in names if f"`{name}" not in architecture} == set()


LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for name, text in texts().items():
        if name.endswith(".md"):
            broken += [
                f"{name}: {link}" for link in LINK.findall(text) if not (ROOT / name).parent.joinpath(link).exists()
            ]
    assert broken == []


def test_make_targets_that_documents_mention_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    mentioned = {
        m for name, text in texts().items() if name.endswith(".md") for m in re.findall(r"`make ([a-z-]+)", text)
    }
    assert mentioned
    assert mentioned - targets == set()


def test_the_readme_shows_the_committed_measurements() -> None:
    rows = json.loads((ROOT / "benchmarks" / "results" / "latest.json").read_text("utf-8"))
    assert {"name", "ours", "other", "ratio", "unit", "data_set", "command"} <= set.intersection(*map(set, rows))
    assert markdown(rows) in (ROOT / "README.md").read_text("utf-8"), "run `make bench`"


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


def test_every_package_that_is_shipped_has_its_licence_in_the_table_and_it_is_a_permissive_one() -> None:
    rows = dict(re.findall(r"^\| `([\w.-]+)` \| ([^|]+) \|", OPERATORS.read_text("utf-8"), re.MULTILINE))
    licences = {canonicalize_name(name): licence for name, licence in rows.items()}
    assert shipped() - licences.keys() == set()
    assert {name: text for name, text in licences.items() if re.search(r"GPL|SSPL|proprietary", text)} == {}


# ---------------------------------------------------------------------------------------------------------- modules


def test_modules_stay_small() -> None:
    assert {name: size for name, size in module_sizes("src").items() if size > LONGEST} == {}


def test_nothing_in_the_product_reads_the_clock() -> None:
    clock = re.compile(r"\b(?:datetime\.now|utcnow|date\.today|time\.time|localtime)\s*\(")
    assert [
        name
        for name, text in texts().items()
        if name.startswith("src/") and name.endswith(".py") and clock.search(text)
    ] == []


@pytest.mark.slow
def test_the_wheel_holds_all_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if name.startswith("soyte/")}
    ours = {p.relative_to(ROOT / "src").as_posix() for p in tracked() if p.is_relative_to(ROOT / "src" / "soyte")}
    assert ours - packed == set()
