"""A definition for a reader: every version in words, what changed between them, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from soyte.catalogue.cards import Line, indicator_card
from soyte.catalogue.changes import between_days
from soyte.catalogue.terms import days
from soyte.catalogue.whole import Whole
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.definitions import Definitions
from soyte.measures.site import site_catalogue

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Version:
    """One version: its days in words, its lines, the hash of its meaning, and how it differs from the one before."""

    days: str
    lines: tuple[Line, ...]
    hash: str
    legal_source: str
    certainty: str
    changes: tuple[str, ...]


def explained(ledger: Ledger, identifier: str, today: date, as_of: AsOf = None) -> tuple[Version, ...]:
    """The versions of an indicator, the newest first; of a measure none."""
    whole = site_catalogue(ledger.view(as_of), ledger.engine)
    definitions = Definitions(whole.catalogue, whole.measures)
    found = []
    for one in whole.catalogue.versions.get(identifier, ()):
        definition = definitions.on(identifier, min(one.valid_to or today, max(one.valid_from or today, today)))
        found.append(
            Version(
                days(one.valid_from, one.valid_to) or "luôn có hiệu lực",
                tuple(indicator_card(whole, one)),
                definition.hash[:12] if definition else "",
                one.legal_source,
                one.certainty,
                _changes(whole, identifier, one.valid_from),
            )
        )
    return tuple(reversed(found))


def _changes(whole: Whole, identifier: str, since: date | None) -> tuple[str, ...]:
    if since is None:
        return ()
    found = between_days(whole, since - _DAY, since)
    return tuple(one.words for one in found if one.kind == "indicator" and one.id == identifier and one.key)
