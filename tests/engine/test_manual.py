"""The manual in docs/ says what the specification tests say."""

from __future__ import annotations

from engine.manual import CHAPTERS, MANUAL, SPEC, manual


def test_every_chapter_has_its_place() -> None:
    assert {path.parent.name for path in SPEC.rglob("test_*.py")} == set(CHAPTERS)


def test_the_manual_is_fresh() -> None:
    assert MANUAL.read_text("utf-8") == manual(), "run: PYTHONPATH=tests .venv/bin/python -m engine.manual"
