"""The guide of the portal: a chapter a role, every page of the menu and every picture by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gallery.pictures import PICTURES

from repository import ROOT
from soyte.portal import urls
from soyte.portal.shell.pages import PAGES
from soyte.portal.shell.roles import ROLES

FOLDER = ROOT / "docs" / "huong-dan" / "cong-thong-tin"
CHAPTERS = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.md"))}
WHOLE = "\n".join(CHAPTERS.values())


def said(words: str) -> bool:
    """Whether the guide says it, capitals and line ends aside."""
    return words.casefold() in re.sub(r"\s+", " ", WHOLE).casefold()


def test_every_entry_of_the_menu_is_explained() -> None:
    assert urls.urlpatterns
    assert {one.menu.title for one in PAGES.values() if one.menu and not said(f"**{one.menu.title}")} == set()


def test_every_page_is_explained_by_the_name_of_its_picture() -> None:
    assert {one.title for one in PICTURES.values() if not said(f"**{one.title}**")} == set()


def test_every_role_has_a_chapter_and_every_chapter_is_on_the_front_page() -> None:
    front = CHAPTERS["index.md"]
    assert {role.name for role in ROLES.values() if f"| {role.name} |" not in front} == set()
    assert {name for name in CHAPTERS if name != "index.md" and f"({name})" not in front} == set()


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapters_are_short_and_ask_what_a_person_wants(name: str) -> None:
    text = CHAPTERS[name]
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert heads
    assert sum(head.startswith("Muốn") for head in heads) * 2 >= len(heads)
    assert len(text.splitlines()) < 120
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert Path(FOLDER / link).exists(), link
