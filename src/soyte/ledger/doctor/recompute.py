"""What an act once derived, computed again from the rows as they counted before and after it."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from soyte.engine import Engine
from soyte.ledger.acts import Act
from soyte.ledger.committing import change_of, standing_of
from soyte.ledger.derive import differences, superseding
from soyte.ledger.state import State
from soyte.ledger.store import Store
from soyte.ledger.tables import DERIVED, ROWS, SUPERSEDING
from soyte.ledger.visible import View


def derived_rows(engine: Engine, stores: Mapping[str, Store], state: State, act: Act, name: str) -> pa.Table:
    """The rows of the derived table `name` that came with `act`, whose rows and superseding keys must be readable."""
    earlier = state.at_seq(act.seq - 1)
    change = change_of(act.kind, act.submission_id, act.supersedes, earlier, act.act_id)
    parts = [DERIVED[name].schema.empty_table()]
    if change is None:
        return parts[0]
    before, after = View(stores, earlier), View(stores, state.at_seq(act.seq))
    for table in ROWS.values():
        if name == SUPERSEDING.name:
            found = superseding(engine, before, table, change, standing_of(earlier, act.dataset))
            parts += [] if found is None else [found]
        elif any(rollup.name == name for rollup in table.rollups):
            parts += [rows for rollup, rows in differences(engine, before, after, table, change) if rollup.name == name]
    return pa.concat_tables(parts)
