"""The checklist of the verification standard keeps its word: complete, and what it names exists."""

from __future__ import annotations

import re
from collections import Counter

from django.conf import settings

from repository import ROOT

PAGE = ROOT / "docs" / "operations" / "asvs.md"
# How many items of levels 1 and 2 each section of ASVS 5.0.0 has; within a section they are the first ones.
SECTIONS = {
    "1": (2, 9, 11, 3, 2),
    "2": (3, 3, 4, 1),
    "3": (0, 2, 4, 6, 5, 0, 2),
    "4": (3, 1, 2, 4),
    "5": (1, 3, 2, 3),
    "6": (3, 12, 4, 4, 5, 3, 0, 4),
    "7": (3, 4, 2, 5, 2, 2),
    "8": (2, 3, 1, 1),
    "9": (3, 4),
    "10": (2, 2, 4, 11, 5, 2, 3),
    "11": (2, 3, 3, 4, 1, 1),
    "12": (3, 2, 4),
    "13": (1, 5, 2, 5),
    "14": (2, 4, 3),
    "15": (3, 3, 7),
    "16": (1, 5, 4, 3, 3),
    "17": (1, 4, 2),
}
STATES = {"met", "operator", "partly", "not met", "n/a"}
ROW = re.compile(r"^\| V(\d+)\.(\d+)\.(\d+)(?: - V\1\.\2\.(\d+))? \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_every_item_stands_there_once_with_its_state() -> None:
    found: Counter[tuple[str, int, int]] = Counter()
    for chapter, section, first, last, _, state, why in ROW.findall(PAGE.read_text("utf-8")):
        assert state.strip() in STATES
        assert why.strip()
        found.update((chapter, int(section), number) for number in range(int(first), int(last or first) + 1))
    wanted = Counter(
        (chapter, section, number)
        for chapter, counts in SECTIONS.items()
        for section, count in enumerate(counts, 1)
        for number in range(1, count + 1)
    )
    assert wanted.total() == 253
    assert found == wanted


def test_what_it_names_exists() -> None:
    named = set(re.findall(r"`([^`]+)`", PAGE.read_text("utf-8")))
    sources = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("*.py"))
    tests = {one for one in named if re.fullmatch(r"test_\w+", one)}
    assert len(tests) > 70
    assert {one for one in tests if f"def {one}(" not in sources} == set()
    modules = {one for one in named if re.fullmatch(r"test_\w+\.py", one)}
    assert {one for one in modules if not any((ROOT / "tests").rglob(one))} == set()
    constants = {one for one in named if re.fullmatch(r"[A-Z][A-Z_]+", one) and not one.startswith("SOYTE_")}
    assert {one for one in constants if not hasattr(settings, one)} == set()
    paths = {one for one in named if re.fullmatch(r"(src|docs)/[\w./-]+", one)}
    assert {one for one in paths if not (ROOT / one).exists()} == set()
