"""Whether a file has the layout that a mapping was made for: columns that are new, missing, called otherwise or moved."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from soyte.intake.counts.headers import named
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.texts import key

_LIKE = 0.6
_KNOWN = 0.5  # of the columns that a mapping names: fewer, and it is another table


@dataclass(frozen=True)
class LayoutChange:
    """How heads differ from those that a mapping knows. Only `missing` and `renamed` keep the mapping from being used."""

    missing: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether the file can be read by the mapping as it is."""
        return not self.missing and not self.renamed

    @property
    def none(self) -> bool:
        """Whether nothing differs."""
        return self == LayoutChange()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell: one sentence a kind of change."""
        told = [f"Cột “{old}” nay là “{new}”." for old, new in self.renamed]
        if self.missing:
            told.append(f"Thiếu cột {_listed(self.missing)}.")
        if self.added:
            told.append(f"Có cột mới {_listed(self.added)}: chưa được dùng.")
        if self.moved:
            told.append(f"Cột {_listed(self.moved)} đổi chỗ: vẫn đọc đúng vì tìm theo tên.")
        return tuple(told)


def fingerprint(heads: Sequence[str]) -> str:
    """Equal for tables of the same columns in the same order, however their heads are spelled."""
    return hashlib.sha256("\n".join(map(key, heads)).encode()).hexdigest()[:16]


def compared(mapping: Mapping, heads: Sequence[str]) -> LayoutChange:
    """What differs between the layout of a mapping and these heads."""
    here = {key(head): head for head in heads if head}
    wanted = {key(head): head for head in named(mapping)}
    known = {key(head): head for head in mapping.heads if head} or wanted
    lacking = [head for folded, head in wanted.items() if folded not in here]
    fresh = [head for folded, head in here.items() if folded not in known]
    renamed = _renamed(mapping, heads, lacking, fresh)
    gone, come = {old for old, _ in renamed}, {new for _, new in renamed}
    return LayoutChange(
        tuple(head for head in lacking if head not in gone),
        renamed,
        tuple(head for head in fresh if head not in come) if mapping.heads else (),
        tuple(here[one] for one in _moved(list(known), list(here))) if mapping.heads else (),
    )


def likeness(mapping: Mapping, heads: Sequence[str]) -> float:
    """The share of the columns that a mapping names which are here; 0 where it is too small to be the same table."""
    here = {key(head) for head in heads}
    wanted = {key(head) for head in named(mapping)}
    share = len(wanted & here) / len(wanted) if wanted else 0.0
    return share if share >= _KNOWN else 0.0


def _renamed(
    mapping: Mapping, heads: Sequence[str], lacking: Sequence[str], fresh: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """A missing column is called otherwise if a new head is like it, or stands where it stood."""
    left, pairs = list(fresh), []
    before = [key(head) for head in mapping.heads]
    for old in lacking:
        near = difflib.get_close_matches(key(old), [key(head) for head in left], n=1, cutoff=_LIKE)
        new = next((head for head in left if near and key(head) == near[0]), None)
        if new is None and len(before) == len(heads) and key(old) in before:
            there = heads[before.index(key(old))]
            new = there if there in left else None
        if new is not None:
            left.remove(new)
            pairs.append((old, new))
    return tuple(pairs)


def _moved(known: list[str], here: list[str]) -> tuple[str, ...]:
    """Those outside of the longest run of columns that kept their order."""
    before, after = [one for one in known if one in here], [one for one in here if one in known]
    kept: set[str] = set()
    for block in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept |= set(before[block.a : block.a + block.size])
    return tuple(one for one in after if one not in kept)


def _listed(heads: Sequence[str]) -> str:
    return ", ".join(f"“{head}”" for head in heads)
