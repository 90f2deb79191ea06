"""Bringing an older installation up to the present layout, step by step, each step safe to repeat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from soyte.ledger.home import LAYOUT, Home, write_mark
from soyte.ledger.store import Store
from soyte.ledger.tables import CLAIMS, CONTRIBUTION, STORED


def _claims_and_targets(home: Home) -> None:
    """Layout 2 keeps what reports assert, and assigned targets."""
    for name in ("claim", "target"):
        Store(home.ledger, name, STORED[name].schema).create()


def _claim_feed(home: Home) -> None:
    """Layout 3 keeps the claim feed."""
    for table in (*CLAIMS.values(), CONTRIBUTION):
        Store(home.ledger, table.name, table.schema).create()


def _new_tables(home: Home) -> None:
    """Layout 4 keeps roll-ups of the claim feed and whatever came beside them: every table that is not there yet."""
    for name, table in STORED.items():
        Store(home.ledger, name, table.schema).create()


# From the layout it leaves: what turns it into the next one. A step that was interrupted is simply run again.
STEPS: Mapping[int, Callable[[Home], None]] = {1: _claims_and_targets, 2: _claim_feed, 3: _new_tables}


def migrate(home: Home, steps: Mapping[int, Callable[[Home], None]] = STEPS, to: int = LAYOUT) -> Home:
    """Run the steps between the layout of `home` and ours; the mark is written after each."""
    while home.layout < to:
        steps[home.layout](home)
        home = replace(home, layout=home.layout + 1)
        write_mark(home)
    return home
