"""Dossiers taken in before the ledger kept what they add to sums: read again from their originals, in the order in which they came."""

from __future__ import annotations

from soyte.ledger.acts import Act
from soyte.ledger.contribution import CONTRIBUTION
from soyte.ledger.ledger import Ledger
from soyte.ledger.state import State
from soyte.receiving.order import Order
from soyte.receiving.receive import receive
from soyte.receiving.reread import REPAIR, laid_out

CLAIMS = "claims"


def recount(ledger: Ledger, *, actor: str) -> int:
    """Read submissions of dossiers anew that lack their contributions, and all that came after the first of them, for the last one
    to come stands for those before it. How many that were. LedgerError or VaultError if an original cannot be read.
    """
    state = ledger.state()
    living = [act for name in state.living if (act := state.accepted[name]).what == CLAIMS]
    lacking = [_place(state, act) for act in living if _lacks(act)]
    if not lacking:
        return 0
    concerned = sorted((_place(state, act), act.seq, act) for act in living if _place(state, act) >= min(lacking))
    for _, _, act in concerned:
        with laid_out(ledger, act.content_hash or "", act.name, REPAIR) as path:
            receive(
                ledger, Order(path, actor, channel=act.channel or "cli", sender=act.sender, basis=act.owner, again=True)
            )
    return len(concerned)


def _lacks(act: Act) -> bool:
    tables = {file.table for file in act.files}
    return CONTRIBUTION.follows in tables and CONTRIBUTION.name not in tables


def _place(state: State, act: Act) -> int:
    """When its content came first: reading it anew does not make it newer."""
    while act.supersedes and state.accepted[act.supersedes].content_hash == act.content_hash:
        act = state.accepted[act.supersedes]
    return act.seq
