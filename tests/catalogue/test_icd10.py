"""Chapters and groups of ICD-10 hold each code once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from soyte.catalogue.icd10 import chapters, groups


def test_stretches_do_not_overlap_and_groups_lie_within_chapters() -> None:
    for parts in (chapters(), groups()):
        assert all(one.first <= one.last < other.first for one, other in pairwise(parts.all))
    assert all(chapters().of(group.first) == chapters().of(group.last) for group in groups().all)
    assert len(chapters().all) == 22


@pytest.mark.parametrize(
    ("code", "chapter", "group"),
    [
        ("A97.0", "I", "A90-A99"),
        ("j189", "X", "J09-J18"),
        ("C34", "II", "C00-C97"),
        ("", "?", "?"),
        (None, "?", "?"),
        ("A9", "?", "?"),
    ],
)
def test_a_code_belongs_to_one_chapter_and_one_group(code: str | None, chapter: str, group: str) -> None:
    assert (chapters().codes([code])[code], groups().codes([code])[code]) == (chapter, group)
