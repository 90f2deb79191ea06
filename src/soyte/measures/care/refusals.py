"""Dossiers that could not be taken in: set aside as a whole when their file was read."""

from __future__ import annotations

from soyte.engine import Column, CountDistinct, IsIn, Not
from soyte.ledger.contribution import DATASET
from soyte.ledger.tables import QUARANTINE
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

# Set aside without their dossier, or in favour of a later copy of it.
KEPT = ("sent_again", "unknown_table", "unknown_field", "more_odd", "nested_field", "stray_words", "attribute")


def refusals(feed: Feed, scope: Scope) -> int:
    """How many; 0 where months or a facility are asked about, since what could not be read has neither."""
    if scope.first is not None or scope.facility is not None:
        return 0
    claims = {name for name, act in feed.view.state.accepted.items() if act.dataset == DATASET}
    frame = feed.view.rows(QUARANTINE.name).filter(Not(IsIn(Column("reason"), KEPT)))
    found = feed.collect(frame.reported("block").group("submission_id", n=CountDistinct(Column("block")))).to_pylist()
    return sum(row["n"] for row in found if row["submission_id"] in claims)
