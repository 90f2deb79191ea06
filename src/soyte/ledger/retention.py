"""Destroying what need not be kept any longer: originals by the dated policies of the vault, replaced files after some days.

An installation states its own policies for originals in `retention.yaml` beside `soyte.json` (docs/operators.md).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from soyte.ledger import clock
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Intent
from soyte.ledger.state import State

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

OWN_POLICIES = "retention.yaml"
_RECEIVED = (ActKind.ACCEPTED, ActKind.REJECTED)


def today_in_vietnam() -> date:
    """What the calendar on the wall says."""
    return clock.now().astimezone(clock.VIETNAM).date()


@cache
def days_of_replaced_files(today: date) -> timedelta:
    """How long files that others stand for stay on disk: longer than any reader reads."""
    with Path(__file__).with_name("keeping.csv").open(encoding="utf-8", newline="") as file:
        days = [
            int(row["days"])
            for row in csv.DictReader(file)
            if row["valid_from"] <= today.isoformat() <= (row["valid_to"] or "9999")
        ]
    return timedelta(days=max(days))


@dataclass(frozen=True)
class Due:
    """An original whose time is over, and the acts that brought it."""

    content_hash: str
    acts: Sequence[Act]


def due(ledger: Ledger, today: date) -> list[Due]:
    """Originals that nobody needs any longer: for every submission that brought one, its time is over."""
    from soyte.ledger.vault import retention  # noqa: PLC0415 (encryption is not needed to look at figures)

    own = ledger.home.folder / OWN_POLICIES
    known = retention.policies(own if own.exists() else retention.SHIPPED)
    return [
        Due(digest, acts)
        for digest, acts in _kept(ledger.journal.state()).items()
        if all(retention.due(retention.RetainedKind.ORIGINAL, _day(act.recorded_at), today, known) for act in acts)
    ]


def retire(ledger: Ledger, today: date, *, actor: str, dry_run: bool = True) -> list[Due]:
    """Destroy originals whose time is over, each after an act that says so. With `dry_run` only name them."""
    found = due(ledger, today)
    if dry_run:
        return found
    for one in found:

        def check(state: State, digest: str = one.content_hash) -> Act | None:
            return None if digest in _kept(state) else next(act for act in state.acts if act.content_hash == digest)

        said = {"content_hash": one.content_hash, "name": one.acts[0].name, "reason": "hết thời hạn lưu giữ"}
        ledger.committer.commit(Intent(ActKind.RETIRED, one.acts[0].submission_id, actor, said, check=check))
    finish_retiring(ledger)
    return found


def finish_retiring(ledger: Ledger) -> int:
    """Forget every original that an act says is gone; how many were still there."""
    gone = [digest for digest in sorted(retired(ledger.journal.state())) if ledger.vault.holds(digest)]
    return sum(ledger.vault.forget_original(digest) for digest in gone)


def retired(state: State) -> frozenset[str]:
    """Hashes of originals that were destroyed and have not been sent again since."""
    gone = {act.content_hash for act in state.acts if act.kind is ActKind.RETIRED and act.content_hash}
    return frozenset(gone - _kept(state).keys())


def _kept(state: State) -> dict[str, list[Act]]:
    """The hash of every original that must be there, and the acts that brought it since it was last destroyed."""
    kept: dict[str, list[Act]] = {}
    for act in state.acts:
        if act.content_hash and act.kind is ActKind.RETIRED:
            kept.pop(act.content_hash, None)
        elif act.content_hash and act.kind in _RECEIVED:
            kept.setdefault(act.content_hash, []).append(act)
    return kept


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.VIETNAM).date()
