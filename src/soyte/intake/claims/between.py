"""What stands in a file outside its dossiers: nothing, the beginning of another file that was joined on, or what belongs to nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOTHING = re.compile(rb"\s+|<!--.*?-->|<\?.*?\?>|</HOSO\s*>", re.DOTALL)
_LIST, _LIST_END = re.compile(rb"<DANHSACHHOSO(?=[\s>])[^>]*>"), b"</DANHSACHHOSO"


@dataclass(frozen=True, slots=True)
class Between:
    """A stretch between two dossiers, before the first or behind the last one. `start` is its place in the file."""

    start: int
    text: bytes

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def empty(self) -> bool:
        """Whether it holds nothing but blanks, comments, instructions and marks that close nothing, which are counted elsewhere."""
        return not _NOTHING.sub(b"", self.text)

    def begins(self, root: str) -> bool:
        """Whether another file begins in it."""
        return f"<{root}".encode() in self.text


def before_first(head: bytes) -> Between:
    """Of what stands before the first dossier, the part within the list of dossiers."""
    lists = list(_LIST.finditer(head))
    at = lists[-1].end() if lists else len(head)
    return Between(at, head[at:])


def behind_last(tail: bytes, at: int) -> Between:
    """Of what stands behind the last dossier, which ended at `at`, the part within the list of dossiers."""
    found = tail.find(_LIST_END)
    return Between(at, tail[:found] if found >= 0 else b"")
