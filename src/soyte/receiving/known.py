"""The mappings that an installation keeps: their versions with days, and which of them fits a table that comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from soyte.catalogue.measure_load import load_measures
from soyte.engine import equals
from soyte.intake.counts import Mapping
from soyte.intake.sight.layouts import LayoutChange, compared, likeness
from soyte.intake.sight.looking import Look
from soyte.intake.sight.vocabulary import Vocabulary
from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import DEFINITION
from soyte.measures.site import definitions_of
from soyte.receiving.mappings import KIND


@dataclass(frozen=True)
class Known:
    """A mapping and the submission that brought it; `hash` names it wherever a table was read by it."""

    mapping: Mapping
    act: Act
    hash: str

    def holds(self, on: date) -> bool:
        """Whether it is in use on a day."""
        return (self.mapping.valid_from or date.min) <= on <= (self.mapping.valid_to or date.max)


@dataclass(frozen=True)
class Match:
    """A mapping that a table may be read by, and how the table's layout differs from the one it was made for."""

    known: Known
    change: LayoutChange


def known_mappings(ledger: Ledger, *, standing: bool = True) -> tuple[Known, ...]:
    """Every mapping that was taken in and not withdrawn (or, if asked, also those), the newest first."""
    state = ledger.state()
    names = state.standing if standing else state.accepted
    wanted = [name for name in names if state.accepted[name].what == KIND]
    if not wanted:
        return ()
    rows = ledger.view().raw(DEFINITION.name, wanted).filter(equals("kind", KIND))
    found = []
    for row in ledger.engine.collect(rows.steps).to_pylist():
        try:
            mapping = Mapping.model_validate_json(row["body"])
        except ValidationError:  # an older program knew other keys: the table is asked about anew
            continue
        found.append(Known(mapping, state.accepted[row["submission_id"]], row["hash"]))
    return tuple(sorted(found, key=lambda one: -one.act.seq))


def matches(known: Sequence[Known], look: Look, on: date) -> tuple[Match, ...]:
    """The mappings made for a table like this one, the best first: usable ones before others, then those in use on the day,
    then the newest. Of each dataset the versions stand one after the other."""
    found = []
    for one in known:
        if one.mapping.sheet and look.sheets and one.mapping.sheet not in look.sheets:
            continue
        heads = look.under(one.mapping)
        share = likeness(one.mapping, heads)
        if share:
            found.append((share, Match(one, compared(one.mapping, heads))))
    found.sort(
        key=lambda pair: (
            not pair[1].change.usable,
            not pair[1].known.holds(on),
            -pair[0],
            not pair[1].change.none,
            -pair[1].known.act.seq,
        )
    )
    return tuple(match for _, match in found)


def vocabulary_of(ledger: Ledger) -> Vocabulary:
    """The codes that a table may be about, by the installation's own definitions and the shipped breakdowns."""
    measures = definitions_of(ledger).measures
    place = ledger.home.place or ""
    return Vocabulary(
        {name: measures.measure(name).name_vi for name in measures if measures.measure(name).table == "observation"},
        {name: dict(one.values) for name, one in load_measures().breakdowns.items()},
        within=place,
        frame="sample" if place.startswith("99") else "vn",
    )
