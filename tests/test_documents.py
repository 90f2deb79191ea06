"""Documents describe what exists: commands and options, settings, rooms, tables, acts, words, measurements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from benchmarks.table import markdown
from repository import ROOT, texts, tracked
from soyte.cli.main import app
from soyte.ledger.acts import ActKind
from soyte.ledger.journal import NAME as JOURNAL
from soyte.ledger.tables import STORED
from soyte.ledger.vault import IdentityKind

DOCS = ROOT / "docs"
OPERATORS = DOCS / "operators.md"
ARCHITECTURE = DOCS / "architecture.md"
GLOSSARY = DOCS / "glossary.md"
SOURCE = ROOT / "src" / "soyte"


@cache
def guide() -> dict[str, str]:
    """The pages of the user guide: the front page and its chapters."""
    pages = [DOCS / "huong-dan.md", *sorted((DOCS / "huong-dan").glob("*.md"))]
    return {page.name: page.read_text("utf-8") for page in pages}


def said(document: Path, words: set[str]) -> set[str]:
    """Those of the words that a document does not write as code."""
    text = document.read_text("utf-8")
    return {word for word in words if f"`{word}`" not in text}


# ------------------------------------------------------------------------------------------------------- the guide


def _below(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for sub, one in (inner or {}).items():
        yield from _below(one, f"{name} {sub}")


COMMANDS = dict(_below(typer.main.get_command(app), "soyte"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_guide_explains_every_command_and_option(name: str) -> None:
    pages = {page: text for page, text in guide().items() if re.search(rf"{name}\b", text)}
    assert pages, f"no page of docs/huong-dan says {name}"
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")}
    explained = "\n".join([guide()["huong-dan.md"], *pages.values()])  # the front page has those of every command
    assert {option for option in options - {"--help"} if not re.search(rf"`{option}\b", explained)} == set()


def test_every_chapter_of_the_guide_is_listed_on_its_front_page() -> None:
    front = guide()["huong-dan.md"]
    assert {page for page in guide() if page != "huong-dan.md" and f"(huong-dan/{page})" not in front} == set()


def test_the_guide_explains_every_kind_of_finding() -> None:
    from soyte.reports.audit.render_words import KIND_WORDS  # noqa: PLC0415

    text = "\n".join(guide().values()).casefold()
    assert {word for word in KIND_WORDS.values() if word.casefold() not in text} == set()


def test_the_guide_explains_every_verdict_and_state_that_the_screen_says() -> None:
    from soyte.measures.targets.model import MARK_WORDS  # noqa: PLC0415
    from soyte.receiving.wording import STATUS  # noqa: PLC0415

    text = "\n".join(guide().values())
    assert {word for word in (*STATUS.values(), *MARK_WORDS.values()) if word not in text} == set()


def test_the_guide_explains_every_kind_of_identifier() -> None:
    assert {kind for kind in IdentityKind if f"`{kind}`" not in guide()["tep-anh-xa.md"]} == set()


# -------------------------------------------------------------------------------------- for engineers and operators


def test_the_guide_of_operators_gives_every_setting() -> None:
    settings = {name for text in texts().values() for name in re.findall(r"\bSOYTE_[A-Z_]+\b", text)}
    django = set(
        re.findall(r"^(SOYTE_[A-Z_]+) =", (SOURCE / "portal" / "settings.py").read_text("utf-8"), re.MULTILINE)
    )
    assert said(OPERATORS, settings - (django - {"SOYTE_HOME"})) == set()


def rooms() -> set[str]:
    """Every package and module of the first two levels that has a package below it: `checks/`, `checks/claims/`."""
    packages = {p.parent.relative_to(SOURCE) for p in tracked() if p.is_relative_to(SOURCE) and p.name == "__init__.py"}
    modules = {p.stem for p in SOURCE.glob("*.py")} - {"__init__"}
    return {f"{p.as_posix()}/" for p in packages if len(p.parts) in (1, 2)} | modules


def test_the_architecture_names_every_room() -> None:
    assert {name for name in rooms() if f"`{name}" not in ARCHITECTURE.read_text("utf-8")} == set()


def test_the_architecture_names_every_table_of_the_ledger_and_every_kind_of_act() -> None:
    assert said(ARCHITECTURE, {JOURNAL, *STORED}) == set()
    assert said(ARCHITECTURE, set(ActKind)) == set()


def test_the_glossary_is_sorted_and_says_each_word_once() -> None:
    words = re.findall(r"^\| ([^|]+?) \| [^|]+ \| [^|]+ \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    assert words[0] == "English in code"
    assert words[1:] == sorted(set(words[1:]), key=str.casefold)


# ------------------------------------------------------------------------------------------------------ all documents

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
