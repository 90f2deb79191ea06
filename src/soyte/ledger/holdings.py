"""Which data files the acts call for: those they brought, less those that later acts replaced. The acts decide, Delta follows."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.state import State
from soyte.ledger.store import JOINED, DataFile, owner_of, part_of

REPLACING = frozenset({ActKind.COMPACTED, ActKind.REPAIRED, ActKind.REKEYED})


@dataclass(frozen=True)
class Holding:
    """A file that must be there, the act that brought it, and whose rows it holds (submissions, or acts if derived)."""

    file: DataFile
    act: Act
    sources: frozenset[str]
    stands_for: frozenset[str] = frozenset()  # files that it replaces, also those which these had replaced

    @property
    def key(self) -> str:
        """What `Act.replaced` calls it."""
        return key_of(self.file)


def key_of(file: DataFile) -> str:
    """`table/path`."""
    return f"{file.table}/{file.path}"


def holdings(state: State) -> dict[str, Holding]:
    """Every file that the acts of a state call for, by `table/path`."""
    found: dict[str, Holding] = {}
    for act in state.acts:
        gone: list[Holding] = []
        if act.kind in REPLACING:
            gone = [found.pop(name) for name in act.replaced if name in found]
        for file in act.files:
            part = part_of(file.path)
            same = [old for old in gone if old.file.table == file.table and part_of(old.file.path) == part]
            # Under its owner's name a file stands for that owner's files alone; what joins others has a name of its own.
            same = [old for old in same if owner_of(old.file.path) == owner_of(file.path)] or same
            sources = frozenset([owner_of(file.path)])
            if owner_of(file.path).startswith(JOINED):
                sources = frozenset(source for old in same for source in old.sources)
            before = frozenset(name for old in same for name in (old.key, *old.stands_for))
            holding = Holding(file, act, sources, before)
            found[holding.key] = holding
    return found


def replaced(state: State) -> dict[str, Act]:
    """Files that other files stand for now, by `table/path`, and the act that says so."""
    return {name: act for act in state.acts if act.kind in REPLACING for name in act.replaced}


def submissions_of(holding: Holding, state: State) -> list[Act]:
    """The acts that took in the submissions whose rows a file holds; for a derived file the acts that it belongs to."""
    received = (ActKind.ACCEPTED, ActKind.REJECTED)
    return [
        act
        for act in state.acts
        if act.act_id in holding.sources or (act.submission_id in holding.sources and act.kind in received)
    ]
