"""The places of an installation: those that are shipped, and what happened to them by its own recorded acts.

An act is a submission: reading as of an earlier moment leaves it out, and a withdrawal takes it back. An act that cannot
be applied any more, because another one was taken back or a newer program ships the same change, is left out and named:
a figure must not fail because of it, and must not keep silent either.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from weakref import WeakKeyDictionary

import pyarrow as pa

from soyte.engine import equals
from soyte.ledger.acts import Act as Journalled
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.state import State
from soyte.ledger.tables import DEFINITION
from soyte.measures.boundaries.acts import KIND, SiteAct, read, written
from soyte.measures.where import Geography
from soyte.places import Act, Atlas, Change, PlaceError, preview, shipped_atlas
from soyte.places.model import vietnamese_date


@dataclass(frozen=True)
class LeftOut:
    """An act that cannot be applied, and why, in Vietnamese."""

    one: SiteAct
    why: str

    @property
    def sentence(self) -> str:
        """What to tell whoever reads figures."""
        return (
            f"Thay đổi địa bàn số {self.one.seq} ({self.one.words}) không áp dụng được: {self.why} "
            f"Hãy rút lần ghi số {self.one.seq} rồi ghi lại cho đúng."
        )


@dataclass(frozen=True)
class Site:
    """The atlas of an installation, the acts in it by their days, those that the shipped data hold already, and those left out."""

    atlas: Atlas
    acts: tuple[SiteAct, ...] = ()
    shipped: tuple[SiteAct, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def geography(self) -> Geography:
        """These places as figures need them; those that are shipped are worked out once in a process."""
        return _of_shipped() if self.atlas is shipped_atlas() else Geography(self.atlas)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each act that does not count."""
        return tuple(one.sentence for one in self.left_out)


@cache
def _of_shipped() -> Geography:
    return Geography(shipped_atlas())


# By the submissions that make them up: these never change, however many other files come in.
_sites: WeakKeyDictionary[Ledger, dict[tuple[str, ...], Site]] = WeakKeyDictionary()
_MOST_KEPT = 8


def site_atlas(ledger: Ledger, as_of: AsOf = None) -> Atlas:
    """The places as this installation knew them at a moment; the shipped atlas itself where nothing was recorded."""
    return site(ledger, as_of).atlas


def site(ledger: Ledger, as_of: AsOf = None) -> Site:
    """The places as this installation knew them at a moment, with the acts behind them."""
    return site_of(ledger, ledger.state(as_of))


def site_of(ledger: Ledger, state: State) -> Site:
    """The same for whoever has the state already."""
    recorded = tuple(name for name in sorted(state.living, key=state.living.__getitem__) if _is_ours(state, name))
    known = _sites.setdefault(ledger, {})
    if recorded not in known:
        while len(known) >= _MOST_KEPT:
            known.pop(next(iter(known)))
        known[recorded] = _applied(_read(ledger, state, recorded)) if recorded else Site(shipped_atlas())
    return known[recorded]


def record(ledger: Ledger, act: Act, *, actor: str, channel: str = "cli") -> tuple[Journalled, bool]:
    """Write an act down; its submission, and whether it is new. `PlaceError` if it cannot be done to the places of today."""
    body = written(act)
    digest = digest_of(body)
    here = site(ledger)
    for one in (*here.acts, *here.shipped):
        if one.submission.content_hash == digest:
            return one.submission, False
    changes = preview(here.atlas, act)
    words = sentence_of(changes)
    ticket = Ticket(KIND, words, actor, channel, content_hash=digest, reading_hash=KIND, size=len(body.encode()))
    ledger.vault.keep_bytes(body.encode())
    with ledger.loading(ticket) as loading:
        loading.write(DEFINITION.name, row_of(words, body))
        return loading.commit(1)


def row_of(words: str, body: str) -> pa.Table:
    """The row of `definition` that holds an act; its body is also the original in the vault."""
    return pa.table({"row_no": [1], "kind": [KIND], "name": [words], "hash": [digest_of(body)], "body": [body]})


def digest_of(body: str) -> str:
    """SHA-256 of an act as it is written."""
    return hashlib.sha256(body.encode()).hexdigest()


def sentence_of(changes: tuple[Change, ...]) -> str:
    """`01/01/2027: phường Hoa Sữa nhập vào phường Bến Mây`: an act in one line, what ends or is divided first."""
    told = [one for one in changes if one.before is not None and one.kind in ("ended", "shrunk", "reshaped")]
    told = told or [one for one in changes if one.before is not None and one.kind != "kept"] or list(changes)
    words = "; ".join(f"{one.before.full_name if one.before else one.code} {one.words}" for one in told)
    return f"{vietnamese_date(changes[0].on)}: {words}"


def _is_ours(state: State, submission: str) -> bool:
    return state.accepted[submission].what == KIND


def _read(ledger: Ledger, state: State, recorded: tuple[str, ...]) -> list[SiteAct]:
    rows = ledger.view(state.head).raw(DEFINITION.name, recorded).filter(equals("kind", KIND))
    found = []
    for row in ledger.engine.collect(rows.steps).to_pylist():
        found.append(SiteAct(read(row["body"]), row["name"], state.accepted[row["submission_id"]]))
    return sorted(found, key=lambda one: (one.act.on, one.seq))


def _applied(recorded: list[SiteAct]) -> Site:
    atlas = shipped = shipped_atlas()
    taken, known, left = [], [], []
    for one in recorded:
        if _has(shipped, one.act):
            known.append(one)
            continue
        try:
            atlas = atlas.with_acts([one.act])
        except PlaceError as error:
            left.append(LeftOut(one, str(error)))
        else:
            taken.append(one)
    return Site(atlas, tuple(taken), tuple(known), tuple(left))


def _has(atlas: Atlas, act: Act) -> bool:
    """Whether the atlas holds every move of the act on its day: a newer program ships what a site had recorded."""
    return all(any(to.new == move.new for to in atlas.from_old(act.on, move.old)) for move in act.moves)
