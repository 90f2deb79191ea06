"""The examples of the guide are what the program answers."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from repository import ROOT
from soyte.catalogue.overlay import overlay
from soyte.catalogue.whole import load_whole
from soyte.cli.demo.stage import run_quietly
from soyte.sample import year
from soyte.sample.counts import write_counts

GUIDE = ROOT / "docs" / "huong-dan"
WIDTH = 118
VARIES = re.compile(r"as_of=\d+|\d\d:\d\d|\d\d/\d\d/\d{4}|số \d+|#\d+|\b\d{4}-\d\d-\d\d\b|[0-9a-f]{12,}")


def examples(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each `$ soyte …` of a page with the lines that follow it."""
    for block in re.findall(r"^```\n(.*?)^```", (GUIDE / page).read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *answer = example.rstrip().split("\n")
            yield command, answer


def asking(page: str, *starts: str) -> list[tuple[str, list[str]]]:
    """Those whose command begins with one of the words after `soyte`."""
    return [(c, a) for c, a in examples(page) if c.removeprefix("soyte ").startswith(starts)]


def answered(command: str) -> list[str]:
    """What the program says now."""
    text, _ = run_quietly(shlex.split(command)[1:], WIDTH)
    return [line.rstrip() for line in text.rstrip().split("\n")]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        *asking("dia-ban.md", "places find", "places show", "places history", "places successors 0"),
        *asking("danh-muc.md", "catalogue show", "catalogue diff", "catalogue check"),
    ],
)
def test_what_needs_no_installation(command: str, answer: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOYTE_HOME", raising=False)
    told = answered(command)
    if "…" in answer:  # shortened in the guide
        assert [line for line in answer if line != "…" and line not in told] == []
    else:
        assert told == answer


def test_the_definition_of_an_installation_is_one_that_is_taken_in() -> None:
    text = (GUIDE / "danh-muc.md").read_text("utf-8")
    said = yaml.safe_load(re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0])
    assert "dengue_early_treatment_rate" in overlay(load_whole(), said["definitions"]).catalogue


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation of the chapters on figures and targets."""
    folder = tmp_path_factory.mktemp("guide")
    home = folder / "kho"
    *cases, people, _ = write_counts(folder)
    steps: list[list[object]] = [
        ["init", "--name", "Sở Y tế tỉnh Sao Mai", "--place", "99"],
        *(["ingest", table.file, "--mapping", table.mapping, "--sender", "CDC tỉnh Sao Mai"] for table in cases),
        ["ingest", people.file, "--mapping", people.mapping, "--sender", "Chi cục Dân số"],
        ["ingest", year.report(), "--sender", "Sở Y tế tỉnh Sao Mai"],
        ["targets", "import", year.targets(), "--sender", "UBND tỉnh Sao Mai"],
    ]
    for step in steps:
        assert run_quietly([*map(str, step), "--home", str(home)], WIDTH)[1] == 0
    return home


@pytest.mark.slow
def test_figures_and_traces(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOYTE_HOME", str(installed))
    for command, answer in asking("so-lieu-truy-nguon.md", "figures", "trace"):
        assert words(answered(command)) == words(answer), command


@pytest.mark.slow
def test_verdicts(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOYTE_HOME", str(installed))
    ((command, answer),) = asking("chi-tieu-giao.md", "targets show")
    assert sorted(words(answered(command))) == sorted(words(answer))  # columns may be of other widths


def words(lines: list[str]) -> list[str]:
    """The words of an answer without what differs from one installation to the next, and without broken addresses."""
    return [word for word in VARIES.sub("", " ".join(lines)).split() if not re.search("[@=&_?]", word)]
